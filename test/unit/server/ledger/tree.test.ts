import { createHash } from 'node:crypto';
import { leafHash, nodeHash } from '../../../../server/ledger/merkle.ts';
import { TreeBuilder } from '../../../../server/ledger/tree-builder.ts';
import { TreeFrontier } from '../../../../server/ledger/tree-frontier.ts';
import { TreeReader } from '../../../../server/ledger/tree-reader.ts';

const entry = (n: number) => Buffer.from(`entry ${n}`);
const entries = (size: number) => Array.from({ length: size }, (_, n) => entry(n));
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 9162 §2.1.1 word for word. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

/** RFC 9162 §2.1.3.1 word for word. */
function pathOf(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m < k
    ? [...pathOf(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
    : [...pathOf(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))];
}

/** RFC 9162 §2.1.4.1 word for word. */
function subproof(m: number, leaves: readonly Buffer[], whole: boolean): Buffer[] {
  if (m === leaves.length) return whole ? [] : [treeHash(leaves)];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), treeHash(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))];
}

class Tiles {
  readonly #stored = new Map<string, Uint8Array>();
  readonly tileOf = async ({ level, n }: { level: number; n: number }) => this.#stored.get(`${level}/${n}`);

  /** Adds entries up to a size, as one checkpoint does. */
  async growTo(from: number, size: number): Promise<void> {
    const builder = await TreeBuilder.resume(from, this.tileOf);
    for (let n = from; n < size; n += 1) builder.add(entry(n));
    for (const { level, n, hashes } of [...builder.takeFull(), ...builder.edges()]) {
      this.#stored.set(`${level}/${n}`, hashes);
    }
  }
}

describe('the tree', () => {
  it('has the published root of nothing', () => {
    const published = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(new TreeFrontier().root().toString('hex')).toBe(published);
  });

  it('has the root that RFC 9162 gives it, at every size', async () => {
    const tiles = new Tiles();
    const frontier = new TreeFrontier();
    for (let size = 1; size <= 70; size += 1) {
      await tiles.growTo(size - 1, size);
      frontier.add(leafHash(entry(size - 1)));
      const expected = treeHash(entries(size));
      expect(frontier.root()).toEqual(expected);
      expect(await new TreeReader(tiles.tileOf).root(size)).toEqual(expected);
    }
  });

  it.each([[1], [255], [256], [257], [511], [600]])(
    'proves what is in it and what it grew from, at %i entries',
    async (size) => {
      const tiles = new Tiles();
      await tiles.growTo(0, Math.ceil(size / 3));
      await tiles.growTo(Math.ceil(size / 3), size);
      const reader = new TreeReader(tiles.tileOf);
      const all = entries(size);
      for (const index of new Set([0, 1, Math.floor(size / 2), 254, 255, 256, size - 1].filter((n) => n < size))) {
        expect(await reader.inclusion(index, size)).toEqual(pathOf(index, all));
        expect(await reader.consistency(index + 1, size)).toEqual(subproof(index + 1, all, true));
      }
    },
  );

  it('goes over three levels of tiles', async () => {
    const size = 256 * 256 + 300;
    const tiles = new Tiles();
    await tiles.growTo(0, size);
    const frontier = new TreeFrontier();
    for (let n = 0; n < size; n += 1) frontier.add(leafHash(entry(n)));
    const reader = new TreeReader(tiles.tileOf);
    expect(await reader.root(size)).toEqual(frontier.root());
    const path = await reader.inclusion(65_536, size);
    const left = path.pop()!;
    expect(nodeHash(left, await right(path))).toEqual(frontier.root());
  });

  it('refuses to prove what it does not hold', async () => {
    const reader = new TreeReader(async () => undefined);
    await expect(reader.inclusion(3, 3)).rejects.toThrow(RangeError);
    await expect(reader.consistency(4, 3)).rejects.toThrow(RangeError);
    await expect(reader.root(3)).rejects.toThrow('damaged');
  });
});

/** Root of the last 300 leaves by the path of the first of them, which is a left child all the way up. */
async function right(path: readonly Buffer[]): Promise<Buffer> {
  return path.reduce((hash, sibling) => nodeHash(hash, sibling), leafHash(entry(65_536)));
}
