import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { errorCode } from './error-code.ts';

const decoders = { gzip: promisify(gunzip), br: promisify(brotliDecompress) };

/** What we ask for, and all that we take. */
export const acceptEncoding = 'gzip, br';

export type Decoded =
  | { readonly kind: 'decoded'; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly reason: string };

/** Undoes one content encoding; counts the bytes that come out, so that a small bomb stays small. */
export async function decodeBody(body: Buffer, header: string | string[] | undefined, limit: number): Promise<Decoded> {
  if (header === undefined || header === '' || header === 'identity') return { kind: 'decoded', bytes: body };
  if (header !== 'gzip' && header !== 'br')
    return { kind: 'refused', reason: 'the content encoding is none of gzip and br' };
  try {
    return { kind: 'decoded', bytes: await decoders[header](body, { maxOutputLength: limit }) };
  } catch (error) {
    const tooLarge = errorCode(error) === 'ERR_BUFFER_TOO_LARGE';
    return {
      kind: 'refused',
      reason: tooLarge ? `the document is larger than ${limit} bytes` : `the document is not valid ${header}`,
    };
  }
}
