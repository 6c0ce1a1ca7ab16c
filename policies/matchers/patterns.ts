import { RE2JS, RE2JSException, RE2Set } from 're2js';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';

export interface PatternSource {
  /** Name of the pattern in findings. */
  readonly id: string;
  /** RE2 syntax (https://github.com/google/re2/wiki/Syntax); case matters unless it begins with `(?i)`. */
  readonly source: string;
}

/** Compiled editor-written patterns. */
export interface PatternMatcher {
  readonly kind: 'patterns';
  /** Matches have entity `pattern` and the pattern's id as scheme. */
  find(text: InspectedText): Match[];
}

/** A pattern that can't be used. */
export interface PatternProblem {
  readonly id: string;
  readonly source: string;
  /** UTF-16 offset into the source where it goes wrong. */
  readonly position: number;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

export interface PatternProblems {
  readonly kind: 'problems';
  readonly problems: readonly PatternProblem[];
}

/** Compiles editor-written patterns on a linear-time engine; faults in them are values. */
export function compilePatterns(sources: readonly PatternSource[]): PatternMatcher | PatternProblems {
  const problems: PatternProblem[] = [];
  const set = new RE2Set();
  const compiled: RE2JS[] = [];
  for (const { id, source } of sources) {
    try {
      compiled.push(RE2JS.compile(source));
      set.add(source);
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error;
      problems.push({ id, source, position: 0, message: error.message });
    }
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  set.compile();
  return {
    kind: 'patterns',
    find: (text) => text.views.flatMap(({ folded }) => findIn(folded, sources, set, compiled)),
  };
}

function findIn(
  view: InspectedText['views'][number]['folded'],
  sources: readonly PatternSource[],
  set: RE2Set,
  compiled: readonly RE2JS[],
): Match[] {
  const matches: Match[] = [];
  for (const index of set.match(view.text)) {
    const matcher = compiled[index]?.matcher(view.text);
    const scheme = sources[index]?.id ?? '';
    while (matcher?.find()) {
      matches.push({ entity: 'pattern', scheme, ...view.span(matcher.start(), matcher.end()), confidence: 95 });
    }
  }
  return matches;
}
