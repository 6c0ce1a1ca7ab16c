import type { FieldKind } from '../model/field.ts';
import { type InspectedText, inspectPieces, inspectText } from '../text/inspected.ts';
import { type Scan, scan, type Wanted } from './scanner.ts';

/** How values of documents are read and searched. */
export interface Reader {
  inspect(value: string, kind: FieldKind): InspectedText;
  /** A text that is made of several, between which `pieceBreak` stands. */
  inspectPieces(value: string): InspectedText;
  scan(text: InspectedText, wanted: Wanted): Scan;
}

/** Reads everything as if for the first time. */
export const plainReader: Reader = { inspect: inspectText, inspectPieces, scan };

/** UTF-16 units of the values that are remembered at least, and half of what is remembered at most. */
const remembered = 1_000_000;

/** By how a value is read, and by the value. */
type Known = Map<FieldKind | 'pieces', Map<string, InspectedText>>;

/**
 * Remembers what it read of the latest values: what a value shows depends on nothing but the value and what is wanted. For
 * one `Wanted` only. What could not be searched to its end is searched again.
 */
export class RememberingReader implements Reader {
  readonly #scans = new WeakMap<InspectedText, Scan>();
  #latest: Known = new Map();
  #before: Known = new Map();
  #units = 0;

  inspect(value: string, kind: FieldKind): InspectedText {
    return this.#remember(kind, value, () => inspectText(value, kind));
  }

  inspectPieces(value: string): InspectedText {
    return this.#remember('pieces', value, () => inspectPieces(value));
  }

  scan(text: InspectedText, wanted: Wanted): Scan {
    const known = this.#scans.get(text);
    if (known) return known;
    const found = scan(text, wanted);
    if (found.failed.length === 0) this.#scans.set(text, found);
    return found;
  }

  #remember(kind: FieldKind | 'pieces', value: string, read: () => InspectedText): InspectedText {
    const known = this.#latest.get(kind)?.get(value);
    if (known) return known;
    const text = this.#before.get(kind)?.get(value) ?? read();
    this.#units += value.length;
    if (this.#units > remembered) {
      this.#before = this.#latest;
      this.#latest = new Map();
      this.#units = value.length;
    }
    const ofKind = this.#latest.get(kind) ?? new Map<string, InspectedText>();
    this.#latest.set(kind, ofKind.set(value, text));
    return text;
  }
}
