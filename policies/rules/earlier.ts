import type { Field } from '../model/field.ts';
import { type Passage, plainText } from './passage.ts';

/** Most that is read of what somebody said before, the latest first: texts, and UTF-16 units of them all. */
const mostTexts = 20;
const mostUnits = 16_000;
/** A text up to this length may be one piece of something that is spread over several. */
const pieceLength = 280;
/** Where in a longer text a piece of a number or address would stand. */
const edge = 48;
const pieceSign = /[\p{N}@]/u;

/** The latest of some texts, oldest first as they were. */
export function withinBounds(earlier: readonly (readonly Field[])[]): (readonly Field[])[] {
  const kept: (readonly Field[])[] = [];
  let units = 0;
  for (const fields of earlier.slice(-mostTexts).toReversed()) {
    units += fields.reduce((sum, { value }) => sum + value.length, 0);
    if (units > mostUnits) break;
    kept.push(fields);
  }
  return kept.reverse();
}

/** Whether prose looks like a piece of something: it is short, or digits or an address stand at one of its ends. */
export function mayGoOn(prose: readonly Passage[]): boolean {
  const texts = prose.map(({ inspected }) => plainText(inspected).trim());
  if (texts.reduce((sum, { length }) => sum + length, 0) <= pieceLength) return true;
  return texts.some((text) => pieceSign.test(text.slice(0, edge)) || pieceSign.test(text.slice(-edge)));
}
