import { randomUUID } from 'node:crypto';
import type { Objects } from '../../federation/ports/index.ts';
import type { Announcing } from '../pages/announcing.ts';
import { moderationKind, shownKey } from '../pages/conversation.ts';
import type { ServerCommits } from '../ports/index.ts';
import { answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const iri = { type: 'string', pattern: '^https?://', maxLength: 2000 };
const name = { type: 'string', pattern: '^[\\w.-]{1,64}$' };

export interface PageRoutesParts {
  readonly announcing: Announcing;
  readonly objects: Objects;
  readonly commits: ServerCommits;
  readonly clock: () => number;
}

/** Pages of other sites as posts, and which answers from outside stand under public posts. */
export function pageRoutes({ announcing, objects, commits, clock }: PageRoutesParts): Route[] {
  return [
    {
      method: 'post',
      path: '/pages',
      summary:
        'Announces a page of another site as an Article, through the gate; the discussion about it is found by its address.',
      roles: ['publisher', 'admin'],
      body: objectOf({ url: iri, title: sentence, summary: { type: 'string', maxLength: 500 }, account: name }, [
        'summary',
      ]),
      answers: {
        201: 'It is public; the id of the post.',
        202: 'It waits for review.',
        400: 'It can not be announced like that; the detail says why.',
        403: 'You do not publish for this account, or a policy stops it.',
        409: 'It was announced before, or waits.',
      },
      async handle({ account: by, body }) {
        const asked = body as { url: string; title: string; summary?: string; account: string };
        const speaks = by.roles.includes(`publisher:${asked.account.toLowerCase()}`) || by.roles.includes('admin');
        if (!speaks) return problem(403, 'not allowed', `you do not publish for \`${asked.account}\``);
        const outcome = await announcing.announce({ ...asked, by });
        switch (outcome.kind) {
          case 'announced':
            return answered({ post: outcome.post }, 201);
          case 'held':
            return answered({ hold: outcome.hold }, 202);
          case 'known':
            return problem(409, 'announced already', 'there is a post about this page, or one that waits for review');
          case 'stopped':
            return problem(403, 'stopped by a policy', outcome.reasons.join('; '));
          case 'invalid':
            return problem(400, 'the request was not understood', outcome.reason);
        }
      },
    },
    {
      method: 'post',
      path: '/conversations/moderate',
      summary: 'Shows an answer from outside under public posts, or takes it away from there. Who does is on record.',
      roles: ['moderator', 'admin'],
      body: objectOf({ post: iri, show: { type: 'boolean' } }),
      answers: { 200: 'It is done.', 404: 'There is no such post.' },
      async handle({ account, body }) {
        const { post, show } = body as { post: string; show: boolean };
        if (!(await objects.get(post))) return nothingThere;
        const done = { actor: account.actorId, subject: post, outcome: show ? 'shown' : 'hidden', at: clock() };
        await commits.commit([
          { change: 'clientData.put', owner: post, kind: moderationKind, key: shownKey, value: show },
          { change: 'ledger.append', act: { kind: 'moderation', id: randomUUID(), ...done } },
        ]);
        return answered({ post, show });
      },
    },
  ];
}
