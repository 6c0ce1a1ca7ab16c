import { ask } from '../api/ask.ts';
import type { Status } from '../api/entities.ts';
import { forget, keep } from '../store/statuses.ts';

export type Toggle = 'favourite' | 'reblog' | 'bookmark';

const states = { favourite: 'favourited', reblog: 'reblogged', bookmark: 'bookmarked' } as const;
const counts = { favourite: 'favourites_count', reblog: 'reblogs_count' } as const;

export function isOn(status: Status, act: Toggle): boolean {
  return status[states[act]];
}

/** Shows at once what was done, and what was there before where the server does not do it. Throws `CallFailed`. */
export async function toggle(status: Status, act: Toggle): Promise<void> {
  const on = !isOn(status, act);
  const count = act === 'bookmark' ? {} : { [counts[act]]: Math.max(0, status[counts[act]] + (on ? 1 : -1)) };
  keep({ ...status, [states[act]]: on, ...count });
  try {
    const answer = await ask<Status>('POST', `/api/v1/statuses/${status.id}/${on ? act : `un${act}`}`);
    // A boost is answered with itself, around what it passes on.
    keep(answer.id === status.id ? answer : (answer.reblog ?? status));
  } catch (error) {
    keep(status);
    throw error;
  }
}

/** Throws `CallFailed`. */
export async function remove(status: Status): Promise<void> {
  await ask('DELETE', `/api/v1/statuses/${status.id}`);
  forget(status.id);
}
