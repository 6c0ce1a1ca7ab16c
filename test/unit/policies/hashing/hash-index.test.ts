import fc from 'fast-check';
import { HashIndex } from '../../../../policies/hashing/hash-index.ts';

const hash = fc.oneof(
  fc.maxSafeNat().map((number) => number % 2 ** 52),
  fc.nat(20),
);

describe('a hash index', () => {
  it('numbers each hash once and knows no other', () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 200 }), fc.array(hash, { maxLength: 20 }), (hashes, others) => {
        const index = HashIndex.of(Float64Array.from(hashes));
        const numbers = new Map(hashes.map((one) => [one, index.find(one)]));
        expect([...new Set(numbers.values())].sort((a, b) => a - b)).toEqual([...Array(index.size).keys()]);
        for (const other of others) {
          // Small indexes leave bits out, by which hashes that differ in nothing else are one.
          const known = hashes.some((one) => Math.floor(one / 2 ** 16) === Math.floor(other / 2 ** 16));
          if (!known) expect(index.find(other)).toBe(-1);
        }
      }),
    );
  });

  it('tells what was added from what was not, a hundred thousand times', () => {
    const random = (seed: number) => ((Math.sin(seed) + 1) * 2 ** 51) % 2 ** 52;
    const hashes = Float64Array.from({ length: 100_000 }, (_, at) => Math.floor(random(at + 1)));
    const index = HashIndex.of(hashes.slice());
    expect(hashes.every((one) => index.find(one) >= 0)).toBe(true);
    const others = Array.from({ length: 100_000 }, (_, at) => Math.floor(random(at + 1_000_000.5)));
    const known = new Set(hashes);
    expect(others.filter((one) => !known.has(one) && index.find(one) >= 0)).toHaveLength(0);
  });

  it.each([
    ['a table whose length is no power of two', new Uint32Array(20), new Uint32Array(0)],
    ['places that fall', Uint32Array.of(0, 2, 1, ...new Array(14).fill(2)), new Uint32Array(2)],
    ['places that end before the rests', new Uint32Array(17), new Uint32Array(2)],
    ['places that do not begin at nothing', new Uint32Array(17).fill(1), new Uint32Array(1)],
  ])('is not made of %s', (_, starts, rests) => {
    expect(HashIndex.restore(starts, rests)).toBeUndefined();
  });
});
