import type { Language } from '../../../mastodon/tips/catalogue.ts';
import { de } from './de.ts';
import { en, type TipWords } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { pt } from './pt.ts';

export type { TipWords } from './en.ts';

const spoken: Readonly<Record<Language, TipWords>> = { en, de, fr, es, pt, ja };

export function tipWords(language: Language): TipWords {
  return spoken[language];
}
