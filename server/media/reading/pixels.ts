import sharp from 'sharp';
import { pixelsMost } from './bounds.ts';

interface Raw {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
}

/** Raw pixels as a PNG. */
export async function pngOf(pixels: Uint8ClampedArray, raw: Raw): Promise<Uint8Array> {
  return sharp(Buffer.from(pixels), { raw, limitInputPixels: pixelsMost }).png({ compressionLevel: 1 }).toBuffer();
}

/** Widths between which letters of usual sizes are read best, in pixels. */
const smallest = 1200;
const largest = 2800;

/** A picture as a reader of letters wants it: upright, on white, grey, with the whole range from black to white. */
export async function forLetters(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(bytes, { limitInputPixels: pixelsMost, failOn: 'truncated' }).autoOrient();
  const { width, height } = (await picture.metadata()).autoOrient;
  const longest = Math.max(width, height);
  const scale = longest > largest ? largest / longest : longest < smallest ? Math.min(3, smallest / longest) : 1;
  const fitted =
    scale === 1 ? picture : picture.resize({ width: Math.max(1, Math.round(width * scale)), kernel: 'cubic' });
  return fitted.flatten({ background: 'white' }).greyscale().normalise().png({ compressionLevel: 1 }).toBuffer();
}
