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
  const ids = sources.map(({ id }) => id);
  return { kind: 'patterns', find: (text) => strongest(text.views.flatMap((reading) => findIn(reading, ids, set))) };
}

/** Looks at the text as written and, where that differs, as a reader sees it. */
function findIn(reading: InspectedText['views'][number], ids: readonly string[], set: PatternSet): Match[] {
  const views: TextView[] = reading.folded.text === reading.text ? [reading] : [reading, reading.folded];
  return views.flatMap((view) =>
    set.hits(view.text).map(({ pattern, start, end }) => ({
      entity: 'pattern',
      scheme: ids[pattern] ?? '',
      ...view.span(start, end),
      confidence,
    })),
  );
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
