import { createRequire } from 'node:module';
import type { SharpOptions } from 'sharp';
import { pixelsMost } from './bounds.ts';

// A CommonJS package whose types describe an ES module.
const phash = createRequire(import.meta.url)('sharp-phash') as (
  picture: Buffer,
  options: SharpOptions,
) => Promise<string>;

const letterA = 'a'.charCodeAt(0);

/** How a picture looks from afar, as policies write it: four bits of its perceptual hash a letter from `a` to `p`. */
export async function perceptualHash(picture: Uint8Array): Promise<string> {
  const bits = await phash(Buffer.from(picture), { limitInputPixels: pixelsMost });
  const letters = bits.replaceAll(/[01]{4}/g, (four) => String.fromCharCode(letterA + Number.parseInt(four, 2)));
  return `picture-hash:${letters}`;
}
