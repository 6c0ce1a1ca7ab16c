import { createTurns } from '../turns.ts';
import { createRemoteAddresses, type RemoteAddresses, type RemoteRendition } from './addresses.ts';
import type { FileCache } from './cache.ts';
import { encodeRemote, type ShownFile } from './encode.ts';

export type { RemoteRendition } from './addresses.ts';

/** Files of other servers, as they are shown here: fetched, made anew and kept by this one. */
export interface RemoteMedia extends Pick<RemoteAddresses, 'addressOf'> {
  /** What is shown at an address that `addressOf` made; undefined where there is nothing. Throws nothing. */
  show(rendition: string, name: string): Promise<ShownFile | undefined>;
}

export interface RemoteMediaParts {
  readonly origin: string;
  /** HMAC key of 32 bytes. */
  readonly key: Uint8Array;
  readonly cache: FileCache;
  /** Whether a rule refuses files of the server that has this one. */
  readonly refuses: (url: string) => boolean;
  /** The bytes of a file elsewhere, under the guards of every fetch. */
  readonly load: (url: string) => Promise<Uint8Array | undefined>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** How long a file that could not be had is not asked for again, in milliseconds, and how many of these are remembered. */
const absentMs = 10 * 60_000;
const absentMost = 10_000;

export function createRemoteMedia({ origin, key, cache, refuses, load, clock }: RemoteMediaParts): RemoteMedia {
  const addresses = createRemoteAddresses(origin, key);
  // A decoded picture takes hundreds of megabytes.
  const inTurn = createTurns();
  const underWay = new Map<string, Promise<ShownFile | undefined>>();
  const absentUntil = new Map<string, number>();

  async function make(name: string, url: string, rendition: RemoteRendition): Promise<ShownFile | undefined> {
    if (refuses(url)) {
      await cache.drop(name);
      return undefined;
    }
    const kept = await cache.get(name);
    if (kept) return kept;
    const bytes = await load(url).catch(() => undefined);
    const file = bytes && (await inTurn(() => encodeRemote(bytes, rendition)));
    if (file) await cache.put(name, file);
    else remember(name);
    return file;
  }

  function remember(name: string): void {
    absentUntil.delete(name);
    absentUntil.set(name, clock() + absentMs);
    const [oldest] = absentUntil.keys();
    if (absentUntil.size > absentMost && oldest !== undefined) absentUntil.delete(oldest);
  }

  return {
    addressOf: addresses.addressOf,
    async show(asked, name) {
      const meant = addresses.urlOf(asked, name);
      if (!meant || (absentUntil.get(name) ?? 0) > clock()) return undefined;
      const known = underWay.get(name) ?? make(name, meant.url, meant.rendition);
      underWay.set(name, known);
      return known.finally(() => underWay.delete(name));
    },
  };
}
