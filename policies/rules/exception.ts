import { keyedDigest } from '../gate/digest.ts';
import type { Crossing } from '../model/zone.ts';
import type { SelectionDocument } from './document.ts';
import type { ExceptionSummary } from './exception-summary.ts';
import { isAmong, staysWithin } from './scope.ts';
import { bareValue, type Sighting, seenValue } from './sighting.ts';
import { momentOf } from './time.ts';

/** One exception file that satisfies `exception.schema.json`. */
export interface ExceptionDocument {
  readonly exception: string;
  /** Id of the policy. */
  readonly policy: string;
  readonly owner: string;
  readonly reason: string;
  /** The first moment at which it does not hold any more. */
  readonly expires: string;
  readonly scope?: Pick<SelectionDocument, 'actors' | 'domains'>;
  readonly terms?: readonly string[];
  readonly findings?: readonly string[];
}

/** An exception ready to be used. */
export interface PolicyException {
  readonly id: string;
  /** Whether it holds for a crossing at its time. */
  holds(crossing: Crossing): boolean;
  /** Whether it covers something that was seen. */
  covers(seen: Sighting): boolean;
}

export function summaryOf({ exception: id, policy, owner, reason, expires }: ExceptionDocument): ExceptionSummary {
  return { id, policy, owner, reason, expires: momentOf(expires) ?? 0 };
}

/** The digest by which an exception names something found without saying it; good under one key only. */
export function findingDigest(hashKey: Uint8Array, value: string): string {
  return keyedDigest(hashKey, 'findings', value);
}

export function compileException(document: ExceptionDocument, hashKey: Uint8Array): PolicyException {
  const { exception: id, scope = {}, terms, findings, expires } = document;
  const { actors, domains } = scope;
  const ends = momentOf(expires) ?? 0;
  const values = new Set(terms?.map(bareValue));
  const digests = new Set(findings);
  const all = terms === undefined && findings === undefined;
  return {
    id,
    holds: (crossing) =>
      crossing.at < ends &&
      (actors === undefined || isAmong(actors, crossing)) &&
      (domains === undefined || staysWithin(domains, crossing)),
    covers: (seen) => {
      if (all) return true;
      const value = seenValue(seen);
      if (values.has(value.slice(value.indexOf(' ') + 1))) return true;
      return digests.size > 0 && digests.has(findingDigest(hashKey, value));
    },
  };
}
