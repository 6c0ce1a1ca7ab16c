import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import type { TextView } from '../text/text-view.ts';
import { type PatternFault, syntaxFault } from './pattern-problem.ts';
import { PatternSet } from './pattern-set.ts';

/** Largest compiled pattern, in instructions: nested counted repetitions grow fast. */
const largestProgram = 2500;
const confidence = 95;

export interface PatternSource {
  /** Name of the pattern in findings. */
  readonly id: string;
  /** RE2 syntax (https://github.com/google/re2/wiki/Syntax); letter case counts unless it begins with `(?i)`. */
  readonly source: string;
}

/** Compiled editor-written patterns. */
export interface PatternMatcher {
  readonly kind: 'patterns';
  /** Compiled size of each pattern in instructions, by id. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Matches have entity `pattern` and the pattern's id as scheme. */
  find(text: InspectedText): Match[];
}

/** A pattern that can't be used. */
export interface PatternProblem extends PatternFault, PatternSource {}

export interface PatternProblems {
  readonly kind: 'problems';
  readonly problems: readonly PatternProblem[];
}

/** Compiles editor-written patterns on a linear-time engine; whatever is wrong with them comes back as values. */
export function compilePatterns(sources: readonly PatternSource[]): PatternMatcher | PatternProblems {
  const problems: PatternProblem[] = [];
  const compiled: RE2JS[] = [];
  for (const { id, source } of sources) {
    const pattern = compile(source);
    if (pattern instanceof RE2JS) compiled.push(pattern);
    else problems.push({ id, source, ...pattern });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  const set = new PatternSet(compiled);
  const sizes = new Map(sources.map(({ id }, index) => [id, compiled[index]?.programSize() ?? 0]));
  return { kind: 'patterns', sizes, find: (text) => findIn(text, sources, set) };
}

/** Looks at every reading as it is written and, where that differs, as a reader sees it. */
function findIn(text: InspectedText, sources: readonly PatternSource[], set: PatternSet): Match[] {
  const matches: Match[] = [];
  const look = (view: TextView): void => {
    for (const { pattern, start, end } of set.hits(view.text)) {
      const scheme = sources[pattern]?.id ?? '';
      matches.push({ entity: 'pattern', scheme, ...view.span(start, end), confidence });
    }
  };
  for (const { source, folded } of text.views) {
    look(source);
    if (folded !== source) look(folded);
  }
  return strongest(matches);
}

function compile(source: string): RE2JS | PatternFault {
  if (source === '') return { position: 0, message: 'the pattern is empty: write what it should match' };
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(source);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return syntaxFault(source, error);
    throw error;
  }
  if (pattern.programSize() > largestProgram) {
    return { position: 0, message: 'the pattern is too large: use smaller repetition counts, or `terms` for lists' };
  }
  if (pattern.matches('')) {
    return { position: 0, message: 'the pattern matches the empty text, so everywhere: demand at least one character' };
  }
  return pattern;
}
