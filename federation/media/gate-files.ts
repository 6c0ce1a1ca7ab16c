import type { FileLookup, Gate, GateOutcome, JsonObject, KnownFile } from '../../policies/index.ts';
import type { MediaLibrary, SealedRelease } from '../ports/index.ts';
import { mediaIdOf, mediaUrl } from './addresses.ts';
import { filesNamedIn } from './shown.ts';

export interface GateFiles {
  readonly library: MediaLibrary;
  readonly origin: string;
}

/** What the gate has to know of the files that these documents name; it waits a little for those still being read. */
export async function knownFiles(
  documents: readonly JsonObject[],
  { library, origin }: GateFiles,
): Promise<FileLookup> {
  const ids = filesNamedIn(documents, origin);
  const known = new Map<string, KnownFile>();
  await Promise.all(ids.map(async (id) => known.set(id, await knownFile(id, library))));
  return (url) => {
    const id = mediaIdOf(origin, url);
    return id === undefined ? undefined : (known.get(id) ?? missing);
  };
}

const missing: KnownFile = { content: { kind: 'unreadable', cause: 'missing', parts: [] }, digest: '' };

async function knownFile(id: string, library: MediaLibrary): Promise<KnownFile> {
  const file = await library.byId(id);
  return file ? { content: await library.contentOf(file), digest: file.original.digest } : missing;
}

/**
 * The releases of the files that released documents show, each over the exact bytes that are served. Sealed without those
 * bytes, which rest where uploaded files do: whoever opens one brings them.
 */
export async function releaseFiles(
  gate: Pick<Gate, 'releaseFile' | 'seal'>,
  outcomes: readonly GateOutcome[],
  { library, origin }: GateFiles,
): Promise<SealedRelease[]> {
  const sealed = new Map<string, SealedRelease>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'released') continue;
    for (const id of filesNamedIn(outcome.document, origin)) {
      const bytes = sealed.has(id) ? undefined : await library.bytesOf(id, 'original');
      const release = bytes && gate.releaseFile(outcome.release, mediaUrl(origin, id), bytes);
      if (release) sealed.set(id, { ...gate.seal(release), body: new Uint8Array() });
    }
  }
  return [...sealed.values()];
}
