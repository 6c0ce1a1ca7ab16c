import type { Field } from '../model/field.ts';
import { type FileContent, type FilePartName, partsOf } from './content.ts';

/** Longest piece that is read at once, in UTF-16 code units. */
const pieceLength = 40_000;
/** How much of a piece stands in the next one too, so that nothing hides at the cut. */
const overlap = 200;

/** Name of a file among those of a document, which stands where other fields have a JSON pointer. */
export function nameOfFile(index: number): string {
  return `attachment[${index}]`;
}

/** Number of the file that a field, or a finding in it, belongs to. */
export function fileOfField(path: string): number | undefined {
  const number = /^attachment\[(\d+)\]/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * What a file says, as fields: `attachment[0].ocr`, `attachment[0].text` and so on. A further text of the same kind, or the
 * next piece of a long one, has its number behind: `attachment[0].text[1]`.
 */
export function fieldsOfFile(content: FileContent, index: number): Field[] {
  const seen = new Map<FilePartName, number>();
  return partsOf(content).flatMap(({ part, value }) =>
    piecesOf(value).map((piece) => {
      const at = seen.get(part) ?? 0;
      seen.set(part, at + 1);
      const path = `${nameOfFile(index)}.${part}${at === 0 ? '' : `[${at}]`}`;
      return { path, kind: 'text', value: piece } as const;
    }),
  );
}

function piecesOf(value: string): string[] {
  if (value.length <= pieceLength) return value === '' ? [] : [value];
  const pieces: string[] = [];
  for (let start = 0; start < value.length; start += pieceLength - overlap) {
    pieces.push(value.slice(start, start + pieceLength));
    if (start + pieceLength >= value.length) break;
  }
  return pieces;
}
