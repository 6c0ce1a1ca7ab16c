import type { MastodonParts } from '../mastodon/door.ts';
import { sendPushes } from '../mastodon/push/sending.ts';
import type { Job } from './jobs.ts';

/** Tells apps that are closed of new notifications, through the push services that they have named. */
export function pushJob(parts: () => MastodonParts): Job {
  return {
    name: 'push',
    everyMs: 3_000,
    async run({ commits, signal }) {
      const { pusher } = parts();
      if (pusher) await sendPushes({ parts: parts(), pusher, commits, signal });
    },
  };
}
