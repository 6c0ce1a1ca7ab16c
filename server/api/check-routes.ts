import type { PolicySet } from '../../policies/index.ts';
import type { Parameters } from '../http/parameters.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import { audiencePattern } from '../mastodon/audience-names.ts';
import { checkStatus } from '../mastodon/checking.ts';
import type { MastodonParts } from '../mastodon/door.ts';
import { answered, objectOf, problem, type Route } from './route.ts';

interface CheckApi {
  readonly parts: MastodonParts;
  readonly policySet: () => PolicySet | 'unconfirmed' | undefined;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Checks of one person within five minutes: somebody who types without a pause comes to half of it. */
const most = 600;

const id = { type: 'string', maxLength: 40 } as const;
const shortText = { type: 'string', maxLength: 5000 } as const;
const texts = { type: 'array', maxItems: 8, items: { type: 'string', maxLength: 200 } } as const;

/** What a client asks while somebody writes a post. */
export function checkRoutes({ parts, policySet, clock }: CheckApi): Route[] {
  const rateLimit = createRateLimit(clock);
  return [
    {
      method: 'post',
      path: '/check',
      summary:
        'What posting a status would come to: who would see it, what policies say and where, and how it reads outside. Nothing is kept.',
      roles: 'everyone',
      body: objectOf(
        {
          status: shortText,
          spoiler_text: shortText,
          visibility: { type: 'string', pattern: audiencePattern },
          in_reply_to_id: id,
          quoted_status_id: id,
          media_ids: { type: 'array', maxItems: 4, items: id },
          poll: objectOf({ options: texts, multiple: { type: 'boolean' } }, ['multiple']),
          as: { type: 'string', maxLength: 64 },
        },
        ['spoiler_text', 'visibility', 'in_reply_to_id', 'quoted_status_id', 'media_ids', 'poll', 'as'],
      ),
      answers: { 200: 'What it would come to.', 429: 'Too many checks: wait a few minutes.' },
      async handle({ account, body }) {
        const { allowed } = rateLimit.take(account.name, most);
        if (!allowed) return problem(429, 'too many requests', 'wait a few minutes');
        return answered(await checkStatus({ parts, policySet }, account, body as Parameters));
      },
    },
  ];
}
