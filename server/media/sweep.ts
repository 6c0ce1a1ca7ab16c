import { keyOf } from './keys.ts';
import type { MediaParts } from './parts.ts';

/** How long a file may wait to be attached, in milliseconds. */
const keptFor = 24 * 3_600_000;
const batch = 100;

/** Removes files that nobody attached for a day; returns how many. */
export async function sweepUnused({
  files,
  bytes,
  commits,
  clock,
}: Pick<MediaParts, 'files' | 'bytes' | 'commits' | 'clock'>): Promise<number> {
  const unused = await files.unused(clock() - keptFor, batch);
  for (const { id } of unused) {
    // The row goes first: a file that is known has its bytes.
    await commits.commit([{ change: 'media.remove', id }]);
    await bytes.remove(keyOf(id, 'original'));
    await bytes.remove(keyOf(id, 'preview'));
  }
  return unused.length < batch ? unused.length : unused.length + (await sweepUnused({ files, bytes, commits, clock }));
}
