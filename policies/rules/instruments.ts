import type { Detector } from '../detectors/index.ts';
import { compilePatterns, type PatternMatcher, type PatternProblem } from '../matchers/patterns.ts';
import { compileTerms, type TermMatcher } from '../matchers/terms.ts';
import type { WordLists } from './clause.ts';
import type { PolicyDocument } from './document.ts';
import type { Dictionary } from './folder.ts';
import type { Wanted } from './scanner.ts';
import { clausesOf } from './walk.ts';

/** The patterns of a whole set in one automaton, or what is wrong with them, by source. */
export interface CompiledPatterns {
  readonly matcher?: PatternMatcher;
  readonly problems: ReadonlyMap<string, PatternProblem>;
}

/** Compiles every pattern that the policies name, each once; its source is its id. */
export function compilePatternsOf(policies: readonly PolicyDocument[]): CompiledPatterns {
  const sources = new Set(policies.flatMap(clausesOf).flatMap(({ clause }) => clause.pattern ?? []));
  if (sources.size === 0) return { problems: new Map() };
  const compiled = compilePatterns([...sources].map((source) => ({ id: source, source })));
  return compiled.kind === 'patterns'
    ? { matcher: compiled, problems: new Map() }
    : { problems: new Map(compiled.problems.map((fault) => [fault.source, fault])) };
}

/** Compiles the dictionaries that the policies name. */
export function compileDictionaries(
  policies: readonly PolicyDocument[],
  dictionaries: ReadonlyMap<string, Dictionary>,
): Map<string, TermMatcher> {
  const named = new Set(policies.flatMap(clausesOf).flatMap(({ clause }) => clause.terms ?? []));
  const matchers = new Map<string, TermMatcher>();
  for (const name of named) {
    const dictionary = dictionaries.get(name);
    if (dictionary !== undefined) matchers.set(name, compileTerms(name, dictionary.terms));
  }
  return matchers;
}

/** Endings that context words take in the languages we meet most; the detectors need no more grammar than this. */
const endings = ['', 's', 'es', 'e', 'n', 'en', 'er', 'ed'];

/** Compiles word lists for `near`; equal lists give the same matcher, so that each is looked for once a document. */
export function wordLists(): WordLists {
  const known = new Map<string, TermMatcher>();
  return (words) => {
    const key = words.join('\n');
    const matcher =
      known.get(key) ?? compileTerms('near', new Set(words.flatMap((word) => endings.map((ending) => word + ending))));
    known.set(key, matcher);
    return matcher;
  };
}

/** What to look for so that each of these policies can be judged, and nothing else. */
export function wantedBy(
  policies: readonly PolicyDocument[],
  all: {
    readonly detectors: readonly Detector[];
    readonly dictionaries: ReadonlyMap<string, TermMatcher>;
    readonly patterns: PatternMatcher | undefined;
  },
): Wanted {
  const clauses = policies.flatMap(clausesOf).map(({ clause }) => clause);
  const entities = new Set(clauses.flatMap(({ entity }) => entity ?? []));
  const names = new Set(clauses.flatMap(({ terms }) => terms ?? []));
  const hasPatterns = clauses.some(({ pattern }) => pattern !== undefined);
  return {
    entities,
    detectors: all.detectors.filter((detector) => detector.entities.some((entity) => entities.has(entity))),
    dictionaries: [...names].flatMap((name) => all.dictionaries.get(name) ?? []),
    ...(hasPatterns && all.patterns !== undefined ? { patterns: all.patterns } : {}),
  };
}
