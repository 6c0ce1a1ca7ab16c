import type { TermMatcher } from '../matchers/terms.ts';
import { type ClauseDocument, confidenceBands, type NearDocument } from './document.ts';
import { type Evidence, nameOf } from './evidence.ts';
import { type Excuse, notExcused } from './excuse.ts';
import { keepRecords } from './record-clause.ts';
import { containmentOf, type Sighting, seenValue } from './sighting.ts';
import { keepTouching, widened } from './touching.ts';

/** What of the evidence satisfies a clause; empty where the clause does not match. */
export type Seek = (evidence: Evidence) => readonly Sighting[];

/** Compiles a list of words to the matcher that finds them. */
export type WordLists = (words: readonly string[]) => TermMatcher;

const defaultWithin = 100;
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
  const named = (evidence: Evidence): readonly Sighting[] =>
    names.flatMap((name) => evidence.named(name)).filter(({ match }) => match.confidence >= least);
  if (records !== undefined) {
    return (evidence) => keepRecords(named(evidence), evidence, { fields, count, beside, excuses });
  }
  return (evidence) => {
    let found: readonly Sighting[] = named(evidence).filter((seen) => containmentOf(seen) >= containment);
    if (found.length > 0 && beside !== undefined) found = keepTouching(found, beside(evidence));
    found = notExcused(found, evidence, excuses);
    return count === 1 || new Set(found.map(seenValue)).size >= count ? found : [];
  };
}

function namesOf({ entity, terms, pattern, records, document }: ClauseDocument): readonly string[] {
  if (records !== undefined) return [nameOf('record', records)];
  if (document !== undefined) return [nameOf('document', document)];
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
export function isNearAlone({ near, any, all, entity, terms, pattern, records, document }: ClauseDocument): boolean {
  const others = [any, all, entity, terms, pattern, records, document];
  return near !== undefined && others.every((one) => one === undefined);
}
