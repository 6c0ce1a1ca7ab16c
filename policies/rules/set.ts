import type { Detector } from '../detectors/index.ts';
import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import { gather, gatherWithEarlier } from './evidence.ts';
import { findingDigest } from './exception.ts';
import type { ExceptionSummary } from './exception-summary.ts';
import { type Instruments, wantedBy } from './instruments.ts';
import { brokenDown, judge, type Policy } from './judge.ts';
import type { Earlier, PolicySet } from './policy-set.ts';
import { plainReader, type Reader, RememberingReader } from './reader.ts';
import type { Wanted } from './scanner.ts';
import { coversZone } from './scope.ts';
import { bareValue, findingsOf } from './sighting.ts';

/** What a set is made of, checked and compiled. */
export interface Parts extends Instruments {
  readonly policies: readonly Policy[];
  readonly exceptions: readonly ExceptionSummary[];
  /** Secret of the digests that exceptions name findings by. */
  readonly hashKey: Uint8Array;
  readonly version: string;
}

/** The policies that look at one zone and what has to be looked for on their behalf. */
interface Plan {
  readonly policies: readonly Policy[];
  readonly wanted: Wanted;
  readonly reader: Reader;
}

export function createPolicySet(parts: Parts): PolicySet {
  return setWith(parts, () => plainReader);
}

/** @param newReader makes one for each zone */
function setWith(parts: Parts, newReader: () => Reader): PolicySet {
  const plans = new Map<string, Plan>();
  const planFor = (zone: Crossing['zone']): Plan => {
    const plan = plans.get(zone) ?? planOf(parts, zone, newReader());
    plans.set(zone, plan);
    return plan;
  };
  const evaluate = (fields: readonly Field[], crossing: Crossing, earlier: Earlier = []): Verdict => {
    try {
      const { policies, ...looking } = planFor(crossing.zone);
      const evidence = gather(fields, looking);
      const bound = policies.filter(({ applies }) => applies(crossing));
      const together = earlier.length === 0 ? undefined : gatherWithEarlier(fields, earlier, evidence, looking);
      return judge(bound, { evidence, together, crossing }, parts.version);
    } catch {
      // What broke may quote the text, so it is not passed on; the verdict says that a check failed.
      return brokenDown(parts.version);
    }
  };
  return Object.freeze({
    version: parts.version,
    policies: parts.policies.map(({ document: { policy, title = policy, mode = 'enforce', action } }) => ({
      id: policy,
      title,
      mode,
      action,
    })),
    exceptions: parts.exceptions,
    findingDigest: (entity: string, text: string) => findingDigest(parts.hashKey, `${entity} ${bareValue(text)}`),
    evaluate,
    evaluateText: (text: string, crossing: Crossing) => evaluate([bareText(text)], crossing),
    detect: (fields: readonly Field[]) => detect(fields, everything(parts)),
    remembering: () => setWith(parts, () => new RememberingReader()),
  });
}

/** A text without a document around it. */
export function bareText(text: string): Field {
  return { path: '/text', kind: 'text', value: text };
}

/** Everything that is found, without policies to judge it; by field and place. */
export function detect(fields: readonly Field[], wanted: Wanted): Finding[] {
  const { sightings, faults } = gather(fields, { wanted, reader: plainReader });
  return [...findingsOf(sightings), ...faults];
}

/** All there is to look for with these detectors. */
export function allOf(detectors: readonly Detector[]): Wanted {
  return { entities: new Set(detectors.flatMap(({ entities }) => entities)), detectors, dictionaries: [], records: [] };
}

function everything({ detectors, dictionaries, patterns, records, documents, stopwatch }: Parts): Wanted {
  return {
    ...allOf(detectors),
    dictionaries: [...dictionaries.values()],
    records: [...records.values()].map((index) => ({ index, fields: index.usualFields })),
    ...(patterns === undefined ? {} : { patterns }),
    ...(documents === undefined ? {} : { documents }),
    ...(stopwatch === undefined ? {} : { stopwatch }),
  };
}

function planOf(parts: Parts, zone: Crossing['zone'], reader: Reader): Plan {
  const policies = parts.policies.filter(({ document: { mode, scope } }) => mode !== 'off' && coversZone(scope, zone));
  const documents = policies.map(({ document }) => document);
  return { policies, wanted: wantedBy(documents, parts), reader };
}
