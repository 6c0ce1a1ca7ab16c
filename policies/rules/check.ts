import type { Detector } from '../detectors/index.ts';
import type { PatternProblem } from '../matchers/patterns.ts';
import { isNearAlone } from './clause.ts';
import { type ClauseDocument, confidenceBands } from './document.ts';
import { entityNames } from './entities.ts';
import type { Dictionary } from './folder.ts';
import { nearest } from './nearest.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';
import { clausesOf, type Placed } from './walk.ts';

/** What the names in a policy can refer to. */
export interface Known {
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  readonly detectors: readonly Detector[];
  /** By source. */
  readonly patternProblems: ReadonlyMap<string, PatternProblem>;
}

/** Everything wrong with what a well-formed policy says: names nothing answers to, clauses that can't match. */
export function checkPolicy(policy: PolicyFile, known: Known): Problem[] {
  return clausesOf(policy.document).flatMap((placed) => [
    ...checkSupport(policy, placed),
    ...checkEntities(policy, placed, known.detectors),
    ...checkTerms(policy, placed, known.dictionaries),
    ...checkPattern(policy, placed, known),
    ...checkNear(policy, placed),
    ...checkExcused(policy, placed),
  ]);
}

function checkSupport(policy: PolicyFile, { clause, pointer }: Placed): Problem[] {
  return (['records', 'document'] as const).flatMap((key) => {
    if (clause[key] === undefined) return [];
    const hint = 'set the policy aside until the server has been updated';
    return policy.problem(`${pointer}/${key}`, `\`${key}\` is not supported by this version`, hint);
  });
}

function checkEntities(policy: PolicyFile, { clause, pointer }: Placed, detectors: readonly Detector[]): Problem[] {
  const found = new Set(detectors.flatMap(({ entities }) => entities));
  const { entity } = clause;
  return [entity ?? []].flat().flatMap((name, index) => {
    if (found.has(name)) return [];
    const at = typeof entity === 'string' ? `${pointer}/entity` : `${pointer}/entity/${index}`;
    if (entityNames.includes(name)) {
      return policy.problem(at, `\`${name}\` can never match: this version has no detector for it`);
    }
    const names = [...found];
    const meant = nearest(name, [...names, ...entityNames]);
    const hint = meant === undefined ? `entities are ${names.join(', ')}` : `did you mean \`${meant}\`?`;
    return policy.problem(at, `unknown entity \`${name}\``, hint);
  });
}

function checkTerms(policy: PolicyFile, { clause, pointer }: Placed, dictionaries: Known['dictionaries']): Problem[] {
  const { terms } = clause;
  if (terms === undefined || dictionaries.has(terms)) return [];
  const meant = nearest(terms, dictionaries.keys());
  const hint = meant === undefined ? `add \`dictionaries/${terms}.txt\`` : `did you mean \`${meant}\`?`;
  return [policy.problem(`${pointer}/terms`, `unknown dictionary \`${terms}\``, hint)];
}

function checkPattern(policy: PolicyFile, { clause, pointer }: Placed, known: Known): Problem[] {
  const { pattern } = clause;
  if (pattern === undefined) return [];
  const fault = known.patternProblems.get(pattern);
  if (fault === undefined) return [];
  const { position, message } = fault;
  return [policy.problem(`${pointer}/pattern`, `the pattern goes wrong at character ${position + 1}: ${message}`)];
}

function checkNear(policy: PolicyFile, { clause, pointer, exception }: Placed): Problem[] {
  if (clause.near === undefined) return [];
  if (isNearAlone(clause) && !exception) {
    return [policy.problem(pointer, '`near` alone can only stand in `unless`', 'add a matcher beside it')];
  }
  if (clause.near.words !== undefined || (exception && !isNearAlone(clause))) return [];
  return [policy.problem(`${pointer}/near`, '`near` has no words', 'add `words: […]`')];
}

/** A matcher of which an exception takes everything away. */
function checkExcused(policy: PolicyFile, { clause, pointer, exceptions }: Placed): Problem[] {
  if (!exceptions.some((exception) => takesAll(exception, clause))) return [];
  const hint = 'make the exception narrower than what it takes away from';
  return [policy.problem(pointer, 'this can never match: an exception takes all of it away', hint)];
}

function takesAll(exception: ClauseDocument, clause: ClauseDocument): boolean {
  const { count = 1, near, unless, confidence = 'medium' } = exception;
  if (count > 1 || near?.words !== undefined || unless !== undefined) return false;
  if (confidenceBands[confidence] > confidenceBands[clause.confidence ?? 'medium']) return false;
  if (clause.terms !== undefined) return clause.terms === exception.terms;
  if (clause.pattern !== undefined) return clause.pattern === exception.pattern;
  if (clause.entity === undefined || exception.entity === undefined) return false;
  const taken = [exception.entity].flat();
  return [clause.entity].flat().every((entity) => taken.includes(entity));
}
