import type { MediaLibrary } from '../../federation/ports/index.ts';
import type { MediaBytes, MediaFiles } from '../ports/index.ts';
import type { Job } from './jobs.ts';

const day = 24 * 60 * 60 * 1000;
/** How long a file may wait to be attached. */
const keptMs = day;
/** Files of the last minutes may be in the hands of the process that took them. */
const othersMs = 5 * 60 * 1000;
const everyMs = 10 * 60 * 1000;
const atOnce = 100;

export interface MediaJobParts {
  readonly files: MediaFiles;
  readonly bytes: MediaBytes;
  readonly library: Pick<MediaLibrary, 'contentOf'>;
  /** Decides again what waits for a file to be read. */
  readonly resumeHeld: () => Promise<unknown>;
  /** The store's time: what is removed is gone for all its processes. */
  readonly time: () => Promise<number>;
}

/** Reads what a process that ended left unread, and removes what nobody attached for a day. */
export function mediaJob({ files, bytes, library, resumeHeld, time }: MediaJobParts): Job {
  return {
    name: 'media',
    everyMs,
    async run({ signal, commits }) {
      const now = await time();
      const left = (await files.unread(atOnce)).filter(({ uploadedAt }) => uploadedAt < now - othersMs);
      for (const file of left) if (!signal.aborted) await library.contentOf(file);
      await resumeHeld();
      for (const { id } of await files.unused(now - keptMs, atOnce)) {
        if (signal.aborted) return;
        // The row goes first: a file that is known has its bytes.
        await commits.commit([{ change: 'media.remove', id }]);
        await bytes.remove(id);
        await bytes.remove(`${id}-preview`);
      }
    },
  };
}
