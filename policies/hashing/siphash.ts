const keyBytes = 16;
/** "somepseudorandomlygeneratedbytes", the constants of the specification, low half first. */
const constants = [
  0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462,
] as const;

/**
 * SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF") over the UTF-16LE bytes of a row of letters.
 *
 * It is a pseudorandom function under a 128-bit key: who has hashes and not the key can neither invert them nor try
 * values against them. At a tenth of the cost of HMAC-SHA-256 it is what lets every stretch of a post be looked up.
 * The hash grows letter by letter, and `digest` leaves it free to grow on.
 */
export class SipHash {
  readonly #initial = new Int32Array(8);
  readonly #state = new Int32Array(8);
  readonly #scratch = new Int32Array(8);
  #low = 0;
  #high = 0;
  #count = 0;

  /** @param key 16 bytes */
  constructor(key: Uint8Array) {
    if (key.byteLength !== keyBytes) throw new RangeError(`a hash key has ${keyBytes} bytes`);
    const view = new DataView(key.buffer, key.byteOffset, keyBytes);
    for (const [index, constant] of constants.entries()) {
      this.#initial[index] = constant ^ view.getInt32((index % 4) * 4, true);
    }
  }

  /** Begins a new value. */
  begin(): void {
    this.#state.set(this.#initial);
    this.#low = 0;
    this.#high = 0;
    this.#count = 0;
  }

  /** Appends one UTF-16 code unit. */
  add(unit: number): void {
    const place = this.#count++ & 3;
    if (place < 2) this.#low |= unit << (place * 16);
    else this.#high |= unit << ((place - 2) * 16);
    if (place < 3) return;
    compress(this.#state, this.#state, this.#low, this.#high, 2);
    this.#low = 0;
    this.#high = 0;
  }

  /** The lower 52 bits of the hash of what was added, as a whole number. */
  digest(): number {
    const scratch = this.#scratch;
    compress(this.#state, scratch, this.#low, this.#high | ((this.#count * 2) << 24), 2);
    scratch[4] = (scratch[4] ?? 0) ^ 0xff;
    compress(scratch, scratch, 0, 0, 4);
    const low = (scratch[0] ?? 0) ^ (scratch[2] ?? 0) ^ (scratch[4] ?? 0) ^ (scratch[6] ?? 0);
    const high = (scratch[1] ?? 0) ^ (scratch[3] ?? 0) ^ (scratch[5] ?? 0) ^ (scratch[7] ?? 0);
    return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
  }

  /** The hash of a stretch of code units. */
  of(units: Uint16Array, start: number, end: number): number {
    this.begin();
    for (let at = start; at < end; at++) this.add(units[at] ?? 0);
    return this.digest();
  }
}

/** One block in: the four 64-bit words of the state are pairs of halves, the low one first. */
function compress(from: Int32Array, to: Int32Array, low: number, high: number, rounds: number): void {
  let a = from[0] ?? 0;
  let A = from[1] ?? 0;
  let b = from[2] ?? 0;
  let B = from[3] ?? 0;
  let c = from[4] ?? 0;
  let C = from[5] ?? 0;
  let d = (from[6] ?? 0) ^ low;
  let D = (from[7] ?? 0) ^ high;
  for (let round = 0; round < rounds; round++) {
    let sum = (a + b) | 0;
    A = (A + B + carry(sum, b)) | 0;
    a = sum;
    sum = (c + d) | 0;
    C = (C + D + carry(sum, d)) | 0;
    c = sum;
    let turned = (b << 13) | (B >>> 19);
    B = ((B << 13) | (b >>> 19)) ^ A;
    b = turned ^ a;
    turned = (d << 16) | (D >>> 16);
    D = ((D << 16) | (d >>> 16)) ^ C;
    d = turned ^ c;
    // The halves of the first word change places.
    sum = (A + d) | 0;
    A = (a + D + carry(sum, d)) | 0;
    a = sum;
    sum = (c + b) | 0;
    C = (C + B + carry(sum, b)) | 0;
    c = sum;
    turned = (b << 17) | (B >>> 15);
    B = ((B << 17) | (b >>> 15)) ^ C;
    b = turned ^ c;
    turned = (d << 21) | (D >>> 11);
    D = ((D << 21) | (d >>> 11)) ^ A;
    d = turned ^ a;
    // And those of the third.
    turned = c;
    c = C;
    C = turned;
  }
  to[0] = a ^ low;
  to[1] = A ^ high;
  to[2] = b;
  to[3] = B;
  to[4] = c;
  to[5] = C;
  to[6] = d;
  to[7] = D;
}

/** Carry of a 32-bit sum, known by its being smaller than a summand. */
function carry(sum: number, summand: number): 0 | 1 {
  return sum >>> 0 < summand >>> 0 ? 1 : 0;
}
