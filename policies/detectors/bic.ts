import { isValidBIC } from 'ibantools';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { contextOf } from './context.ts';
import type { Detector } from './detector.ts';
import { bank } from './supporting.ts';
import { unlessInUuid } from './uuid.ts';

/** Letters alone are too often a word for less than these. */
const names = contextOf('bic swift bank_code iban bankverbindung 銀行 银行');

/** Eight or eleven characters in capitals: bank, country, place, branch (ISO 9362). */
const inCapitals = /(?<![A-Za-z0-9])[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])/g;
/** Named as such; then any letter case and grouping will do. */
const named = /(?<![a-z])(?:bic|swift)(?:[ -]?code)?[ /:=#-]{1,4}(?:bic|swift)?[ /:=#-]{0,4}/gi;
const grouped = /[a-z]{4}[ -]?[a-z]{2}[ -]?[a-z0-9]{2}(?:[ -]?[a-z0-9]{3})?(?![a-z0-9])/iy;
/** Country code and check digits of an account nearby. */
const account = /(?<![a-z0-9])[a-z]{2}[0-9]{2}[ -]?[a-z0-9]{4}[ -]?[0-9]/i;
const reach = 70;

/** Bank identifier codes: named as such, or in capitals beside a bank word or an IBAN. Alone they look like words. */
export const bic: Detector = {
  name: 'bic',
  entities: ['bic'],
  detect: (text) => text.views.flatMap((reading) => (reading.text.length < shortest ? [] : find(reading))),
};

const shortest = 8;

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const add = (start: number, written: string, confidence: number): void => {
    const code = written.replace(/[ -]/g, '').toUpperCase();
    if (!isValidBIC(code)) return;
    matches.push({
      entity: 'bic',
      country: code.slice(4, 6),
      ...folded.span(start, start + written.length),
      confidence: unlessInUuid(text, start, start + written.length, confidence),
    });
  };
  for (const label of text.matchAll(named)) {
    grouped.lastIndex = label.index + label[0].length;
    const written = grouped.exec(text)?.[0];
    if (written !== undefined && isCode(written)) add(label.index + label[0].length, written, 92);
  }
  for (const { 0: written, index: start } of text.matchAll(inCapitals)) {
    const end = start + written.length;
    const around = text.slice(Math.max(0, start - reach), end + reach);
    // A shout is no bank code: capitals on either side are prose.
    if (isShouted(text, start, end)) continue;
    if (account.test(around.replace(written, ' '))) add(start, written, 88);
    else if (names.near(text, start, end)) add(start, written, 80);
    else if (/[0-9]/.test(written) && bank.near(text, start, end)) add(start, written, 85);
  }
  return matches;
}

/** In small letters a word is no code, unless it is longer or has a digit. */
const isCode = (written: string): boolean =>
  /[0-9]/.test(written) || written === written.toUpperCase() || written.length === 11;

const isShouted = (text: string, start: number, end: number): boolean =>
  /[A-Z]{4,}[ ,]{1,2}$/.test(text.slice(Math.max(0, start - 16), start)) ||
  /^[ ,]{1,2}[A-Z]{5,}(?![0-9])/.test(text.slice(end, end + 16));
