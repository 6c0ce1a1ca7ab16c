import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { isCloseLabel, isLabel, isOtherNumber, wordsOf } from './number-label.ts';
import { Vocabulary, type WordHit } from './vocabulary.ts';
import { eachWrittenNumber, type WrittenNumber } from './written-numbers.ts';

/** How one country writes the numbers of a document. */
export interface DocumentForm {
  readonly country: string;
  /** The number without separators, in capitals. */
  readonly number: RegExp;
}

export interface IdentityDocument {
  readonly entity: string;
  /** Lines of words that name the document. */
  readonly words: readonly string[];
  readonly forms: readonly DocumentForm[];
}

/** A German passport may have no more. */
const fewestDigits = 2;
const shortest = 6;
const longest = 18;
/** How far before or behind the number its name stands. */
const reachBefore = 50;
const reachAfter = 25;
/** Orders, articles and versions have such signs. */
const dashed = /[-.]/;
/** Hardly anything else mixes letters and digits so. */
const distinct = /[a-z]{3}|\d[a-z]/i;
/** `passport ref 4711`: what stands so close to the name is part of it. */
const closest = 5;
/** So many words may stand between a name and a number of a form that hardly anything else has. */
const mostWords = 3;
const named = 88;
const namedBehind = 80;
const beside = 66;
/** What else is written with such letters, digits and signs. */
const notDocuments = [
  /^(?:[a-z]+ )?(?:(?:19|20)\d\d[ .\-/]?(?:0[1-9]|1[0-2])[ .\-/]?(?:0[1-9]|[12]\d|3[01])|\d{1,2}[ .\-/]\d{1,2}[ .\-/](?:19|20)\d\d)$/i,
  // Amounts, versions, and numbers of a list.
  /^\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{2}$/,
  /\d\.\d{1,3}\.\d/,
  /\d,|\d - \d/,
  // The words of a sentence, which stand small beside a number: `from 4711`.
  /^[a-z]+ | [a-z]+$/,
  /^(?:iso|rfc|cve|ref|inv|ord|din|iec|isbn|sku|ean|doi|rma|cas|sn)[ -]/i,
];
/** Part of a telephone number, an amount or a longer row. */
const partBefore = /[+$#@/]$|(?<![A-Za-z0-9])[EY]$|\d[.,:/-]$|\+[\d ().-]{1,8}$/;
const partBehind = /^(?:[.,:/-]\d|[%@]| ?(?:[$円]|[EY](?![a-z0-9])|eur|usd|gbp))/i;

/** Makes a detector of document numbers: forms that are too plain to stand alone, beside a word that names them. */
export function documentNumbers({ entity, words, forms }: IdentityDocument): (reading: Reading) => Match[] {
  const vocabulary = new Vocabulary([words]);
  return ({ folded, profile }) => {
    if (profile.digits < fewestDigits) return [];
    const { text } = folded;
    const hits = vocabulary.hits(text);
    if (hits.length === 0) return [];
    const matches: Match[] = [];
    const names = new Names(hits);
    const take = (number: WrittenNumber): void => {
      const { start, end } = number;
      if (end - start < shortest || !names.areNear(start, end)) return;
      const countries = countriesOf(text, number, forms);
      if (countries.length === 0) return;
      const [country] = countries;
      const only = countries.length === 1 && country !== undefined ? { country } : {};
      matches.push({ entity, ...only, ...folded.span(start, end), confidence: names.confidence(text, start, end) });
    };
    eachWrittenNumber(text, (form, start) => lengthOf(form) <= longest && names.areNear(start, start + longest), take);
    return matches;
  };
}

/** Where a document is named in a text, asked for in order of the text. */
class Names {
  readonly #hits: readonly WordHit[];
  #first = 0;

  constructor(hits: readonly WordHit[]) {
    this.#hits = hits;
  }

  areNear(start: number, end: number): boolean {
    while ((this.#hits[this.#first]?.end ?? start) + reachBefore < start) this.#first++;
    const hit = this.#hits[this.#first];
    return hit !== undefined && hit.start - reachAfter <= end;
  }

  /** Confidence in a number near a name: it is the name's own, or only stands beside it. */
  confidence(text: string, start: number, end: number): number {
    let before: WordHit | undefined;
    let at = this.#first;
    for (let hit = this.#hits[at]; hit !== undefined && hit.end <= start; hit = this.#hits[++at]) before = hit;
    while ((this.#hits[at]?.start ?? end) < end) at++;
    const behind = this.#hits[at];
    const written = text.slice(start, end);
    const isDistinct = distinct.test(written);
    const isLinked = (between: string): boolean =>
      isDistinct ? isLabel(between) && wordsOf(between) <= mostWords : isCloseLabel(between);
    if (before !== undefined && isLinked(text.slice(before.end, start))) {
      const isFar = start - before.end > closest;
      return isFar && (dashed.test(written) || isOtherNumber(text, start, before.end)) ? beside : named;
    }
    if (behind === undefined || behind.start - end > reachAfter || isOtherNumber(text, start)) return beside;
    const between = text.slice(end, behind.start);
    return !between.includes('\n') && isLinked(between) ? namedBehind : beside;
  }
}

function countriesOf(text: string, { start, end }: WrittenNumber, forms: readonly DocumentForm[]): string[] {
  const written = text.slice(start, end);
  if (notDocuments.some((form) => form.test(written)) || partBefore.test(text.slice(Math.max(0, start - 9), start)))
    return [];
  if (partBehind.test(text.slice(end, end + 4))) return [];
  const compact = written.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  return forms.filter(({ number }) => number.test(compact)).map(({ country }) => country);
}

/** How many letters and digits a form has. */
const lengthOf = (form: string): number =>
  [...form.matchAll(/\d+/g)].reduce((sum, [length]) => sum + Number(length), 0);
