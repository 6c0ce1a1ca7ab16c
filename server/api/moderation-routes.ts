import type { AccountRuleAsked } from '../moderation/account-ruling.ts';
import type { InboundPolicyAsked } from '../moderation/inbound-ruling.ts';
import type { Moderation } from '../moderation/index.ts';
import type { QueueOutcome } from '../moderation/queue.ts';
import { type Answer, answered, nothingThere, objectOf, problem, type Route, sentence } from './route.ts';

const readers = ['moderator', 'auditor'] as const;
const pageMost = 100;

/** Outsiders that are kept out or kept quiet, what waits for a moderator, and what is asked of posts from outside. */
export function moderationRoutes(moderation: Moderation): Route[] {
  return [...accountRoutes(moderation), ...queueRoutes(moderation), ...inboundRoutes(moderation)];
}

function accountRoutes({ accounts }: Moderation): Route[] {
  const actor = { type: 'string', minLength: 1, maxLength: 2048 };
  const flag = { type: 'boolean' };
  const optional = ['suspend', 'silence', 'rejectMedia', 'expiresAt'];
  return [
    {
      method: 'get',
      path: '/moderation/accounts',
      summary: 'The rules for single outsiders.',
      roles: readers,
      answers: { 200: 'The rules.' },
      handle: async () => answered({ accounts: await accounts.list() }),
    },
    {
      method: 'post',
      path: '/moderation/accounts',
      summary: 'Suspends or silences an outsider, or leaves their files out; in the place of the rule before.',
      roles: ['moderator'],
      body: objectOf(
        { actor, suspend: flag, silence: flag, rejectMedia: flag, reason: sentence, expiresAt: { type: 'integer' } },
        optional,
      ),
      answers: { 200: 'The rule.', 422: 'What is wrong with it.' },
      async handle({ account, body }) {
        const outcome = await accounts.set({ ...(body as Omit<AccountRuleAsked, 'by'>), by: account.actorId });
        return outcome.kind === 'set' ? answered(outcome.rule) : problem(422, 'this was not set', outcome.reason);
      },
    },
    {
      method: 'post',
      path: '/moderation/accounts/lift',
      summary: 'Takes the rule for an outsider away; follows that it ended within 30 days are taken up again.',
      roles: ['moderator'],
      body: objectOf({ actor }),
      answers: { 200: 'Done.', 404: 'There is none.' },
      async handle({ account, body }) {
        const { actor: lifted } = body as { readonly actor: string };
        return (await accounts.lift(lifted, account.actorId)) ? answered({ lifted }) : nothingThere;
      },
    },
  ];
}

function queueRoutes({ queue }: Moderation): Route[] {
  const answers = {
    200: 'Done.',
    404: 'There is none, or somebody dealt with it before.',
    422: 'Why it came to nothing.',
  };
  return [
    {
      method: 'get',
      path: '/moderation/queue',
      summary: 'Posts from outside that wait for a moderator, oldest first, with the signals that made them wait.',
      roles: readers,
      query: { after: { description: 'Id of the last one of the page before.', schema: { type: 'string' } } },
      answers: { 200: 'Up to 100 posts, and how many wait.' },
      async handle({ query: { after } }) {
        const page = { limit: pageMost, ...(after !== undefined && { after }) };
        return answered({ waiting: await queue.list(page), count: await queue.count() });
      },
    },
    {
      method: 'get',
      path: '/moderation/queue/{id}',
      summary: 'One post that waits.',
      roles: readers,
      answers: { 200: 'The post.', 404: 'There is none.' },
      async handle({ path }) {
        const waiting = await queue.show(path['id'] ?? '');
        return waiting ? answered(waiting) : nothingThere;
      },
    },
    {
      method: 'post',
      path: '/moderation/queue/{id}/let-in',
      summary: 'Lets a post in, as if it had not waited.',
      roles: ['moderator'],
      answers,
      handle: async ({ path, account }) => settled(await queue.letIn(path['id'] ?? '', account.actorId)),
    },
    {
      method: 'post',
      path: '/moderation/queue/{id}/reject',
      summary: 'Rejects a post; its sender is not told.',
      roles: ['moderator'],
      answers,
      handle: async ({ path, account }) => settled(await queue.reject(path['id'] ?? '', account.actorId)),
    },
  ];
}

function settled(outcome: QueueOutcome): Answer {
  if (outcome.kind === 'absent') return nothingThere;
  return outcome.kind === 'refused' ? problem(422, 'it came to nothing', outcome.reason) : answered(outcome);
}

function inboundRoutes({ inbound }: Moderation): Route[] {
  const count = { type: 'integer', minimum: 0, maximum: 10_000 };
  const rule = objectOf(
    {
      kind: { enum: ['word', 'link'] },
      match: { type: 'string', minLength: 1, maxLength: 300 },
      action: { enum: ['hold', 'reject', 'score'] },
      points: { type: 'integer', minimum: -100, maximum: 100 },
    },
    ['points'],
  );
  return [
    {
      method: 'get',
      path: '/moderation/inbound',
      summary:
        'What is asked of posts from outside: rules for words and links, limits, and the score at which one waits.',
      roles: readers,
      answers: { 200: 'The inbound policy.' },
      handle: async () => answered(await inbound.current()),
    },
    {
      method: 'post',
      path: '/moderation/inbound',
      summary: 'Sets the inbound policy, in the place of the one before.',
      roles: ['moderator'],
      body: objectOf({
        rules: { type: 'array', items: rule, maxItems: 1000 },
        mentionsMost: count,
        newAccount: objectOf({ days: count, mentionsMost: count, linksMost: count }),
        holdAt: count,
      }),
      answers: { 200: 'The inbound policy.', 422: 'What is wrong with it.' },
      async handle({ account, body }) {
        const policy = await inbound.set(body as InboundPolicyAsked, account.actorId);
        return typeof policy === 'string' ? problem(422, 'this was not set', policy) : answered(policy);
      },
    },
  ];
}
