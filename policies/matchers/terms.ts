import { type Steps, toEnd } from '../model/steps.ts';
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
  return toEnd(compileTermsInSteps(name, terms, options));
}

/** Terms that are read between two steps. */
const termsAtOnce = 1_000;

export function* compileTermsInSteps(
  name: string,
  terms: Iterable<string>,
  options: TermOptions = {},
): Steps<TermMatcher> {
  const parsed: Term[] = [];
  for (const [at, written] of [...new Set(terms)].entries()) {
    const term = parseTerm(written);
    if (term !== undefined) parsed.push(term);
    if (at % termsAtOnce === 0) yield;
  }
  const dictionary = yield* Dictionary.of(name, parsed, options.wholeWord ?? true);
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
