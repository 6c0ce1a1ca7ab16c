import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { mint, Release } from './release.ts';
import type { SealedRelease } from './sealed-release.ts';

/** Fewest bytes of a key for HMAC-SHA256 (RFC 2104 §3: no shorter than the digest). */
const keyBytes = 32;

/** What binds one delivery of a release to where it goes and whose key signs it. */
export interface SealedDelivery {
  readonly inbox: string;
  readonly signer: string;
  /** Made by `sealDelivery`. */
  readonly seal: string;
}

/** Closes releases for the store and opens them again; nothing that was changed at rest comes back as a release. */
export interface Sealer {
  seal(release: Release): SealedRelease;
  /** `undefined` where any member differs from what was sealed, or the key does. */
  unseal(sealed: SealedRelease): Release | undefined;
  /** The seal of one delivery of this release. */
  sealDelivery(sealed: SealedRelease, inbox: string, signer: string): string;
  /** Like `unseal`, and `undefined` also where the delivery was not sealed for this release, inbox and signer. */
  openDelivery(sealed: SealedRelease, delivery: SealedDelivery): Release | undefined;
}

export function createSealer(sealKey: Uint8Array): Sealer {
  if (sealKey.byteLength < keyBytes) throw new RangeError(`the seal key has fewer than ${keyBytes} bytes`);
  const key = createSecretKey(sealKey);
  const unseal = (sealed: SealedRelease): Release | undefined => {
    if (!equal(sealed.seal, sealOf(key, sealed))) return undefined;
    const release = mint(sealed, sealed.body);
    return release.digest === sealed.digest ? release : undefined;
  };
  // A release of many deliveries is opened once. What is remembered has its own bytes, whatever becomes of the row.
  const opened = new WeakMap<SealedRelease, Release>();
  const open = (sealed: SealedRelease): Release | undefined => {
    const release = opened.get(sealed) ?? unseal(sealed);
    if (release) opened.set(sealed, release);
    return release;
  };
  return {
    seal: (release) => sealed(key, release),
    unseal,
    sealDelivery: (release, inbox, signer) => sealOfDelivery(key, release, inbox, signer),
    openDelivery: (release, { inbox, signer, seal }) =>
      equal(seal, sealOfDelivery(key, release, inbox, signer)) ? open(release) : undefined,
  };
}

function sealed(key: KeyObject, release: Release): SealedRelease {
  Release.assert(release);
  const { id, subject, zone, bytes, digest, actor, outcome, setVersion, decidedAt } = release;
  const row = { id, subject, zone, body: bytes, digest, actor, outcome, setVersion, decidedAt };
  return { ...row, seal: sealOf(key, row) };
}

/** The body is sealed by its digest, which a release recomputes from the body. */
function sealOf(key: KeyObject, row: Omit<SealedRelease, 'seal'>): string {
  const { id, subject, zone, digest, actor, outcome, setVersion, decidedAt } = row;
  return hmac(key, ['portico-release-1', id, subject, zone, digest, actor, outcome, setVersion, decidedAt]);
}

function sealOfDelivery(key: KeyObject, release: SealedRelease, inbox: string, signer: string): string {
  return hmac(key, ['portico-delivery-1', release.seal, inbox, signer]);
}

/** A JSON array is an unambiguous encoding: no two lists of strings and numbers have the same one. */
function hmac(key: KeyObject, members: readonly (string | number)[]): string {
  return createHmac('sha256', key).update(JSON.stringify(members)).digest('base64');
}

/** Compares encoded seals, so that no second spelling of the same base64 passes. */
function equal(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
