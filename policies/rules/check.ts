import type { Detector } from '../detectors/index.ts';
import type { PatternProblem } from '../matchers/patterns.ts';
import { checkAction } from './check-action.ts';
import { checkScope } from './check-scope.ts';
import { isNearAlone, namesSupport } from './clause.ts';
import { covers } from './covers.ts';
import type { DataFiles } from './data-files.ts';
import { entityNames } from './entities.ts';
import type { Dictionary } from './folder.ts';
import { nearest } from './nearest.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';
import { clausesOf, type Placed } from './walk.ts';

/** What the names in a policy can refer to. */
export interface Known {
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  readonly data: DataFiles;
  /** Names of the folders of pictures. */
  readonly pictures: ReadonlySet<string>;
  readonly detectors: readonly Detector[];
  /** By source. */
  readonly patternProblems: ReadonlyMap<string, PatternProblem>;
}

/** Everything wrong with what a well-formed policy says: names nothing answers to, clauses that can't match. */
export function checkPolicy(policy: PolicyFile, known: Known): Problem[] {
  return [
    ...checkScope(policy),
    ...checkAction(policy),
    ...clausesOf(policy.document).flatMap((placed) => checkClause(policy, placed, known)),
  ];
}

function checkClause(policy: PolicyFile, placed: Placed, known: Known): Problem[] {
  return [
    ...checkEntities(policy, placed, known.detectors),
    ...checkTerms(policy, placed, known.dictionaries),
    ...checkPattern(policy, placed, known),
    ...checkRecords(policy, placed, known.data),
    ...checkDocument(policy, placed, known.data),
    ...checkPicture(policy, placed, known.pictures),
    ...checkNear(policy, placed),
    ...checkExcused(policy, placed, known),
  ];
}

function checkEntities(policy: PolicyFile, { clause, pointer }: Placed, detectors: readonly Detector[]): Problem[] {
  return [
    ...unknownEntities(policy, clause.entity, pointer, detectors),
    ...unknownEntities(policy, clause.near?.entity, `${pointer}/near`, detectors),
  ];
}

function unknownEntities(
  policy: PolicyFile,
  entity: string | readonly string[] | undefined,
  pointer: string,
  detectors: readonly Detector[],
): Problem[] {
  const found = new Set(detectors.flatMap(({ entities }) => entities));
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
  return [
    ...unknownDictionary(policy, clause.terms, pointer, dictionaries),
    ...unknownDictionary(policy, clause.near?.terms, `${pointer}/near`, dictionaries),
  ];
}

function unknownDictionary(
  policy: PolicyFile,
  terms: string | undefined,
  pointer: string,
  dictionaries: Known['dictionaries'],
): Problem[] {
  if (terms === undefined || dictionaries.has(terms)) return [];
  const meant = nearest(terms, dictionaries.keys());
  const hint = meant === undefined ? `add \`dictionaries/${terms}.txt\`` : `did you mean \`${meant}\`?`;
  return [policy.problem(`${pointer}/terms`, `unknown dictionary \`${terms}\``, hint)];
}

function checkRecords(policy: PolicyFile, { clause, pointer }: Placed, data: DataFiles): Problem[] {
  const { records, fields } = clause;
  if (records === undefined) return [];
  if (!data.recordNames.has(records)) {
    const meant = nearest(records, data.recordNames);
    const hint = meant === undefined ? `add \`records/${records}.csv\`` : `did you mean \`${meant}\`?`;
    return [policy.problem(`${pointer}/records`, `unknown data set \`${records}\``, hint)];
  }
  const length = data.records.get(records)?.index.columns.length ?? Number.POSITIVE_INFINITY;
  if (fields === undefined || fields <= length) return [];
  return [policy.problem(`${pointer}/fields`, `this can never match: \`${records}\` has ${length} columns`)];
}

function checkPicture(policy: PolicyFile, { clause, pointer }: Placed, pictures: ReadonlySet<string>): Problem[] {
  const { picture } = clause;
  if (picture === undefined || pictures.has(picture)) return [];
  const meant = nearest(picture, pictures);
  const hint = meant === undefined ? `add pictures under \`pictures/${picture}/\`` : `did you mean \`${meant}\`?`;
  return [policy.problem(`${pointer}/picture`, `unknown pictures \`${picture}\``, hint)];
}

function checkDocument(policy: PolicyFile, { clause, pointer }: Placed, { documentNames }: DataFiles): Problem[] {
  const { document } = clause;
  if (document === undefined || documentNames.has(document)) return [];
  const meant = nearest(document, documentNames);
  const hint = meant === undefined ? `add files under \`documents/${document}/\`` : `did you mean \`${meant}\`?`;
  return [policy.problem(`${pointer}/document`, `unknown document \`${document}\``, hint)];
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
  if (namesSupport(clause.near) || (exception && !isNearAlone(clause))) return [];
  return [policy.problem(`${pointer}/near`, '`near` names nothing', 'add `words: […]`, `entity` or `terms`')];
}

/** A matcher of which an exception takes everything away. */
function checkExcused(policy: PolicyFile, { clause, pointer, exceptions }: Placed, { data }: Known): Problem[] {
  const usual = data.records.get(clause.records ?? '')?.index.usualFields ?? 1;
  if (!exceptions.some((exception) => covers(exception, clause, usual))) return [];
  const hint = 'make the exception narrower than what it takes away from';
  return [policy.problem(pointer, 'this can never match: an exception takes all of it away', hint)];
}
