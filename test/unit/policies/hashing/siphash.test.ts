import { SipHash } from '../../../../policies/hashing/siphash.ts';

const key = Uint8Array.from({ length: 16 }, (_, index) => index);

/** The bytes 0, 1, 2 … as the specification hashes them, two in one code unit. */
const units = (bytes: number) => Uint16Array.from({ length: bytes / 2 }, (_, at) => (2 * at) | ((2 * at + 1) << 8));

describe('SipHash', () => {
  // Of the reference implementation's vectors (vectors.h, SipHash-2-4, 64 bits) those of even length.
  it.each([
    [0, 0x726fdb47dd0e0e31n],
    [2, 0x0d6c8009d9a94f5an],
    [4, 0xcf2794e0277187b7n],
    [6, 0xcbc9466e58fee3cen],
    [8, 0x93f5f5799a932462n],
  ])('of %i bytes is that of the reference, in its lower 52 bits', (bytes, expected) => {
    const hash = new SipHash(key);
    expect(BigInt(hash.of(units(bytes), 0, bytes / 2))).toBe(expected & ((1n << 52n) - 1n));
  });

  it('grows letter by letter to what it is of the whole', () => {
    const whole = new SipHash(key);
    const growing = new SipHash(key);
    const letters = units(40);
    growing.begin();
    for (const [at, letter] of letters.entries()) {
      growing.add(letter);
      expect(growing.digest()).toBe(whole.of(letters, 0, at + 1));
    }
  });

  it('says nothing under another key', () => {
    const other = new SipHash(Uint8Array.from(key).fill(1, 15));
    expect(other.of(units(8), 0, 4)).not.toBe(new SipHash(key).of(units(8), 0, 4));
  });

  it('takes no key of another length', () => {
    expect(() => new SipHash(new Uint8Array(15))).toThrow(RangeError);
  });
});
