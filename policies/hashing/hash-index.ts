/** Hashes are whole numbers below 2 to this. */
const hashBits = 52;
const restBits = 32;
const mostBucketBits = hashBits - restBits;
const leastBucketBits = 4;

/**
 * A set of hashes in four bytes each, numbered from 0 by size. A hash is parted into a bucket, which is not stored,
 * and a rest of 32 bits; two to four hashes share a bucket, so that one that was never added is taken for one that
 * was about once in a thousand million times.
 */
export class HashIndex {
  /** Where each bucket begins in `rests`; one more stands for the end. */
  readonly starts: Uint32Array;
  readonly rests: Uint32Array;
  readonly #dropped: number;

  private constructor(starts: Uint32Array, rests: Uint32Array) {
    this.starts = starts;
    this.rests = rests;
    this.#dropped = 2 ** (mostBucketBits - Math.log2(starts.length - 1));
  }

  /** The set of these hashes; sorts them in place. */
  static of(hashes: Float64Array): HashIndex {
    hashes.sort();
    const wanted = Math.ceil(Math.log2(hashes.length + 1)) - 2;
    const buckets = 2 ** Math.min(mostBucketBits, Math.max(leastBucketBits, wanted));
    const dropped = 2 ** mostBucketBits / buckets;
    const starts = new Uint32Array(buckets + 1);
    const rests = new Uint32Array(hashes.length);
    let size = 0;
    let last = -1;
    for (const hash of hashes) {
      const key = Math.floor(hash / dropped);
      if (key === last) continue;
      last = key;
      rests[size++] = key;
      starts[bucketOf(key) + 1] = size;
    }
    for (let bucket = 1; bucket <= buckets; bucket++) {
      starts[bucket] = Math.max(starts[bucket] ?? 0, starts[bucket - 1] ?? 0);
    }
    return new HashIndex(starts, rests.slice(0, size));
  }

  /** A set from its two tables; undefined where they are no such tables. */
  static restore(starts: Uint32Array, rests: Uint32Array): HashIndex | undefined {
    const bits = Math.log2(starts.length - 1);
    if (!Number.isInteger(bits) || bits < leastBucketBits || bits > mostBucketBits) return undefined;
    if (starts[0] !== 0 || starts.at(-1) !== rests.length) return undefined;
    const rising = starts.every((start, bucket) => bucket === 0 || start >= (starts[bucket - 1] ?? 0));
    return rising ? new HashIndex(starts, rests) : undefined;
  }

  get size(): number {
    return this.rests.length;
  }

  /** The number of a hash, or -1 where it is not in the set. */
  find(hash: number): number {
    const key = Math.floor(hash / this.#dropped);
    const bucket = bucketOf(key);
    const rest = key >>> 0;
    const end = this.starts[bucket + 1] ?? 0;
    for (let at = this.starts[bucket] ?? 0; at < end; at++) {
      if (this.rests[at] === rest) return at;
    }
    return -1;
  }
}

function bucketOf(key: number): number {
  return Math.floor(key / 2 ** restBits);
}
