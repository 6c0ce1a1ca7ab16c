import type { FieldKind } from '../model/field.ts';
import { type InspectedText, inspectText } from '../text/inspected.ts';
import { type Scan, scan, type Wanted } from './scanner.ts';

/** How values of documents are read and searched. */
export interface Reader {
  inspect(value: string, kind: FieldKind): InspectedText;
  scan(text: InspectedText, wanted: Wanted): Scan;
}

/** Reads everything as if for the first time. */
export const plainReader: Reader = { inspect: inspectText, scan };

/** UTF-16 units of the values that are remembered at least, and half of what is remembered at most. */
const remembered = 1_000_000;

/**
 * Remembers what it read of the latest values: what a value shows depends on nothing but the value and what is wanted. For
 * one `Wanted` only. What could not be searched to its end is searched again.
 */
export class RememberingReader implements Reader {
  readonly #scans = new WeakMap<InspectedText, Scan>();
  #latest = new Map<string, InspectedText>();
  #before = new Map<string, InspectedText>();
  #units = 0;

  inspect(value: string, kind: FieldKind): InspectedText {
    const key = `${kind} ${value}`;
    const known = this.#latest.get(key);
    if (known) return known;
    const text = this.#before.get(key) ?? inspectText(value, kind);
    this.#units += value.length;
    if (this.#units > remembered) {
      this.#before = this.#latest;
      this.#latest = new Map();
      this.#units = value.length;
    }
    this.#latest.set(key, text);
    return text;
  }

  scan(text: InspectedText, wanted: Wanted): Scan {
    const known = this.#scans.get(text);
    if (known) return known;
    const found = scan(text, wanted);
    if (found.failed.length === 0) this.#scans.set(text, found);
    return found;
  }
}
