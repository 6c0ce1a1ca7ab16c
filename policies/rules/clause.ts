import type { TermMatcher } from '../matchers/terms.ts';
import { type ClauseDocument, confidenceBands, type NearDocument } from './document.ts';
import { type Evidence, nameOf } from './evidence.ts';
import type { Stretch } from './passage.ts';
import { type Sighting, seenValue } from './sighting.ts';

/** What of the evidence satisfies a clause; empty where the clause does not match. */
export type Seek = (evidence: Evidence) => readonly Sighting[];

/** Where on the axis `unless` takes matches away. */
type Excuse = (plain: Evidence) => readonly Stretch[];

/** Compiles a list of words to the matcher that finds them. */
export type WordLists = (words: readonly string[]) => TermMatcher;

const defaultWithin = 100;

/** Compiles `match`; what it names has been checked. */
export function compileClause(clause: ClauseDocument, words: WordLists): Seek {
  return compileUnder(clause, words, []);
}

/** Excuses reach down to the single matcher, so that a count or an `all` is of what is left. */
function compileUnder(clause: ClauseDocument, words: WordLists, inherited: readonly Excuse[]): Seek {
  const excuses = [...inherited, ...(clause.unless ?? []).map((one) => compileExcuse(one, words))];
  if (clause.any === undefined && clause.all === undefined) return compileMatcher(clause, words, excuses);
  const any = clause.any?.map((one) => compileUnder(one, words, excuses));
  const all = clause.all?.map((one) => compileUnder(one, words, excuses)) ?? [];
  return (evidence) => {
    const groups = all.map((seek) => seek(evidence));
    if (any !== undefined) groups.push(any.flatMap((seek) => seek(evidence)));
    return groups.some(({ length }) => length === 0) ? [] : [...new Set(groups.flat())];
  };
}

function compileMatcher(clause: ClauseDocument, words: WordLists, excuses: readonly Excuse[]): Seek {
  const names = namesOf(clause);
  const least = confidenceBands[clause.confidence ?? 'medium'];
  const beside = clause.near && compileNear(clause.near, words);
  const { count = 1 } = clause;
  return (evidence) => {
    let found = names.flatMap((name) => evidence.named(name)).filter(({ match }) => match.confidence >= least);
    if (found.length > 0 && beside !== undefined) found = keepTouching(found, beside(evidence));
    if (found.length > 0 && excuses.length > 0) found = notExcused(found, evidence, excuses);
    return count === 1 || new Set(found.map(seenValue)).size >= count ? found : [];
  };
}

function namesOf({ entity, terms, pattern }: ClauseDocument): readonly string[] {
  if (terms !== undefined) return [nameOf('term', terms)];
  if (pattern !== undefined) return [nameOf('pattern', pattern)];
  return [...new Set([entity ?? []].flat())];
}

/** The neighbourhoods of the words. */
function compileNear({ words = [], within = defaultWithin }: NearDocument, lists: WordLists): Excuse {
  const list = lists(words);
  return (evidence) => widened(evidence.words(list), within);
}

function compileExcuse(clause: ClauseDocument, words: WordLists): Excuse {
  const { near } = clause;
  if (isNearAlone(clause)) return compileNear(near ?? {}, words);
  if (clause.any !== undefined || clause.all !== undefined) return compileUnder(clause, words, []);
  const { near: _, ...matcher } = clause;
  const seek = compileUnder(near?.words === undefined ? matcher : clause, words, []);
  return near === undefined ? seek : (plain) => widened(seek(plain), near.within ?? defaultWithin);
}

/** True for an exception that has words of its own and no matcher. */
export function isNearAlone({ near, any, all, entity, terms, pattern }: ClauseDocument): boolean {
  return near !== undefined && [any, all, entity, terms, pattern].every((one) => one === undefined);
}

/** Each stretch with so many characters on either side; what merely borders on it touches it. */
function widened(stretches: readonly Stretch[], within: number): Stretch[] {
  return stretches.map(({ start, end }) => ({ start: start - within - 1, end: end + within + 1 }));
}

/** What is seen in plain text of one field and touches no excuse stays; what only decoding shows always stays. */
function notExcused(found: readonly Sighting[], evidence: Evidence, excuses: readonly Excuse[]): Sighting[] {
  const plain = evidence.plain();
  const stretches = excuses.flatMap((excuse) => excuse(plain));
  if (stretches.length === 0) return [...found];
  const excused = new Set(keepTouching(found, stretches));
  const open = new Set(plain.sightings.map(identity));
  return found.filter((seen) => !excused.has(seen) || !open.has(identity(seen)));
}

function identity({ match, parts }: Sighting): string {
  const places = parts.map(({ passage, start, end }) => `${passage.base} ${start} ${end}`);
  return [match.entity, match.scheme, match.country, ...places].join(' ');
}

/** Those that overlap one of the stretches, in linear time once both are sorted. */
function keepTouching(found: readonly Sighting[], stretches: readonly Stretch[]): Sighting[] {
  const sorted = [...stretches].sort((a, b) => a.start - b.start);
  const reach: number[] = [];
  for (const { end } of sorted) reach.push(Math.max(end, reach.at(-1) ?? end));
  return found.filter((seen) => {
    const before = countBelow(sorted, seen.end);
    return (reach[before - 1] ?? Number.NEGATIVE_INFINITY) > seen.start;
  });
}

/** How many of the stretches, sorted by start, begin before `offset`. */
function countBelow(sorted: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
