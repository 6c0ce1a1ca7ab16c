import { getCountrySpecifications, isValidIBAN } from 'ibantools';
import type { Match } from '../text/match.ts';
import { pieceBreak } from '../text/pieces.ts';
import type { Reading } from '../text/reading.ts';
import { contextOf } from './context.ts';
import type { Detector } from './detector.ts';

/** A Norwegian account has thirteen digits; those with letters have fewer, but never less. */
const fewestDigits = 8;
const context = contextOf(
  'iban account bank konto bankverbindung compte cuenta conto rekening konto rachunek conta kontonummer',
);

/** By country code, as many letters and digits as its accounts have, with up to four other signs between two. */
const written = new Map(
  Object.entries(getCountrySpecifications()).flatMap(([country, { chars }]) =>
    chars === null ? [] : [[country, accountOf(chars)] as const],
  ),
);

/** Where an account may begin: a country code and two check digits. */
const beginning = /(?<![a-z0-9])[a-z](?:[ .-]{0,3}[a-z])(?:[ .-]{0,3}[0-9]){2}/gi;

/** International bank account numbers (ISO 13616), in any letter case and grouping. */
export const iban: Detector = {
  name: 'iban',
  entities: ['iban'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.digits < fewestDigits ? [] : find(reading))),
};

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  for (const { 0: head, index: start } of text.matchAll(beginning)) {
    const country = head.replace(/[^a-z]/gi, '').toUpperCase();
    const account = written.get(country);
    if (account === undefined) continue;
    account.lastIndex = start;
    const found = account.exec(text)?.[0];
    if (found === undefined || !isValidIBAN(found.replace(/[^a-z0-9]/gi, '').toUpperCase())) continue;
    const end = start + found.length;
    const confidence = context.near(text, start, end) ? 99 : 95;
    matches.push({ entity: 'iban', country, ...folded.span(start, end), confidence });
  }
  return matches;
}

function accountOf(length: number): RegExp {
  return new RegExp(`(?:[a-z0-9][^a-z0-9${pieceBreak}]{0,4}){${length - 1}}[a-z0-9](?![a-z0-9])`, 'iy');
}
