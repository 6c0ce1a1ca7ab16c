import type { Tile, TilePlace } from '../ports/index.ts';
import { hashLength, leafHash, rootOf } from './merkle.ts';

/** Hashes of a tile; eight levels of the tree lie between one level of tiles and the next (C2SP tlog-tiles). */
export const tileWidth = 256;

export type TileOf = (place: TilePlace) => Promise<Uint8Array | undefined>;

/** The tile that a level grows at. */
interface Edge {
  n: number;
  readonly hashes: Buffer;
  count: number;
}

/** Adds entries to a tree that is stored in tiles, and hands out the tiles that this changes. */
export class TreeBuilder {
  readonly #edges: Edge[] = [];
  #full: Tile[] = [];
  #size: number;

  private constructor(size: number) {
    this.#size = size;
  }

  /** Goes on where the stored tree ends. Throws where a tile of it is missing. */
  static async resume(size: number, tileOf: TileOf): Promise<TreeBuilder> {
    const builder = new TreeBuilder(size);
    for (let level = 0, rest = size; rest > 0; level += 1, rest = Math.floor(rest / tileWidth)) {
      const edge = builder.#edgeOf(level);
      edge.n = Math.floor(rest / tileWidth);
      edge.count = rest % tileWidth;
      if (edge.count === 0) continue;
      const stored = await tileOf({ level, n: edge.n });
      if (stored?.length !== edge.count * hashLength)
        throw new Error(`tile ${level}/${edge.n} of the ledger is damaged`);
      edge.hashes.set(stored);
    }
    return builder;
  }

  get size(): number {
    return this.#size;
  }

  add(entry: Uint8Array): void {
    this.addLeaf(leafHash(entry));
  }

  addLeaf(leaf: Buffer): void {
    this.#push(0, leaf);
    this.#size += 1;
  }

  /** Tiles that were filled since they were last taken; they never change again. */
  takeFull(): Tile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The tiles that are not full yet. */
  edges(): Tile[] {
    return this.#edges.flatMap(({ n, hashes, count }, level) =>
      count === 0 ? [] : [{ level, n, hashes: Buffer.from(hashes.subarray(0, count * hashLength)) }],
    );
  }

  #push(level: number, hash: Buffer): void {
    const edge = this.#edgeOf(level);
    hash.copy(edge.hashes, edge.count * hashLength);
    edge.count += 1;
    if (edge.count < tileWidth) return;
    this.#full.push({ level, n: edge.n, hashes: Buffer.from(edge.hashes) });
    edge.n += 1;
    edge.count = 0;
    this.#push(level + 1, rootOf(edge.hashes));
  }

  #edgeOf(level: number): Edge {
    const known = this.#edges[level];
    if (known) return known;
    const edge = { n: 0, hashes: Buffer.alloc(tileWidth * hashLength), count: 0 };
    this.#edges.push(edge);
    return edge;
  }
}
