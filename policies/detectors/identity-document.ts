import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
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

/** A German licence may have no more. */
const fewestDigits = 3;
const shortest = 6;
const longest = 18;
/** How far before or behind the number its name stands. */
const reachBefore = 50;
const reachAfter = 25;
const date =
  /^(?:(?:19|20)\d\d[ .\-/]?(?:0[1-9]|1[0-2])[ .\-/]?(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[ .\-/](?:0?[1-9]|1[0-2])[ .\-/](?:19|20)\d\d)$/;
/** Part of a telephone number, an amount or a longer row. */
const partBefore = /[+$€£#@/]$|\d[.,:/-]$|\+[\d ().-]{1,8}$/;
const partBehind = /^(?:[.,:/-]\d|[%€$£@])/;

/** Makes a detector of document numbers: forms that are too plain to stand alone, beside a word that names them. */
export function documentNumbers({ entity, words, forms }: IdentityDocument): (reading: Reading) => Match[] {
  const names = new Vocabulary([words]);
  return ({ folded, profile }) => {
    if (profile.digits < fewestDigits) return [];
    const { text } = folded;
    const hits = names.hits(text);
    if (hits.length === 0) return [];
    const matches: Match[] = [];
    const isNamed = nearHits(hits);
    const take = (number: WrittenNumber): void => {
      const { start, end } = number;
      if (end - start < shortest || !isNamed(start, end)) return;
      const countries = countriesOf(text, number, forms);
      if (countries.length === 0) return;
      const [country] = countries;
      const only = countries.length === 1 && country !== undefined ? { country } : {};
      matches.push({ entity, ...only, ...folded.span(start, end), confidence: 88 });
    };
    eachWrittenNumber(text, (form, start) => lengthOf(form) <= longest && isNamed(start, start + longest), take);
    return matches;
  };
}

/** Whether a hit stands near a span, for spans that come in order of the text. */
function nearHits(hits: readonly WordHit[]): (start: number, end: number) => boolean {
  let first = 0;
  return (start, end) => {
    while (first < hits.length && (hits[first]?.end ?? 0) + reachBefore < start) first++;
    const hit = hits[first];
    return hit !== undefined && hit.start - reachAfter <= end;
  };
}

function countriesOf(text: string, { start, end }: WrittenNumber, forms: readonly DocumentForm[]): string[] {
  const written = text.slice(start, end);
  if (date.test(written) || partBefore.test(text.slice(Math.max(0, start - 9), start))) return [];
  if (partBehind.test(text.slice(end, end + 2))) return [];
  const compact = written.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
  return forms.filter(({ number }) => number.test(compact)).map(({ country }) => country);
}

/** How many letters and digits a form has. */
const lengthOf = (form: string): number =>
  [...form.matchAll(/\d+/g)].reduce((sum, [length]) => sum + Number(length), 0);
