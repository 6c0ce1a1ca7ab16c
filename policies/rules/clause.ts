import type { TermMatcher } from '../matchers/terms.ts';
import { type ClauseDocument, confidenceBands, type NearDocument } from './document.ts';
import { type Evidence, nameOf } from './evidence.ts';
import { type Excuse, notExcused } from './excuse.ts';
import { keepRecords } from './record-clause.ts';
import { containmentOf, type Sighting, seenValue } from './sighting.ts';
import { usageName } from './terms-usage.ts';
import { keepTouching, widened } from './touching.ts';

/** What of the evidence satisfies a clause; empty where the clause does not match. */
export type Seek = (evidence: Evidence) => readonly Sighting[];

/** Compiles a list of words to the matcher that finds them. */
export type WordLists = (words: readonly string[]) => TermMatcher;

const defaultWithin = 100;
const none: readonly Sighting[] = [];
/** What only supports a match need not be sure by itself. */
const support = confidenceBands.low;
/** One passage of a line or so in any two lines. */
export const defaultContainment = 0.2;

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
  const { count = 1, records, fields, containment = defaultContainment } = clause;
  const [only = ''] = names;
  const named = (evidence: Evidence): readonly Sighting[] => {
    const seen = names.length === 1 ? evidence.named(only) : names.flatMap((name) => evidence.named(name));
    return seen.length === 0 ? none : seen.filter(({ match }) => match.confidence >= least);
  };
  if (records !== undefined) {
    return (evidence) => keepRecords(named(evidence), evidence, { fields, count, beside, excuses });
  }
  return (evidence) => {
    let found = named(evidence);
    // Of hundreds of clauses few see anything.
    if (found.length === 0) return none;
    found = found.filter((seen) => containmentOf(seen) >= containment);
    if (found.length > 0 && beside !== undefined) found = keepTouching(found, beside(evidence));
    found = notExcused(found, evidence, excuses);
    return count === 1 || new Set(found.map(seenValue)).size >= count ? found : [];
  };
}

function namesOf(clause: ClauseDocument): readonly string[] {
  const { entity, terms, pattern, records, document, picture } = clause;
  if (records !== undefined) return [nameOf('record', records)];
  if (document !== undefined) return [nameOf('document', document)];
  if (picture !== undefined) return [nameOf('picture', picture)];
  if (terms !== undefined) return [nameOf('term', usageName(clause))];
  if (pattern !== undefined) return [nameOf('pattern', pattern)];
  return [...new Set([entity ?? []].flat())];
}

/** The neighbourhoods of the words. */
function compileNear({ words = [], entity, terms, within = defaultWithin }: NearDocument, lists: WordLists): Excuse {
  const list = words.length === 0 ? undefined : lists(words);
  const names = [entity ?? []].flat();
  if (terms !== undefined) names.push(nameOf('term', terms));
  return (evidence) => {
    const supporting = names.flatMap((name) => evidence.named(name)).filter(({ match }) => match.confidence >= support);
    return widened([...(list === undefined ? [] : evidence.words(list)), ...supporting], within);
  };
}

/** Whether `near` says what must stand beside, not only how far. */
export function namesSupport(near: NearDocument | undefined): boolean {
  return near?.words !== undefined || near?.entity !== undefined || near?.terms !== undefined;
}

function compileExcuse(clause: ClauseDocument, words: WordLists): Excuse {
  const { near } = clause;
  if (isNearAlone(clause)) return compileNear(near ?? {}, words);
  if (clause.any !== undefined || clause.all !== undefined) return compileUnder(clause, words, []);
  const { near: _, ...matcher } = clause;
  const seek = compileUnder(namesSupport(near) ? clause : matcher, words, []);
  return near === undefined ? seek : (plain) => widened(seek(plain), near.within ?? defaultWithin);
}

/** True for an exception that has words of its own and no matcher. */
export function isNearAlone({
  near,
  any,
  all,
  entity,
  terms,
  pattern,
  records,
  document,
  picture,
}: ClauseDocument): boolean {
  const others = [any, all, entity, terms, pattern, records, document, picture];
  return near !== undefined && others.every((one) => one === undefined);
}
