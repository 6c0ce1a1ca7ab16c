import sharp from 'sharp';
import { encodeRecording } from '../encoding/recording.ts';
import { mediaLimits } from '../limits.ts';
import { kindOfBytes } from '../reading/kind-of-bytes.ts';
import type { RemoteRendition } from './addresses.ts';

/** What is shown of a file of another server. */
export interface ShownFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/** Sides of the largest picture of each rendition, in pixels. */
const sides: Readonly<Record<RemoteRendition, { readonly width: number; readonly height: number }>> = {
  avatar: { width: 400, height: 400 },
  header: { width: 1500, height: 1500 },
  emoji: { width: 128, height: 128 },
  original: { width: 3840, height: 3840 },
  preview: { width: 640, height: 640 },
};

const framesMost = 300;
/** What our own decoder is let loose on; drawings that are programs are none of it. */
const decoded = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'image/tiff'];

/**
 * Makes a file of another server anew: pictures are decoded and encoded within their size, recordings moved into a fresh
 * container. Undefined for anything else, whatever its server calls it, and for what is too large or damaged.
 */
export async function encodeRemote(bytes: Uint8Array, rendition: RemoteRendition): Promise<ShownFile | undefined> {
  const { kind, mediaType = '' } = await kindOfBytes(bytes);
  if (kind === 'picture') {
    if (bytes.length > mediaLimits.pictureBytes || !decoded.includes(mediaType)) return undefined;
    return encodeShown(bytes, rendition).catch(() => undefined);
  }
  if (rendition !== 'original') return undefined;
  const encoded = await encodeRecording(bytes, mediaType);
  return encoded.kind === 'encoded' ? encoded.original : undefined;
}

async function encodeShown(bytes: Uint8Array, rendition: RemoteRendition): Promise<ShownFile> {
  const strictly = { limitInputPixels: mediaLimits.picturePixels, failOn: 'truncated' } as const;
  const { pages = 1, width, height } = await sharp(bytes, strictly).metadata();
  const moves = pages > 1 && pages <= framesMost && pages * width * height <= mediaLimits.picturePixels;
  const picture = sharp(bytes, { ...strictly, animated: moves && rendition !== 'preview' }).autoOrient();
  const fitted = picture.resize({ ...sides[rendition], fit: 'inside', withoutEnlargement: true });
  const { data } = await fitted.webp({ quality: 85 }).toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType: 'image/webp' };
}
