import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import { type Context, contextOf } from '../context.ts';
import type { Detector } from '../detector.ts';
import { eachWrittenNumber, type WrittenNumber } from './forms.ts';
import { type NationalScheme, nationalSchemes } from './schemes.ts';

/** An Italian codice fiscale has seven, a British number six. */
const fewestDigits = 6;

interface Known extends NationalScheme {
  readonly context: Context;
}

const byForm = new Map<string, Known[]>();
for (const scheme of nationalSchemes) {
  const known = { ...scheme, context: contextOf(scheme.words) };
  for (const form of scheme.forms) byForm.set(form, [...(byForm.get(form) ?? []), known]);
}
/** Every form, and every beginning of one that ends with a word. */
const beginnings = new Set(
  [...byForm.keys()].flatMap((form) => [
    form,
    ...[...form.matchAll(/[ .\-/+]/g)].map(({ index }) => form.slice(0, index)),
  ]),
);
const anyContext = contextOf(...nationalSchemes.map(({ words }) => words));

/** How many candidates of a text are put to a validator; the rest is judged by form and context alone. */
const questions = (length: number): number => 12 + Math.floor(length / 50);

/**
 * Numbers that states give to people, checked by stdnum. A form that tells its country stands alone; a bare run of
 * digits counts only beside a word that names it.
 */
export const nationalId: Detector = {
  name: 'national-id',
  entities: ['national-id'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.digits < fewestDigits ? [] : find(reading))),
};

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const named = anyContext.anywhere(text);
  let asked = questions(text.length);
  eachWrittenNumber(
    text,
    (form) => beginnings.has(form),
    (number) => {
      for (const scheme of byForm.get(number.form) ?? []) {
        const confidence = judge(text, number, scheme, named);
        if (confidence === 0) continue;
        const compact = text
          .slice(number.start, number.end)
          .replace(/[^a-z0-9+-]/gi, '')
          .toUpperCase();
        if (--asked >= 0 && !scheme.validate(compact)) continue;
        const { country, scheme: name } = scheme;
        matches.push({
          entity: 'national-id',
          scheme: name,
          country,
          ...folded.span(number.start, number.end),
          confidence,
        });
      }
    },
  );
  return matches;
}

function judge(text: string, { start, end, form }: WrittenNumber, scheme: Known, named: boolean): number {
  const telling = scheme.telling.includes(form);
  if (named && scheme.context.near(text, start, end)) return telling ? 95 : 88;
  return telling ? scheme.alone : 0;
}
