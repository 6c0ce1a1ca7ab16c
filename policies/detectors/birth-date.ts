import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { detectorOf } from './detector.ts';
import { health } from './supporting.ts';
import { Vocabulary } from './vocabulary.ts';

const fewestDigits = 3;
const reachAfter = 40;
const reachBefore = 30;

/** Labels of forms, and words that also speak of other beginnings. */
const words = new Vocabulary([
  [
    'date_of_birth birth_date birthdate birthday dob d.o.b.',
    'geburtsdatum geburtstag geb.',
    'date_de_naissance',
    'fecha_de_nacimiento f.nac',
    'data_de_nascimento data_di_nascita',
    '生年月日 誕生日 出生日期 생년월일',
    'geboortedatum data_urodzenia födelsedatum fødselsdato syntymäaika дата_рождения',
  ],
  ['born geboren né_le née_le nacido nacida nascido nascida nato_il nata_il 生まれ 出生 ur.'],
]);
const label = 0;

const months = [
  'jan febr? march mar apr(?:il)? may june? july? aug(?:ust)? sept? oct(?:ober)? nov(?:ember)? dec(?:ember)?',
  'january february september januar februar marz mai juni juli oktober dezember',
  'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro',
  'gennaio febbraio maggio giugno luglio settembre ottobre dicembre',
]
  .join(' ')
  .replaceAll(' ', '|');
const year = '(?:19|20)\\d\\d';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const month = '(?:0?[1-9]|1[0-2])';
const gap = ' ?[./ -] ?';
const full = new RegExp(
  [
    `${year}${gap}${month}${gap}${day}`,
    `${day}${gap}${month}${gap}${year}`,
    `${month}${gap}${day}${gap}${year}`,
    `${day}(?:st|nd|rd|th|er|º)?\\.?(?: de| of)? (?:${months})\\.?,?(?: de| of)? ${year}`,
    `(?:${months})\\.? ${day}(?:st|nd|rd|th)?,? ${year}`,
    `${year} ?年 ?${month} ?月 ?${day} ?日`,
    `${year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`,
  ]
    .map((form) => `(?<![0-9])${form}(?![0-9])`)
    .join('|'),
  'gi',
);
/** Without the century; only behind a label. */
const short = new RegExp(`(?<![0-9])${day}([./-])${month}\\1\\d\\d(?![0-9])`, 'gi');

/** Dates of birth: a date behind a word that calls it one, or before it. */
export const birthDate = detectorOf('birth-date', find);

function find({ folded, profile }: Reading): Match[] {
  if (profile.digits < fewestDigits) return [];
  const { text } = folded;
  const matches: Match[] = [];
  let reached = 0;
  for (const { start, end, group } of words.hits(text)) {
    const isLabel = group === label;
    const behind = text.slice(end, end + reachAfter);
    const date = firstOf(full, behind) ?? (isLabel ? firstOf(short, behind) : undefined);
    const before =
      date === undefined ? lastOf(full, text.slice(Math.max(reached, start - reachBefore), start)) : undefined;
    const found = date ?? before;
    if (found === undefined) continue;
    const from = date === undefined ? Math.max(reached, start - reachBefore) : end;
    const span = { start: from + found.index, end: from + found.index + found[0].length };
    reached = Math.max(reached, span.end);
    const confidence = isLabel ? 92 : health.near(text, span.start, span.end) ? 88 : 78;
    matches.push({ entity: 'birth-date', ...folded.span(span.start, span.end), confidence });
  }
  return matches;
}

const firstOf = (pattern: RegExp, text: string): (RegExpMatchArray & { index: number }) | undefined =>
  text.matchAll(pattern).next().value;

const lastOf = (pattern: RegExp, text: string): (RegExpMatchArray & { index: number }) | undefined =>
  [...text.matchAll(pattern)].at(-1);
