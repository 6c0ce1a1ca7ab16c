import type { Moderation } from '../moderation/index.ts';
import type { Job } from './jobs.ts';

const day = 24 * 60 * 60 * 1000;
const keptMs = 30 * day;
const everyMs = 10 * 60 * 1000;

/** Takes rules away that have run out, rejects what waited for a moderator for a month, and settles follows anew. */
export function moderationJob({ expireRules, queue, settleFollows }: Moderation, time: () => Promise<number>): Job {
  return {
    name: 'moderation',
    everyMs,
    async run({ signal, commits }) {
      await expireRules(commits);
      const before = (await time()) - keptMs;
      while (!signal.aborted && (await queue.expire(before)) > 0);
      if (!signal.aborted) await settleFollows();
    },
  };
}

/** Reads the lists of domains that rules are made of, once a day; one that was added lately at the next look. */
export function domainListsJob({ subscriptions }: Moderation): Job {
  return {
    name: 'domain-lists',
    everyMs,
    run: ({ commits }) => subscriptions.runDue(commits),
  };
}
