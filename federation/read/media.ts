import type { Release } from '../../policies/index.ts';
import { mediaUrl } from '../media/addresses.ts';
import type { MediaFile, MediaLibrary, MediaUses } from '../ports/index.ts';
import { colleagueMayRead, type Reader } from './reader.ts';
import { type ReadParts, releaseFor, zonesOf } from './things.ts';

export type MediaOutcome =
  /** For outsiders: nothing but a Release, over these very bytes. */
  | { readonly kind: 'released'; readonly release: Release; readonly mediaType: string }
  | { readonly kind: 'inside'; readonly bytes: Uint8Array; readonly mediaType: string }
  /** Not there, or not for this reader: the two look the same. */
  | { readonly kind: 'absent' };

export interface MediaReading extends ReadParts {
  readonly library: MediaLibrary;
  readonly mediaUses: MediaUses;
}

export interface MediaRequest {
  readonly id: string;
  readonly rendition: 'original' | 'preview';
}

const absent: MediaOutcome = { kind: 'absent' };

/** GET of an uploaded file by its id. Previews are for colleagues: no released document names one. */
export async function readMedia(
  parts: MediaReading,
  { id, rendition }: MediaRequest,
  reader: Reader,
): Promise<MediaOutcome> {
  const file = /^[\w-]{1,64}$/.test(id) ? await parts.library.byId(id) : undefined;
  if (!file) return absent;
  if (reader.kind !== 'colleague') return rendition === 'original' ? readReleased(parts, file, reader) : absent;
  const { mediaType } = (rendition === 'preview' ? file.preview : undefined) ?? file.original;
  if (!(await mayRead(parts, file, reader.actorId))) return absent;
  const bytes = await parts.library.bytesOf(id, rendition);
  return bytes ? { kind: 'inside', bytes, mediaType } : absent;
}

/** The bytes come from where files rest, and only those that the gate let out open its seal. */
async function readReleased(parts: MediaReading, file: MediaFile, reader: Reader): Promise<MediaOutcome> {
  const sealed = await currentRelease(parts, file, reader);
  const body = sealed && (await parts.library.bytesOf(file.id, 'original'));
  const release = body && parts.gate.unseal({ ...sealed, body });
  return release ? { kind: 'released', release, mediaType: file.original.mediaType } : absent;
}

/** What went to some only is for the servers that were given a post which shows it. */
async function currentRelease(parts: MediaReading, { id }: MediaFile, reader: Reader) {
  const url = mediaUrl(parts.addresses.origin, id);
  for (const zone of reader.kind === 'server' ? zonesOf(parts.peers, reader) : []) {
    const forPartner = await parts.releases.current(url, zone);
    if (forPartner) return forPartner;
  }
  const forAll = await parts.releases.current(url, 'public');
  if (forAll || reader.kind !== 'server') return forAll;
  const addressed = await parts.releases.current(url, 'addressed');
  if (!addressed) return undefined;
  for (const object of await parts.mediaUses.objectsShowing(id)) {
    if (await releaseFor(parts, object, reader)) return addressed;
  }
  return undefined;
}

/** Its owner may, and whoever may read something that shows it. */
async function mayRead(parts: MediaReading, { id, owner }: MediaFile, actorId: string): Promise<boolean> {
  if (owner === actorId) return true;
  for (const object of await parts.mediaUses.objectsShowing(id)) {
    const node = await parts.store.getObject(object);
    if (node && (node['publicKey'] !== undefined || colleagueMayRead(node, actorId, parts.addresses))) return true;
  }
  return false;
}
