import { hash } from 'node:crypto';

/** Bytes of a hash. */
export const hashLength = 32;

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

/** Root of the tree without entries: SHA-256 of nothing (RFC 9162 §2.1.1). */
export const emptyRoot: Buffer = hash('sha256', '', 'buffer');

/** SHA-256(0x00 || entry), RFC 9162 §2.1.1. */
export function leafHash(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer');
}

/** SHA-256(0x01 || left || right), RFC 9162 §2.1.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');
}

/** Largest power of two below `size`, which is 2 or more: where RFC 9162 parts a tree. */
export function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

export function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}

/** Root of up to 256 neighbouring hashes, laid end to end; their number is a power of two. */
export function rootOf(hashes: Uint8Array): Buffer {
  let row = Buffer.from(hashes);
  while (row.length > hashLength) {
    const pairs = row.length / (2 * hashLength);
    const above = Buffer.alloc(pairs * hashLength);
    for (let pair = 0; pair < pairs; pair += 1) {
      const at = pair * 2 * hashLength;
      const middle = at + hashLength;
      nodeHash(row.subarray(at, middle), row.subarray(middle, middle + hashLength)).copy(above, pair * hashLength);
    }
    row = above;
  }
  return row;
}
