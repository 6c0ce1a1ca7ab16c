import type { Texts } from './en.ts';

export type TextName = keyof Texts;
/** Names of texts that come in plurals, without `-one` and `-other`. */
export type CountedName = { [Name in TextName]: Name extends `${infer Stem}-one` ? Stem : never }[TextName];
export type Blanks = Readonly<Record<string, string>>;

const loaders = {
  en: () => import('./en.ts').then(({ en }) => en),
  de: () => import('./de.ts').then(({ de }) => de),
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  es: () => import('./es.ts').then(({ es }) => es),
  pt: () => import('./pt.ts').then(({ pt }) => pt),
  ja: () => import('./ja.ts').then(({ ja }) => ja),
} satisfies Record<string, () => Promise<Texts>>;

/** Languages by their own names. */
export const languageNames = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
} as const satisfies Record<keyof typeof loaders, string>;

export type Language = keyof typeof loaders;

let texts: Texts | undefined;
let plurals = new Intl.PluralRules('en');
let language: Language = 'en';

/** Loads the texts of a language; English where it has none. Nothing can be said before. */
export async function speak(wanted: string): Promise<void> {
  language = wanted in loaders ? (wanted as Language) : 'en';
  plurals = new Intl.PluralRules(language);
  texts = await loaders[language]();
}

export function spoken(): Language {
  return language;
}

/** A text of the reader's language with its `{blanks}` filled in. */
export function say(name: TextName, blanks: Blanks = {}): string {
  return (texts?.[name] ?? '').replace(/\{(\w+)\}/g, (whole, blank: string) => blanks[blank] ?? whole);
}

/** The same for a number of things; `n` is filled in. */
export function sayCount(stem: CountedName, n: number, blanks: Blanks = {}): string {
  const form = plurals.select(n) === 'one' ? 'one' : 'other';
  return say(`${stem}-${form}`, { n: new Intl.NumberFormat(language).format(n), ...blanks });
}

/** `a, b and c`. */
export function sayList(items: readonly string[]): string {
  return new Intl.ListFormat(language).format(items);
}

const day = 86_400_000;
const units = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `2 hours ago`; from a week on, the date. */
export function ago(time: string, now = Date.now()): string {
  const at = Date.parse(time);
  if (Math.abs(now - at) > 7 * day) return dateOf(time, 'date');
  const [unit, size] = units.find(([, ms]) => Math.abs(now - at) >= ms) ?? ['minute', 60_000];
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  return relative.format(Math.round((at - now) / size), unit);
}

export function dateOf(time: string | number, precision: 'date' | 'time' = 'time'): string {
  const style =
    precision === 'time' ? ({ dateStyle: 'medium', timeStyle: 'short' } as const) : { dateStyle: 'medium' as const };
  return new Intl.DateTimeFormat(language, style).format(new Date(time));
}
