import { emptyRoot, hashLength, isPowerOfTwo, nodeHash, rootOf, splitOf } from './merkle.ts';
import { type TileOf, tileWidth } from './tree-builder.ts';

const levelsOfTile = Math.log2(tileWidth);

/** Reads roots and proofs out of the tiles of a tree; every size asked for is covered by them. */
export class TreeReader {
  readonly #tileOf: TileOf;

  constructor(tileOf: TileOf) {
    this.#tileOf = remembering(tileOf);
  }

  /** Root over the first `size` entries (RFC 9162 §2.1.1). */
  async root(size: number): Promise<Buffer> {
    return size === 0 ? emptyRoot : this.#range(0, size);
  }

  /** Audit path of an entry in the tree of `size` entries (RFC 9162 §2.1.3.1), from the leaf up. */
  async inclusion(index: number, size: number): Promise<Buffer[]> {
    if (!(index >= 0 && index < size)) throw new RangeError('the entry is not in the tree');
    return this.#path(index, 0, size);
  }

  /** Proof that the tree of `from` entries is the beginning of the one of `to` (RFC 9162 §2.1.4.1). */
  async consistency(from: number, to: number): Promise<Buffer[]> {
    if (!(from >= 0 && from <= to)) throw new RangeError('the smaller tree is not the smaller one');
    return from === 0 || from === to ? [] : this.#subproof(from, 0, to, true);
  }

  async #path(index: number, start: number, end: number): Promise<Buffer[]> {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...(await this.#path(index, start, middle)), await this.#range(middle, end)]
      : [...(await this.#path(index, middle, end)), await this.#range(start, middle)];
  }

  async #subproof(from: number, start: number, end: number, whole: boolean): Promise<Buffer[]> {
    if (from === end) return whole ? [] : [await this.#range(start, end)];
    const middle = start + splitOf(end - start);
    return from <= middle
      ? [...(await this.#subproof(from, start, middle, whole)), await this.#range(middle, end)]
      : [...(await this.#subproof(from, middle, end, false)), await this.#range(start, middle)];
  }

  /** Root over the entries `start` to `end` - 1, which make a subtree. */
  async #range(start: number, end: number): Promise<Buffer> {
    const size = end - start;
    if (isPowerOfTwo(size)) return this.#subtree(Math.log2(size), start / size);
    const middle = start + splitOf(size);
    return nodeHash(await this.#range(start, middle), await this.#range(middle, end));
  }

  /** Root of the `n`th subtree of 2^`height` entries: of as many hashes of the tile level below as it spans. */
  async #subtree(height: number, n: number): Promise<Buffer> {
    const level = Math.floor(height / levelsOfTile);
    const span = 2 ** (height % levelsOfTile);
    const first = n * span;
    const place = { level, n: Math.floor(first / tileWidth) };
    const from = (first % tileWidth) * hashLength;
    const hashes = (await this.#tileOf(place))?.subarray(from, from + span * hashLength);
    if (hashes?.length !== span * hashLength) throw new Error(`tile ${level}/${place.n} of the ledger is damaged`);
    return rootOf(hashes);
  }
}

function remembering(tileOf: TileOf): TileOf {
  const seen = new Map<string, Promise<Uint8Array | undefined>>();
  return (place) => {
    const name = `${place.level}/${place.n}`;
    const tile = seen.get(name) ?? tileOf(place);
    seen.set(name, tile);
    return tile;
  };
}
