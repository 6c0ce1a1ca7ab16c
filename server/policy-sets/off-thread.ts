import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PolicyFiles } from '../../policies/index.ts';
import { type CheckedSet, checkSet } from './checking.ts';

/** A set of fewer characters and bytes is checked in less time than it takes to start a thread. */
const smallMost = 256 * 1024;

/**
 * Checks a set without keeping requests waiting: reading and hashing records and documents, and running every example,
 * happens on a thread of its own. What a set decides with can't be handed from thread to thread, so whoever puts it in
 * force makes it of the checked files, where the hashes are made already.
 */
export async function checkOffThread(files: PolicyFiles, hashKey: Uint8Array): Promise<CheckedSet> {
  const size = Object.values(files).reduce((total, { length }) => total + length, 0);
  if (size <= smallMost) return checkSet(files, hashKey);
  const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { workerData: { files, hashKey } });
  try {
    const ended = once(worker, 'exit').then(() => {
      throw new Error('the thread that checks policy sets ended before it was done');
    });
    const [checked] = (await Promise.race([once(worker, 'message'), ended])) as [CheckedSet];
    return checked;
  } finally {
    await worker.terminate();
  }
}
