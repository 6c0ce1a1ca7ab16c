import type { Detector } from '../detectors/index.ts';
import type { DocumentIndex } from '../fingerprints/index.ts';
import { compilePatterns, type PatternMatcher, type PatternProblem } from '../matchers/patterns.ts';
import { compileTerms, compileTermsInSteps, type TermMatcher } from '../matchers/terms.ts';
import type { Steps } from '../model/steps.ts';
import type { RecordIndex } from '../records/index.ts';
import type { WordLists } from './clause.ts';
import type { ClauseDocument, PolicyDocument } from './document.ts';
import type { Dictionary } from './folder.ts';
import type { Wanted } from './scanner.ts';
import { type TermsUsage, usageName } from './terms-usage.ts';
import type { Stopwatch } from './time-budget.ts';
import { clausesOf } from './walk.ts';
import type { WantedRecords } from './wanted-records.ts';

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
export function* compileDictionaries(
  policies: readonly PolicyDocument[],
  dictionaries: ReadonlyMap<string, Dictionary>,
): Steps<Map<string, TermMatcher>> {
  const matchers = new Map<string, TermMatcher>();
  const clauses = policies.flatMap(clausesOf).map(({ clause }) => clause);
  const all: readonly TermsUsage[] = [...clauses, ...clauses.flatMap(({ near }) => near ?? [])];
  for (const uses of all) {
    const dictionary = dictionaries.get(uses.terms ?? '');
    const name = usageName(uses);
    if (dictionary === undefined || matchers.has(name)) continue;
    const options = { wholeWord: uses.where !== 'anywhere', oneSlip: uses.slips === 1 };
    matchers.set(name, yield* compileTermsInSteps(name, dictionary.terms, options));
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

/** Whatever a set finds things with, by name where policies ask for it by name. */
export interface Instruments {
  readonly detectors: readonly Detector[];
  readonly dictionaries: ReadonlyMap<string, TermMatcher>;
  readonly patterns: PatternMatcher | undefined;
  readonly records: ReadonlyMap<string, RecordIndex>;
  readonly documents: DocumentIndex | undefined;
  readonly stopwatch: Stopwatch | undefined;
}

/** What to look for so that each of these policies can be judged, and nothing else. */
export function wantedBy(policies: readonly PolicyDocument[], all: Instruments): Wanted {
  const clauses = policies.flatMap(clausesOf).map(({ clause }) => clause);
  const supports = clauses.flatMap(({ near }) => near ?? []);
  const entities = new Set([...clauses, ...supports].flatMap(({ entity }) => entity ?? []));
  if (clauses.some(({ picture }) => picture !== undefined)) entities.add('picture');
  const uses: readonly TermsUsage[] = [...clauses, ...supports];
  const names = new Set(uses.filter(({ terms }) => terms !== undefined).map(usageName));
  const hasPatterns = clauses.some(({ pattern }) => pattern !== undefined);
  const hasDocuments = clauses.some(({ document }) => document !== undefined);
  return {
    entities,
    detectors: all.detectors.filter((detector) => detector.entities.some((entity) => entities.has(entity))),
    dictionaries: [...names].flatMap((name) => all.dictionaries.get(name) ?? []),
    ...(hasPatterns && all.patterns !== undefined ? { patterns: all.patterns } : {}),
    ...(hasDocuments && all.documents !== undefined ? { documents: all.documents } : {}),
    records: wantedRecords(clauses, all.records),
    ...(all.stopwatch === undefined ? {} : { stopwatch: all.stopwatch }),
  };
}

/** Each data set once, for the clause that is content with the fewest fields. */
function wantedRecords(clauses: readonly ClauseDocument[], records: ReadonlyMap<string, RecordIndex>): WantedRecords[] {
  const least = new Map<RecordIndex, number>();
  for (const { records: name = '', fields } of clauses) {
    const index = records.get(name);
    if (index === undefined) continue;
    least.set(index, Math.min(fields ?? index.usualFields, least.get(index) ?? Number.POSITIVE_INFINITY));
  }
  return [...least].map(([index, fields]) => ({ index, fields }));
}
