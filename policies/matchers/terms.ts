import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import { Dictionary } from './dictionary.ts';
import { SlipIndex } from './slip-index.ts';
import { parseTerm, type Term } from './term.ts';

export interface TermOptions {
  /** Match only where words begin and end; true when left out. */
  readonly wholeWord?: boolean;
  /** Also find long terms written with one slip of the hand; false when left out. */
  readonly oneSlip?: boolean;
}

/** A compiled dictionary. */
export interface TermMatcher {
  readonly name: string;
  /** Number of terms that can match: those with a letter or digit. */
  readonly size: number;
  /**
   * Finds terms however they are written: in look-alike letters, with signs for letters, spaced out, joined by
   * anything or nothing, in a hashtag, backwards. Matches have entity `term` and the dictionary's name as scheme.
   */
  find(text: InspectedText): Match[];
}

/** Compiles a dictionary, one entry a term; time and memory are linear in its letters. */
export function compileTerms(name: string, terms: Iterable<string>, options: TermOptions = {}): TermMatcher {
  const parsed = [...new Set(terms)].map(parseTerm).filter((term): term is Term => term !== undefined);
  const dictionary = new Dictionary(name, parsed, options.wholeWord ?? true);
  const slips = options.oneSlip === true ? new SlipIndex(name, parsed) : undefined;
  return {
    name,
    size: parsed.length,
    find: (text) => {
      const found = dictionary.find(text);
      return slips === undefined ? found : strongest([...found, ...slips.find(text)]);
    },
  };
}
