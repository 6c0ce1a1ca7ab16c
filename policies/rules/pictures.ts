import type { Detector } from '../detectors/index.ts';

/**
 * A picture as it looks from afar: a perceptual hash of 64 bits, in sixteen letters from `a` to `p`, so that nothing else
 * reads a number in it. What reads files writes it, and policy folders keep it in the place of their pictures.
 */
const written = /^picture-hash:([a-p]{16})$/;
const letterA = 'a'.charCodeAt(0);

/** Bits in which two hashes of one picture may differ: encoded anew, made smaller, with a mark on it. */
const furthest = 10;
/** Of a plain area there is nothing to recognise, and it looks like any other. */
const plainest = 4;

/** The bits of a written hash; undefined for any other text, and for a hash that says nothing. */
export function readPictureHash(text: string): bigint | undefined {
  const letters = written.exec(text.trim())?.[1];
  if (letters === undefined) return undefined;
  const bits = [...letters].reduce((sum, letter) => sum * 16n + BigInt(letter.charCodeAt(0) - letterA), 0n);
  const set = countBits(bits);
  return set < plainest || set > 64 - plainest ? undefined : bits;
}

/** Finds pictures that look like one of a folder's, by its name. */
export function pictureDetector(pictures: ReadonlyMap<string, readonly bigint[]>): Detector {
  return {
    name: 'picture',
    entities: ['picture'],
    detect({ value }) {
      const seen = readPictureHash(value);
      if (seen === undefined) return [];
      return [...pictures].flatMap(([scheme, known]) => {
        const distance = Math.min(...known.map((one) => countBits(one ^ seen)));
        if (distance > furthest) return [];
        return { entity: 'picture', scheme, start: 0, end: value.length, confidence: 100 - 2 * distance };
      });
    },
  };
}

function countBits(bits: bigint): number {
  let count = 0;
  for (let rest = bits; rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}
