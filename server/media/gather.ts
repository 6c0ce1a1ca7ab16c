import { mediaLimits } from './limits.ts';

export type Gathered = { readonly kind: 'file'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' };

/** Reads a stream to its end, or to what the largest file that is taken may have. Throws what the stream throws. */
export async function gather(stream: AsyncIterable<Uint8Array>): Promise<Gathered> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > mediaLimits.recordingBytes) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  return { kind: 'file', bytes: new Uint8Array(Buffer.concat(chunks)) };
}
