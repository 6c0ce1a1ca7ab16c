import { basename } from 'node:path';
import { describeUnreadable } from '../../policies/index.ts';
import type { FileReader } from '../media/reading/reader.ts';

export type DocumentText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly message: string };

/** What of a document is recognised when it is copied: its words and comments, and the words in its pictures. */
const recognised = ['text', 'ocr', 'comments'];

/** The text of a confidential document that is no plain text, such as a PDF, an office file or a scan. */
export async function documentText(path: string, bytes: Uint8Array, reader: FileReader): Promise<DocumentText> {
  const content = await reader.read(bytes, basename(path));
  if (content.kind === 'unread') throw new Error('a reader comes back when it has read');
  if (content.kind === 'unreadable') {
    return {
      kind: 'unreadable',
      message: `no text can be taken from \`${path}\`: ${describeUnreadable(content.cause)}`,
    };
  }
  const parts = content.parts.filter(({ part }) => recognised.includes(part));
  return { kind: 'text', text: parts.map(({ value }) => value).join('\n\n') };
}

/** How a confidential picture looks, which is all that is kept of it; undefined for what is no picture. */
export async function pictureHash(bytes: Uint8Array, reader: FileReader): Promise<string | undefined> {
  const content = await reader.look(bytes);
  const parts = content.kind === 'read' ? content.parts : [];
  return parts.find(({ part }) => part === 'picture')?.value;
}
