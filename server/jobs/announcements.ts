import type { Announcing } from '../community/announcements.ts';
import type { Job } from './jobs.ts';

/** Takes announcements off the screens that show them when they end. */
export function announcementsJob(announcing: () => Announcing): Job {
  return { name: 'announcements', everyMs: 5_000, run: ({ commits }) => announcing().endDue(commits) };
}
