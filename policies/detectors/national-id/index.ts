import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import { detectorOf } from '../detector.ts';
import { isInIdentifier } from '../identifier.ts';
import { bank, health } from '../supporting.ts';
import { unlessInUuid } from '../uuid.ts';
import { Vocabulary } from '../vocabulary.ts';
import { compactForm, eachWrittenNumber, type WrittenNumber } from '../written-numbers.ts';
import { Names, namingConfidence } from './names.ts';
import { anyNumber, type NationalScheme, nationalSchemes } from './schemes.ts';

/** An Italian codice fiscale has seven, a British number six, one of Hong Kong too. */
const fewestDigits = 6;

/** The words of each scheme, and behind them those of all. */
const words = new Vocabulary([...nationalSchemes.map(({ words }) => [words]), [anyNumber]]);
const any = nationalSchemes.length;

const byForm = new Map<string, number[]>();
const byCompact = new Map<string, number[]>();
const addTo = (map: Map<string, number[]>, key: string, scheme: number): void => {
  map.set(key, [...(map.get(key) ?? []), scheme]);
};
for (const [index, { telling, compact }] of nationalSchemes.entries()) {
  for (const form of telling) addTo(byForm, form, index);
  for (const form of compact) addTo(byCompact, form, index);
}
/** Every telling form, and every beginning of one that ends with a word. */
const beginnings = new Set(
  [...byForm.keys()].flatMap((form) => [
    form,
    ...[...form.matchAll(/[ .\-/+]/g)].map(({ index }) => form.slice(0, index)),
  ]),
);
/** Every compact form, and every beginning of one. */
const compactBeginnings = new Set([...byCompact.keys()].flatMap(beginningsOf));

/** How many numbers of a text are put to validators; the rest is judged by form and context alone. */
const questions = (length: number): number => 12 + Math.floor(length / 100);

/**
 * Numbers that states give to people, checked by stdnum. A form that tells its country stands alone; a bare run of
 * digits, or one in an unusual grouping, counts only beside a word that names it.
 */
export const nationalId = detectorOf('national-id', (reading) =>
  reading.profile.digits < fewestDigits ? [] : find(reading),
);

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const names = new Names(text, words.hits(text));
  const compactOf = compactForms();
  let asked = questions(text.length);
  const judge = (number: WrittenNumber, index: number, confidence: () => number): void => {
    const scheme = nationalSchemes[index];
    if (scheme === undefined) return;
    const { start, end } = number;
    const written = text.slice(start, end).replace(/[^a-z0-9+-]/gi, '');
    if (asked >= 0 && !scheme.validate(written.toUpperCase())) return;
    const { country, scheme: name } = scheme;
    const sure = unlessInUuid(text, start, end, confidence());
    matches.push({ entity: 'national-id', scheme: name, country, ...folded.span(start, end), confidence: sure });
  };
  eachWrittenNumber(
    text,
    (form, start) => beginnings.has(form) || (names.areNear(start, start) && compactBeginnings.has(compactOf(form))),
    (number) => {
      const telling = byForm.get(number.form) ?? none;
      const bare = byCompact.get(compactOf(number.form)) ?? none;
      if (telling.length + bare.length === 0) return;
      const named = names.near(number.start, number.end);
      if (telling.length > 0 || named.size > 0) asked--;
      for (const index of telling) {
        const isNamed = named.has(index) || named.has(any);
        judge(number, index, () => (isNamed ? 95 : alone(text, number, nationalSchemes[index])));
      }
      if (named.size === 0 || notIdentity.test(text.slice(number.start, number.end))) return;
      for (const index of bare) {
        const weak = nationalSchemes[index]?.weak ?? false;
        const isNamed = named.has(index);
        if ((!isNamed && (weak || !named.has(any))) || telling.includes(index)) continue;
        const name = named.get(isNamed ? index : any);
        judge(number, index, () => {
          const isItsOwn = name !== undefined && number.start - name.end <= 1;
          if (!isItsOwn && isInIdentifier(text, number.start, number.end)) return inIdentifier;
          return namingConfidence(text, name, number, weak ? 2 : isNamed ? undefined : 1);
        });
      }
    },
  );
  return matches;
}

/** `compactForm`, worked out once for each form: a long text has thousands of numbers, but few forms of them. */
function compactForms(): (form: string) => string {
  const known = new Map<string, string>();
  return (form) => {
    const compact = known.get(form) ?? compactForm(form);
    known.set(form, compact);
    return compact;
  };
}

const none: readonly number[] = [];
const inIdentifier = 60;
/** A date beside the word for a number that has eight digits; thousands; numbers of two sentences, or of a list. */
const notIdentity =
  /^\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d$|^\d{1,3}(?:,\d{3})+$|[,:;!?]\s|^(?:19|20)\d\d[./-](?:0[1-9]|1[0-2])[./-][0-3]\d$|\d:\d|\d - \d{2} - \d/;

/** Confidence in a form that tells its country; words of hospitals and banks beside it make it surer. */
function alone(text: string, { start, end }: WrittenNumber, scheme: NationalScheme | undefined): number {
  const confidence = scheme?.alone ?? 0;
  // Orders are numbered by day and count, as people are.
  if (confidence < 85 && isInIdentifier(text, start, end)) return inIdentifier;
  return confidence < 85 && (health.near(text, start, end) || bank.near(text, start, end))
    ? confidence + 8
    : confidence;
}

/** The beginnings of a compact form, letter by letter: `a2d6` begins with `a1`, `a2`, `a2d1` … */
function beginningsOf(compact: string): string[] {
  const all: string[] = [];
  let before = '';
  for (const [, kind = '', length = '0'] of compact.matchAll(/([ad])(\d+)/g)) {
    for (let count = 1; count <= Number(length); count++) all.push(`${before}${kind}${count}`);
    before += kind + length;
  }
  return all;
}
