import { belies, type FileContent, type FilePart, type UnreadableCause } from '../../../policies/index.ts';
import { fileBytesMost, textLengthMost } from './bounds.ts';
import { kindOfBytes } from './kind-of-bytes.ts';
import type { Letters } from './letters.ts';
import { readOffice } from './office.ts';
import { readPdf } from './pdf.ts';
import { readPicture } from './picture.ts';
import { decodeText } from './plain-text.ts';
import { textOfXml } from './xml-text.ts';

/** Takes out of a file whatever words are in it, its name included. Never throws for what a file holds. */
export async function readFileContent(bytes: Uint8Array, fileName: string, letters: Letters): Promise<FileContent> {
  const name: FilePart[] = fileName === '' ? [] : [{ part: 'name', value: fileName }];
  if (bytes.length > fileBytesMost) return { kind: 'unreadable', cause: 'too-large', parts: name };
  const content = await readByKind(bytes, fileName, letters).catch(() => unreadable('damaged'));
  const parts = [...name, ...(content.kind === 'unread' ? [] : content.parts)];
  const length = parts.reduce((sum, { value }) => sum + value.length, 0);
  if (length > textLengthMost) return { kind: 'unreadable', cause: 'too-large', parts: cut(parts) };
  return content.kind === 'unread' ? content : { ...content, parts };
}

async function readByKind(bytes: Uint8Array, fileName: string, letters: Letters): Promise<FileContent> {
  const { kind } = await kindOfBytes(bytes);
  if (belies(fileName, kind) && kind !== 'encrypted') return unreadable('mismatched');
  const inner = (picture: Uint8Array): Promise<FileContent> => readPicture(picture, letters);
  switch (kind) {
    case 'picture':
      return inner(bytes);
    case 'pdf':
      return readPdf(bytes, inner);
    case 'office':
      return readOffice(bytes, inner);
    case 'text':
      return read([{ part: 'text', value: decodeText(bytes) ?? '' }]);
    case 'vector-picture': {
      const { text, attributes } = textOfXml(decodeText(bytes) ?? '');
      return read([
        { part: 'text', value: text },
        { part: 'properties', value: attributes },
      ]);
    }
    case 'unknown':
      return unreadable('unknown-type');
    default:
      return unreadable(kind);
  }
}

function read(parts: readonly FilePart[]): FileContent {
  return { kind: 'read', parts: parts.filter(({ value }) => value !== '') };
}

function unreadable(cause: UnreadableCause): FileContent {
  return { kind: 'unreadable', cause, parts: [] };
}

/** The parts that fit, so that what they say is judged all the same. */
function cut(parts: readonly FilePart[]): FilePart[] {
  let room = textLengthMost;
  return parts.flatMap(({ part, value }) => {
    const kept = value.slice(0, Math.max(0, room));
    room -= kept.length;
    return kept === '' ? [] : [{ part, value: kept }];
  });
}
