import { de } from './de.ts';
import { en, type SignInWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';

export type { SignInWords } from './en.ts';

const spoken: ReadonlyMap<string, SignInWords> = new Map(Object.entries({ en, de, fr, es, pt, ja }));

export interface Spoken {
  /** Language tag (BCP 47). */
  readonly lang: string;
  readonly words: SignInWords;
}

/** Who signs in has no account yet that could say its language, so the browser's counts (RFC 9110 §12.5.4). */
export function spokenBy(request: { acceptsLanguages(languages: string[]): string | false }): Spoken {
  const lang = request.acceptsLanguages([...spoken.keys()]) || 'en';
  return { lang, words: spoken.get(lang) ?? en };
}

/** For somebody whose language is known, as a tag. */
export function spokenIn(lang: string): Spoken {
  return { lang, words: spoken.get(lang) ?? en };
}

/** `template` with its `{blanks}` filled in; the values are markup, or text that is escaped. */
export function filled(template: string, blanks: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, blank: string) => blanks[blank] ?? whole);
}

/** How long somebody waits until they may try again, in whole minutes. */
export function minutesOf({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): string {
  return String(Math.ceil(retryAfterSeconds / 60));
}
