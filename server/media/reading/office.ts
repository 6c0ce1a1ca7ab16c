import { unzipSync } from 'fflate';
import type { FileContent, FilePart, UnreadableCause } from '../../../policies/index.ts';
import { innerPicturesMost, unpackedBytesMost, unpackedFilesMost } from './bounds.ts';
import { decodeText } from './plain-text.ts';
import { textOfXml } from './xml-text.ts';

/** Reads a picture that stands inside another file. */
export type ReadPicture = (bytes: Uint8Array) => Promise<FileContent>;

/** Parts that carry nothing but looks. */
const silent =
  /(^|\/)(\[content_types\]\.xml|(styles|stylesWithEffects|settings|websettings|fonttable|theme\d*|numbering|calcchain|tablestyles|viewprops|presprops)\.xml)$/i;
const ignorable = /\.(odttf|fntdata)$|(^|\/)printersettings\d*\.bin$/i;
const pictures = /\.(png|jpe?g|gif|webp|tiff?)$/i;

/**
 * Text, comments, properties, links and pictures of a DOCX, XLSX or PPTX (ECMA-376 part 2): every part of the package is
 * read, so that nothing hides in one that a word processor does not show. A part that nobody can read makes the whole
 * file unreadable.
 */
export async function readOffice(bytes: Uint8Array, readPicture: ReadPicture): Promise<FileContent> {
  const unpacked = unpack(bytes);
  if (typeof unpacked === 'string') return { kind: 'unreadable', cause: unpacked, parts: [] };
  const parts: FilePart[] = [];
  let cause: UnreadableCause | undefined;
  let seen = 0;
  for (const [name, content] of unpacked) {
    if (content.length === 0 || silent.test(name) || ignorable.test(name)) continue;
    if (pictures.test(name)) {
      seen += 1;
      const picture = seen > innerPicturesMost ? tooMany : await readPicture(content);
      if (picture.kind !== 'unread') parts.push(...picture.parts);
      if (picture.kind === 'unreadable') cause ??= picture.cause;
      continue;
    }
    const xml = /\.(xml|rels|vml)$/i.test(name) ? decodeText(content) : undefined;
    if (xml === undefined) cause ??= 'archive';
    else parts.push(...partsOfXml(name, xml));
  }
  return cause === undefined ? { kind: 'read', parts } : { kind: 'unreadable', cause, parts };
}

const tooMany: FileContent = { kind: 'unreadable', cause: 'too-large', parts: [] };

function partsOfXml(name: string, xml: string): FilePart[] {
  const { text, attributes } = textOfXml(xml);
  const part = /comment|annotation/i.test(name) ? 'comments' : /^docProps\//i.test(name) ? 'properties' : 'text';
  const beside = part === 'text' ? 'properties' : part;
  const isRelation = name.toLowerCase().endsWith('.rels');
  return [
    ...(text === '' ? [] : [{ part, value: text } as const]),
    // A relation names the parts of the package; only what it names outside says anything.
    ...(attributes === '' || (isRelation && !/targetmode="external"/i.test(xml))
      ? []
      : [{ part: beside, value: attributes } as const]),
  ];
}

function unpack(bytes: Uint8Array): [name: string, content: Uint8Array][] | UnreadableCause {
  const names = new Set<string>();
  let cause: UnreadableCause | undefined;
  let size = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        size += originalSize;
        // Of two parts with one name, who reads the file chooses: it may be the other one.
        if (names.has(name)) cause ??= 'damaged';
        names.add(name);
        if (size > unpackedBytesMost || names.size > unpackedFilesMost) cause ??= 'too-large';
        return cause === undefined;
      },
    });
    return cause ?? Object.entries(files);
  } catch {
    return cause ?? 'damaged';
  }
}
