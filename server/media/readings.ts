import type { MediaFile } from '../../federation/ports/index.ts';
import type { FileContent } from '../../policies/index.ts';
import { keyOf } from './keys.ts';
import type { MediaParts } from './parts.ts';

/** What files say: being read, and read. */
export interface Readings {
  /** Resolves to what it says when that is kept; undefined where it could not be kept. */
  begin(file: MediaFile, bytes: Uint8Array, fileName: string): Promise<FileContent | undefined>;
  /** What a file says; `unread` where that is not known within a few seconds. */
  contentOf(file: MediaFile): Promise<FileContent>;
  drain(): Promise<void>;
}

/** How long a post waits for its files: well within what clients wait for an answer, in milliseconds. */
const patience = 5000;

export function createReadings(parts: MediaParts): Readings {
  const { files, bytes, commits, reader, sealing } = parts;
  const underWay = new Map<string, Promise<FileContent | undefined>>();
  const read = async (file: MediaFile, content: Uint8Array, fileName: string): Promise<FileContent> => {
    const said = await reader.read(content, fileName);
    const sealedContent = sealing.sealSecret(new TextEncoder().encode(JSON.stringify(said)), purposeOf(file));
    // Its description may have changed meanwhile.
    const known = (await files.byId(file.id)) ?? file;
    await commits.commit([{ change: 'media.put', file: { ...known, sealedContent } }]);
    return said;
  };
  // One after the other, so that none finds another one at it and lets go what that one has passed already.
  let resumed: Promise<void> = Promise.resolve();
  const begin: Readings['begin'] = (file, content, fileName) => {
    const reading = read(file, content, fileName)
      .catch((error: unknown) => {
        parts.failed(error);
        return undefined;
      })
      .finally(() => underWay.delete(file.id));
    underWay.set(file.id, reading);
    const after = resumed;
    resumed = reading.then(() => after.then(parts.newlyRead)).catch(parts.failed);
    return reading;
  };
  const again = async (file: MediaFile): Promise<FileContent | undefined> => {
    const kept = await bytes.get(keyOf(file.id, 'original'));
    return kept && begin(file, kept, '');
  };
  const open = (file: MediaFile, sealed: Uint8Array): FileContent =>
    JSON.parse(new TextDecoder().decode(sealing.openSecret(sealed, purposeOf(file)))) as FileContent;
  return {
    begin,
    async contentOf(file) {
      if (file.sealedContent) return open(file, file.sealedContent);
      const reading = underWay.get(file.id) ?? again(file);
      const said = await within(patience, reading);
      if (said) return said;
      const known = await files.byId(file.id);
      return known?.sealedContent ? open(known, known.sealedContent) : { kind: 'unread' };
    },
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay.values());
      await resumed;
    },
  };
}

function purposeOf({ id }: MediaFile): string {
  return `media/${id}`;
}

/** What comes of it within `ms`, else undefined. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let late: NodeJS.Timeout | undefined;
  const timeOut = new Promise<undefined>((resolve) => {
    late = setTimeout(resolve, ms, undefined);
  });
  return Promise.race([work, timeOut]).finally(() => clearTimeout(late));
}
