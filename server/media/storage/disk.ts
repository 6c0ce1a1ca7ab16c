import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import { errorCode } from '../../config/error-code.ts';
import type { MediaBytes } from '../../ports/index.ts';

/** Bytes as files of a folder of this machine, readable by its owner alone. */
export function createDiskBytes(folder: string): MediaBytes {
  const pathOf = (key: string): string => {
    if (!/^[\w-]{8,}$/.test(key)) throw new RangeError('not the key of a file');
    return join(folder, key.slice(0, 2), key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await orUnavailable(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        // Under its name there is the whole file or none, whatever happens to the process.
        const draft = `${path}.${randomUUID()}`;
        await using handle = await open(draft, 'wx', 0o600);
        await handle.writeFile(bytes);
        await handle.sync();
        await rename(draft, path);
        await syncFolder(dirname(path));
      });
    },
    async get(key) {
      const path = pathOf(key);
      return orUnavailable(() => readFile(path).catch(undefinedIfMissing));
    },
    async remove(key) {
      const path = pathOf(key);
      await orUnavailable(() => rm(path, { force: true }));
    },
  };
}

/** A rename is durable once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

function undefinedIfMissing(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}

async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StoreUnavailable(
      `the folder of uploaded files can't be used (${errorCode(error)}): look at its disk and rights`,
    );
  }
}
