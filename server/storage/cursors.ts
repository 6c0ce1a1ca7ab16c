import { createCipheriv, createDecipheriv } from 'node:crypto';
import { InvalidCursor } from '../../federation/ports/index.ts';

/** One block of AES, which a cursor is. */
const blockBytes = 16;

/**
 * Positions in collections as outsiders see them. Collection and sequence number fill one block of AES-128 under a key of
 * the store: a cursor tells neither time nor order nor how much lies between two of them, stays good when its item is
 * gone, and can't be made up or used with another collection, because the collection is in it.
 */
export class Cursors {
  readonly #key: Uint8Array;

  /** `key`: 16 bytes. */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  cursorOf(collection: number | bigint, seq: number): string {
    const block = Buffer.alloc(blockBytes);
    block.writeBigUInt64BE(BigInt(collection), 0);
    block.writeBigUInt64BE(BigInt(seq), 8);
    return createCipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false).update(block).toString('base64url');
  }

  /** The sequence number in a cursor of this collection. Throws `InvalidCursor` where it is none. */
  seqOf(collection: number | bigint | undefined, cursor: string): number {
    const sealed = Buffer.from(cursor, 'base64url');
    if (sealed.length !== blockBytes || sealed.toString('base64url') !== cursor) throw invalid();
    const block = createDecipheriv('aes-128-ecb', this.#key, null).setAutoPadding(false).update(sealed);
    if (collection === undefined || block.readBigUInt64BE(0) !== BigInt(collection)) throw invalid();
    return Number(block.readBigUInt64BE(8));
  }
}

function invalid(): InvalidCursor {
  return new InvalidCursor('the cursor is not one of this collection: begin again at its first page');
}
