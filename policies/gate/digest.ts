import { createHash, createHmac } from 'node:crypto';
import type { IndexKey } from '../hashing/index-key.ts';
import type { Steps } from '../model/steps.ts';

const indexKeyBytes = 16;
const keyIdBytes = 8;

/** The secret of checks that need none: who only looks whether a folder compiles keeps no hashes. */
export const keyOfChecks = new TextEncoder().encode('portico: everyone knows this key of policy checks');

/** SHA-256 in lower-case hex; a string is digested as UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

const bytesAtOnce = 1_000_000;

/** The same of long pieces in a row. */
export function* sha256InSteps(pieces: readonly Uint8Array[]): Steps<string> {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += bytesAtOnce) {
      hash.update(piece.subarray(from, from + bytesAtOnce));
      yield;
    }
  }
  return hash.digest('hex');
}

/** Derives the key of one index from a secret (HMAC-SHA-256, truncated); `use` names the index. */
export function deriveIndexKey(secret: Uint8Array, use: string): IndexKey {
  const derive = (what: string): Buffer => createHmac('sha256', secret).update(`portico/v1/index/${what}`).digest();
  return {
    id: derive('id').subarray(0, keyIdBytes).toString('hex'),
    bytes: Uint8Array.from(derive(`key/${use}`).subarray(0, indexKeyBytes)),
  };
}

/** A digest of a text that only holders of the secret can make or try out (HMAC-SHA-256, truncated), lower-case hex. */
export function keyedDigest(secret: Uint8Array, use: string, text: string): string {
  const key = createHmac('sha256', secret).update(`portico/v1/digest/${use}`).digest();
  return createHmac('sha256', key)
    .update(text)
    .digest('hex')
    .slice(0, 2 * indexKeyBytes);
}
