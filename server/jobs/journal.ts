import { firstAt } from '../mastodon/snowflakes.ts';
import { journal, toldForMs } from '../mastodon/streaming/journal.ts';
import type { Job } from './jobs.ts';

/** Forgets what every process has told its streams long ago. */
export function journalJob(time: () => Promise<number>): Job {
  return {
    name: 'stream-journal',
    everyMs: 60_000,
    async run({ commits }) {
      const before = firstAt((await time()) - 10 * toldForMs);
      await commits.commit([{ change: 'listing.cut', listing: journal, before }]);
    },
  };
}
