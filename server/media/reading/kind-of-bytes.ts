import { fileTypeFromBuffer } from 'file-type';
import { type FileKind, kindOfMediaType } from '../../../policies/index.ts';
import { decodeText } from './plain-text.ts';

export interface Identified {
  readonly kind: FileKind;
  /** Undefined where no magic bytes say what it is. */
  readonly mediaType: string | undefined;
}

/** What a file is, by its bytes alone: names and headers are what somebody says. */
export async function kindOfBytes(bytes: Uint8Array): Promise<Identified> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found && found.mime !== 'application/xml') return { kind: kindOfMediaType(found.mime), mediaType: found.mime };
  const text = decodeText(bytes);
  if (text === undefined) return { kind: 'unknown', mediaType: undefined };
  if (/^\s*(<\?xml[^>]*>)?\s*(<!--[\s\S]*?-->|<!doctype[^>]*>|\s)*<svg[\s>]/i.test(text.slice(0, 4096))) {
    return { kind: 'vector-picture', mediaType: 'image/svg+xml' };
  }
  return { kind: 'text', mediaType: 'text/plain' };
}
