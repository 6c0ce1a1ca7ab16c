import { getCountrySpecifications, isValidIBAN } from 'ibantools';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { contextOf } from './context.ts';
import type { Detector } from './detector.ts';

const fewestDigits = 8;
const context = contextOf(
  'iban account bank konto bankverbindung compte cuenta conto rekening konto rachunek conta kontonummer',
);

/** Full length by country code. */
const lengths = new Map(
  Object.entries(getCountrySpecifications()).flatMap(([country, { chars }]) =>
    chars === null ? [] : [[country, chars] as const],
  ),
);

/** International bank account numbers (ISO 13616), in any letter case and grouping. */
export const iban: Detector = {
  name: 'iban',
  entities: ['iban'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.digits < fewestDigits ? [] : find(reading))),
};

function find({ folded }: Reading): Match[] {
  const matches: Match[] = [];
  for (const found of folded.text.matchAll(/(?<![a-z0-9])[a-z]{2}[ .-]?[0-9][ .-]?[0-9]/gi)) {
    const country = found[0].slice(0, 2).toUpperCase();
    const length = lengths.get(country);
    if (length === undefined) continue;
    const number = collect(folded.text, found.index, length);
    if (number === undefined || !isValidIBAN(number.compact)) continue;
    const confidence = context.near(folded.text, found.index, number.end) ? 99 : 95;
    matches.push({ entity: 'iban', country, ...folded.span(found.index, number.end), confidence });
  }
  return matches;
}

/** Letters and digits from `start` on, over separators, until `length` of them; undefined where the text breaks off. */
function collect(text: string, start: number, length: number): { compact: string; end: number } | undefined {
  let compact = '';
  let gap = 0;
  for (let at = start; at < text.length && gap < 4; at++) {
    const character = text.charAt(at);
    if (/[a-z0-9]/i.test(character)) {
      compact += character;
      gap = 0;
    } else if (character === '\u001f') return undefined;
    else gap++;
    if (compact.length < length) continue;
    return /[a-z0-9]/i.test(text.charAt(at + 1)) ? undefined : { compact: compact.toUpperCase(), end: at + 1 };
  }
  return undefined;
}
