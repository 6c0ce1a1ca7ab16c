import { Markup, markup } from '../markup.ts';
import { de } from './de.ts';
import { en, type PageWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';

const catalogues = { en, de, fr, es, pt, ja } as const satisfies Record<string, PageWords>;
type Language = keyof typeof catalogues;
const languages = Object.keys(catalogues) as Language[];

/** The languages of the pages' own words, each by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
};

/** How a page speaks. */
export interface Spoken {
  /** Language tag (BCP 47). */
  readonly lang: Language;
  /** Language tag of what the organisation says there. */
  readonly home: string;
  readonly words: PageWords;
}

interface Asking {
  readonly query: { readonly [name: string]: unknown };
  acceptsLanguages(languages: string[]): string | false;
}

/** By what a reader chose (`?lang=`), or what their browser prefers (RFC 9110 §12.5.4), or the organisation's language. */
export function spokenBy(request: Asking, home: string, chosen: unknown = request.query['lang']): Spoken {
  const usual = spokenAs(home).lang;
  const preferred = request.acceptsLanguages([usual, ...languages]);
  const lang = languages.find((one) => one === chosen) ?? languages.find((one) => one === preferred) ?? usual;
  return { lang, home, words: catalogues[lang] };
}

/** The language of a tag such as `pt-BR`; English where there are no words in it. */
export function spokenAs(tag: string): Spoken {
  const [primary] = tag.toLowerCase().split('-');
  const lang = languages.find((one) => one === primary) ?? 'en';
  return { lang, home: tag, words: catalogues[lang] };
}

/** Words with their `{blanks}` filled in; what is put in is text, and escaped, unless it is markup already. */
export function filled(template: string, blanks: Readonly<Record<string, string | Markup>>): Markup {
  const parts = template.split(/\{(\w+)\}/);
  return new Markup(parts.map((part, at) => markup`${at % 2 === 1 ? blanks[part] : part}`.text).join(''));
}

/** A day as the reader writes it; undefined for what is no time. */
export function dateOf(iso: string, { lang }: Spoken): string | undefined {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return undefined;
  return new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** ` lang="…"` of what is in another language than the page around it. */
export function langOf(of: string, { lang }: Spoken): Markup | undefined {
  return of === lang ? undefined : markup` lang="${of}"`;
}
