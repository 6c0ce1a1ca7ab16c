import type { MastodonParts } from '../mastodon/door.ts';
import { sendDue } from '../mastodon/scheduling.ts';
import type { Job } from './jobs.ts';

/** Sends posts whose time has come. */
export function scheduledJob(parts: () => MastodonParts): Job {
  return { name: 'scheduled-posts', everyMs: 10_000, run: ({ signal }) => sendDue(parts(), signal) };
}
