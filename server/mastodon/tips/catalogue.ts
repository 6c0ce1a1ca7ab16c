import { de } from './texts/de.ts';
import { en, type Texts } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import { ja } from './texts/ja.ts';
import { pt } from './texts/pt.ts';

export type TextName = keyof Texts;

const catalogues = { en, de, fr, es, pt, ja } satisfies Record<string, Texts>;
export type Language = keyof typeof catalogues;
export const languages = Object.keys(catalogues) as Language[];

/** The language of a tag such as `pt-BR`, where there are texts in it. */
export function languageFor(tag: string | undefined): Language {
  const [primary] = (tag ?? '').toLowerCase().split('-');
  return languages.find((language) => language === primary) ?? 'en';
}

/** A text with its `{blanks}` filled in. */
export function tipText(language: Language, name: TextName, blanks: Readonly<Record<string, string>> = {}): string {
  return catalogues[language][name].replace(/\{(\w+)\}/g, (whole, blank: string) => blanks[blank] ?? whole);
}
