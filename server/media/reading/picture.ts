import type { FileContent, FilePart } from '../../../policies/index.ts';
import type { Letters } from './letters.ts';
import { metadataOf } from './metadata.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { forLetters } from './pixels.ts';

/** What a picture shows in letters, and what its metadata says. */
export async function readPicture(bytes: Uint8Array, letters: Letters): Promise<FileContent> {
  const parts: FilePart[] = [...metadataOf(bytes)];
  let prepared: Uint8Array;
  try {
    prepared = await forLetters(bytes);
  } catch (error) {
    const large = error instanceof Error && error.message.includes('pixel limit');
    return { kind: 'unreadable', cause: large ? 'too-large' : 'damaged', parts };
  }
  parts.push({ part: 'picture', value: await perceptualHash(bytes) });
  for (const value of await letters.read(prepared)) parts.push({ part: 'ocr', value });
  return { kind: 'read', parts };
}

/** How a picture looks, for policy folders that hold it. */
export async function lookAt(bytes: Uint8Array): Promise<FileContent> {
  try {
    return { kind: 'read', parts: [{ part: 'picture', value: await perceptualHash(bytes) }] };
  } catch {
    return { kind: 'unreadable', cause: 'damaged', parts: [] };
  }
}
