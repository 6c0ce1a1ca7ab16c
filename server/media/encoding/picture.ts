import { encode } from 'blurhash';
import sharp, { type Sharp } from 'sharp';
import { mediaLimits } from '../limits.ts';
import type { Encoded, EncodedBytes } from './encoded.ts';

/** A picture is shown no larger than this, in pixels. */
const shownPixels = 3840 * 2160;
const previewSide = 640;
/** Most pictures of an animation. */
const framesMost = 1000;

type Format = 'jpeg' | 'png' | 'webp' | 'gif';

/**
 * Decodes a picture and encodes it afresh: upright, in sRGB, without metadata, colour profile, thumbnails or whatever
 * else a file may carry beside its pixels.
 */
export async function encodePicture(bytes: Uint8Array): Promise<Encoded> {
  try {
    return await reencode(bytes);
  } catch (error) {
    if (error instanceof Error && /pixel limit|too large/i.test(error.message)) return tooManyPixels;
    return { kind: 'refused', status: 422, reason: 'the picture is damaged: save it again and upload that' };
  }
}

const tooManyPixels: Encoded = {
  kind: 'refused',
  status: 413,
  reason: `the picture has more than ${mediaLimits.picturePixels / 1_000_000} million pixels: make it smaller`,
};

async function reencode(bytes: Uint8Array): Promise<Encoded> {
  const { format, pages = 1, hasAlpha, autoOrient } = await sharp(bytes, strictly(false)).metadata();
  const animated = pages > 1 && (format === 'gif' || format === 'webp');
  if (animated && (pages > framesMost || pages * autoOrient.width * autoOrient.height > mediaLimits.picturePixels)) {
    return tooManyPixels;
  }
  const scale = Math.min(1, Math.sqrt(shownPixels / (autoOrient.width * autoOrient.height)));
  const upright = sharp(bytes, strictly(animated)).autoOrient();
  const fitted = scale < 1 ? upright.resize({ width: Math.max(1, Math.floor(autoOrient.width * scale)) }) : upright;
  const original = await written(fitted, formatFor(format, hasAlpha));
  const still = sharp(bytes, strictly(false)).autoOrient();
  const preview = await written(still.resize({ width: previewSide, height: previewSide, ...inside }), 'webp');
  return { kind: 'encoded', original, preview, blurhash: await blurhashOf(original.bytes) };
}

const inside = { fit: 'inside', withoutEnlargement: true } as const;

function strictly(animated: boolean) {
  return { limitInputPixels: mediaLimits.picturePixels, failOn: 'truncated', animated } as const;
}

/** Formats that not every client shows become those that all do. */
function formatFor(format: string, hasAlpha: boolean): Format {
  if (format === 'jpeg' || format === 'png' || format === 'webp' || format === 'gif') return format;
  return hasAlpha ? 'png' : 'jpeg';
}

async function written(picture: Sharp, format: Format): Promise<EncodedBytes> {
  const options = { jpeg: { quality: 88, mozjpeg: true }, png: {}, webp: { quality: 85 }, gif: {} }[format];
  const { data, info } = await picture.toFormat(format, options).toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: `image/${format}`, width: info.width, height: info.pageHeight ?? info.height };
}

async function blurhashOf(bytes: Uint8Array): Promise<string> {
  const { data, info } = await sharp(bytes)
    .resize({ width: 32, height: 32, ...inside })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encode(new Uint8ClampedArray(data), info.width, info.height, 4, 3);
}
