import { isCloseLabel, isLabel, isOtherNumber } from '../number-label.ts';
import type { WordHit } from '../vocabulary.ts';
import type { WrittenNumber } from '../written-numbers.ts';

/** How far from its number a word that names it counts. */
const reach = 50;
/** Abbreviations that are ordinary words in some language: small, they name only the number that follows at once. */
const ordinary = new Set(
  'sin pan nie nit pin rut rif nip nid cui dpi spi inn kt kra ird epic rfc pps egn nss tin'.split(' '),
);
const longestOrdinary = 4;
const followedAtOnce = /^\W{0,3}(?:(?:no|nr|number|num|numero|nummer)\W{0,3}|(?:is|es|e|est|ist|ar|er|on) )?$/i;

/** A number that is also one of people, visitors or bytes. */
const thousands = /^\d{1,3}(?:\.\d{3})+$/;
/** The rest of a longer row. */
const partBefore = /\d[-./ ]$/;
const partBehind = /^[-./ ]\d/;
/** `115.0.5790.10` */
const version = /\.\d\./;
/** `SSN no. 536…`: what stands so close to the name is part of it. */
const closest = 5;
const named = 88;
const near = 78;
const beside = 66;

/**
 * How surely a word names a bare number: it stands before it as a label does, or only near.
 *
 * @param before the nearest word before the number, if any
 * @param words how many words may stand between where checks alone tell too little
 */
export function namingConfidence(
  text: string,
  before: WordHit | undefined,
  { start, end }: WrittenNumber,
  words?: number,
): number {
  const around = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)] as const;
  if (version.test(text.slice(start, end)) || partBefore.test(around[0]) || partBehind.test(around[1])) return beside;
  const most = words ?? (thousands.test(text.slice(start, end)) ? 1 : undefined);
  if (before !== undefined) {
    const between = text.slice(before.end, start);
    const isLinked = most === undefined ? isLabel(between) : isCloseLabel(between, most);
    if (isLinked) return between.length > closest && isOtherNumber(text, start, before.end) ? beside : named;
  }
  return most !== undefined || isOtherNumber(text, start) ? beside : near;
}

const nobody: ReadonlyMap<number, WordHit | undefined> = new Map();

/** Where schemes are named in a text, asked for in order of the text. */
export class Names {
  readonly #text: string;
  readonly #hits: readonly WordHit[];
  #first = 0;

  constructor(text: string, hits: readonly WordHit[]) {
    this.#text = text;
    this.#hits = hits;
  }

  areNear(start: number, end: number): boolean {
    while (this.#first < this.#hits.length && (this.#hits[this.#first]?.end ?? 0) + reach < start) this.#first++;
    const hit = this.#hits[this.#first];
    return hit !== undefined && hit.start - reach <= end;
  }

  /** The schemes that are named near a number, each with the word nearest before it, if one is. */
  near(start: number, end: number): ReadonlyMap<number, WordHit | undefined> {
    if (!this.areNear(start, end)) return nobody;
    const found = new Map<number, WordHit | undefined>();
    for (let at = this.#first; at < this.#hits.length; at++) {
      const hit = this.#hits[at];
      if (hit === undefined || hit.start - reach > end) break;
      if (!this.#speaksOf(hit, start)) continue;
      if (hit.end <= start) found.set(hit.group, hit);
      else if (!found.has(hit.group)) found.set(hit.group, undefined);
    }
    return found;
  }

  #speaksOf({ start, end }: WordHit, number: number): boolean {
    if (end - start > longestOrdinary) return true;
    const written = this.#text.slice(start, end);
    if (!ordinary.has(written.toLowerCase()) || written === written.toUpperCase()) return true;
    return end <= number && followedAtOnce.test(this.#text.slice(end, number));
  }
}
