import { outcomes } from '../model/verdict.ts';
import { covers } from './covers.ts';
import type { ClauseDocument, PolicyDocument, ScopeDocument } from './document.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';
import { clausesOf } from './walk.ts';

/** Fewest fields of a data set, by its name. */
export type UsualFields = (records: string | undefined) => number;

/** A warning for each policy, and each item of an `any`, that changes nothing because another one says it already. */
export function shadowed(policies: readonly PolicyFile[], usual: UsualFields): Problem[] {
  const enforced = policies.filter(({ document: { mode = 'enforce' } }) => mode === 'enforce');
  return [
    ...policies.flatMap((policy) => shadowedItems(policy, usual)),
    ...enforced.flatMap((policy, place) => {
      const other = enforced.find((one, at) => one !== policy && shadows(one, policy, { first: at < place, usual }));
      if (other === undefined) return [];
      const message = `the policy changes nothing: \`${other.document.policy}\` matches all of it and is no milder`;
      return policy.problem('/match', message, 'remove one, or make one of them narrower');
    }),
  ];
}

function shadowedItems({ document, problem }: PolicyFile, usual: UsualFields): Problem[] {
  return clausesOf(document).flatMap(({ clause: { any = [] }, pointer }) =>
    any.flatMap((item, place) => {
      const other = any.findIndex(
        (one, at) => at !== place && isCovered(item, one, usual) && (at < place || !isCovered(one, item, usual)),
      );
      if (other < 0) return [];
      return problem(
        `${pointer}/any/${place}`,
        `item ${other + 1} of this \`any\` matches all of this already`,
        'remove it',
      );
    }),
  );
}

interface Place {
  /** Whether it stands before the other one, which decides between equals. */
  readonly first: boolean;
  readonly usual: UsualFields;
}

function shadows({ document: wide }: PolicyFile, { document: narrow }: PolicyFile, { first, usual }: Place): boolean {
  const milder = outcomes.indexOf(wide.action) - outcomes.indexOf(narrow.action);
  if (milder > 0 || (milder === 0 && !first)) return false;
  // Two milder actions may add up: a line of its own, another way to redact.
  const addsUp = ['redact', 'disclose', 'downgrade', 'confirm'].includes(narrow.action);
  if (milder === 0 && addsUp && !sameDetails(wide, narrow)) return false;
  if (!coversScope(wide.scope, narrow.scope)) return false;
  const alternatives = alternativesOf(wide.match);
  return alternativesOf(narrow.match).every((one) => alternatives.some((other) => isCovered(one, other, usual)));
}

function sameDetails(a: PolicyDocument, b: PolicyDocument): boolean {
  const said = ({ redaction, audience, disclosure, confirmation }: PolicyDocument): string =>
    JSON.stringify([redaction, audience, disclosure, confirmation]);
  return said(a) === said(b);
}

/** A scope covers itself and, without conditions, whatever crosses into its zones. */
function coversScope(wide: ScopeDocument = {}, narrow: ScopeDocument = {}): boolean {
  if (JSON.stringify(wide) === JSON.stringify(narrow)) return true;
  const { to = ['external'], ...conditions } = wide;
  if (Object.keys(conditions).length > 0) return false;
  return to.includes('external') || (narrow.to ?? ['external']).every((zone) => to.includes(zone));
}

/** The matchers of which any one is enough; a group that is more than a list of them stands for itself. */
function alternativesOf(match: ClauseDocument): readonly ClauseDocument[] {
  const isList = match.any !== undefined && match.all === undefined && match.unless === undefined;
  return isList ? (match.any ?? []).flatMap(alternativesOf) : [match];
}

function isCovered(narrow: ClauseDocument, wide: ClauseDocument, usual: UsualFields): boolean {
  if (narrow.any !== undefined || narrow.all !== undefined) return JSON.stringify(narrow) === JSON.stringify(wide);
  return covers(wide, narrow, usual(narrow.records));
}
