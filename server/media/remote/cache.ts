import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShownFile } from './encode.ts';

/** Files that were made here already. A cache: whatever goes wrong with it, it has nothing. */
export interface FileCache {
  get(name: string): Promise<ShownFile | undefined>;
  put(name: string, file: ShownFile): Promise<void>;
  drop(name: string): Promise<void>;
}

export interface CacheLimits {
  /** Of all files together. */
  readonly bytes: number;
  /** A file that nobody looked at for so long goes, in milliseconds. */
  readonly age: number;
}

export const cacheLimits: CacheLimits = { bytes: 1024 * 1024 * 1024, age: 30 * 86_400_000 };

interface Entry {
  readonly size: number;
  usedAt: number;
}

/** How much of its limit is left after the cache has made room, so that it does not make room for every file. */
const roomLeft = 0.9;
/** The time of a file on disk is set anew once in a while, for the process that comes after this one. */
const touchMs = 86_400_000;

/** Keeps files in a folder, up to so many bytes; those that were not looked at for longest go first. */
export function createFileCache(folder: string, limits: CacheLimits, clock: () => number): FileCache {
  const entries = new Map<string, Entry>();
  let opened: Promise<void> | undefined;
  const pathOf = (key: string): string => join(folder, key);

  async function open(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const key of await readdir(folder)) {
      const found = await stat(pathOf(key)).catch(() => undefined);
      if (!/^[0-9a-f]{64}$/.test(key)) await rm(pathOf(key), { force: true });
      else if (found) entries.set(key, { size: found.size, usedAt: found.mtimeMs });
    }
  }

  async function makeRoom(): Promise<void> {
    const eldest = clock() - limits.age;
    let total = 0;
    for (const { size } of entries.values()) total += size;
    const most = total > limits.bytes ? limits.bytes * roomLeft : limits.bytes;
    for (const [key, { size, usedAt }] of [...entries].toSorted(([, a], [, b]) => a.usedAt - b.usedAt)) {
      if (total <= most && usedAt >= eldest) return;
      entries.delete(key);
      total -= size;
      await rm(pathOf(key), { force: true });
    }
  }

  async function touched(key: string, entry: Entry | undefined, size: number): Promise<void> {
    const now = clock();
    entries.set(key, { size, usedAt: now });
    if (!entry || now - entry.usedAt > touchMs) await utimes(pathOf(key), now / 1000, now / 1000);
  }

  return {
    async get(name) {
      const key = keyOf(name);
      try {
        opened ??= open();
        await opened;
        const content = await readFile(pathOf(key));
        await touched(key, entries.get(key), content.length);
        return fileIn(content);
      } catch {
        entries.delete(key);
        return undefined;
      }
    },
    async put(name, file) {
      const key = keyOf(name);
      try {
        const content = Buffer.concat([Buffer.from(`${file.mediaType}\n`), file.bytes]);
        if (content.length > limits.bytes) return;
        // Under its name there is the whole file or none.
        const draft = `${pathOf(key)}.${randomUUID()}`;
        await writeFile(draft, content, { mode: 0o600 });
        await rename(draft, pathOf(key));
        await touched(key, undefined, content.length);
        await makeRoom();
      } catch {
        entries.delete(key);
      }
    },
    async drop(name) {
      const key = keyOf(name);
      entries.delete(key);
      await rm(pathOf(key), { force: true }).catch(() => undefined);
    },
  };
}

function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

function fileIn(content: Buffer): ShownFile | undefined {
  const end = content.indexOf('\n');
  if (end === -1) return undefined;
  return { mediaType: content.subarray(0, end).toString('latin1'), bytes: content.subarray(end + 1) };
}
