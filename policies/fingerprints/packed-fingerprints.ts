import type { IndexKey } from '../hashing/index-key.ts';
import { joined, packedPieces, unpack } from '../hashing/packed.ts';
import type { DocumentFingerprints } from './compile.ts';

const format = 'portico-fingerprints-1';
const half = 2 ** 32;

/** Fingerprints that were read back, or why not: they are damaged, or were taken under another key. */
export type RestoredFingerprints =
  | { readonly kind: 'fingerprints'; readonly fingerprints: DocumentFingerprints }
  | { readonly kind: 'damaged' | 'other-key' };

/** The fingerprints as bytes: a header in JSON and the halves of the hashes. Holds nothing of the document. */
export function packFingerprints({ name, key, hashes }: DocumentFingerprints): Uint8Array {
  const high = Uint32Array.from(hashes, (hash) => hash / half);
  const low = Uint32Array.from(hashes, (hash) => hash % half);
  return joined(packedPieces({ format, name, key: key.id }, [high, low]));
}

/** Reads back what `packFingerprints` wrote. */
export function unpackFingerprints(packed: Uint8Array, key: IndexKey): RestoredFingerprints {
  const unpacked = unpack(packed, format);
  if (unpacked === undefined) return { kind: 'damaged' };
  const { header, tables } = unpacked;
  if (header['key'] !== key.id) return { kind: 'other-key' };
  const [high, low] = tables;
  if (typeof header['name'] !== 'string' || high === undefined || low?.length !== high.length) {
    return { kind: 'damaged' };
  }
  const hashes = Float64Array.from(high, (upper, index) => upper * half + (low[index] ?? 0));
  const isRising = hashes.every((hash, index) => hash < 2 ** 52 && (index === 0 || hash > (hashes[index - 1] ?? 0)));
  if (!isRising) return { kind: 'damaged' };
  return { kind: 'fingerprints', fingerprints: { name: header['name'], key, hashes } };
}
