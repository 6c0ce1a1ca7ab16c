import hashing from 'sharp-phash';
import { pixelsMost } from './bounds.ts';

// The package is CommonJS whose types describe an ES module: its default export is what `require` gives.
const phash = hashing as unknown as typeof hashing.default;
const letterA = 'a'.charCodeAt(0);

/** How a picture looks from afar, as policies write it: four bits of its perceptual hash a letter from `a` to `p`. */
export async function perceptualHash(picture: Uint8Array): Promise<string> {
  const bits = await phash(Buffer.from(picture), { limitInputPixels: pixelsMost });
  const letters = bits.replaceAll(/[01]{4}/g, (four) => String.fromCharCode(letterA + Number.parseInt(four, 2)));
  return `picture-hash:${letters}`;
}
