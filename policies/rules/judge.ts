import type { Finding } from '../model/finding.ts';
import { outcomes, type Reason, type Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { Seek } from './clause.ts';
import type { PolicyDocument } from './document.ts';
import type { Evidence, Together } from './evidence.ts';
import type { PolicyException } from './exception.ts';
import { reasonOf } from './reason.ts';
import { findingsOf, type Sighting } from './sighting.ts';

/** A policy ready to judge evidence. */
export interface Policy {
  readonly document: PolicyDocument;
  /** Whether its scope covers a crossing. */
  readonly applies: (crossing: Crossing) => boolean;
  readonly seek: Seek;
  readonly exceptions: readonly PolicyException[];
}

/** What there is to judge. */
export interface Evidences {
  readonly evidence: Evidence;
  /** What the document says only with what was said before it, where that may say something. */
  readonly together?: Together | undefined;
  readonly crossing: Crossing;
}

interface Case extends Evidences {
  /** Ids of the exceptions that took something away. */
  readonly used: Set<string>;
}

/** The verdict of these policies on the evidence: the strictest enforced outcome. */
export function judge(
  policies: readonly Policy[],
  { evidence, together, crossing }: Evidences,
  setVersion: string,
): Verdict {
  const used = new Set<string>();
  const nothing = evidence.sightings.length === 0 && (together?.evidence.sightings.length ?? 0) === 0;
  const reasons = (nothing ? [] : policies).flatMap((policy) => {
    const sightings = sightingsFor(policy, { evidence, together, crossing, used });
    return sightings.length === 0 ? [] : reasonOf(policy.document, findingsOf(sightings));
  });
  const faults = evidence.faults.length > 0 ? evidence.faults : (together?.evidence.faults ?? []);
  if (faults.length > 0) reasons.push(faultReason(faults));
  const verdict = verdictOf(reasons, setVersion);
  return used.size === 0 ? verdict : { ...verdict, exceptions: [...used].sort() };
}

/** The verdict where the decision itself broke down: nothing is known, so nothing passes. */
export function brokenDown(setVersion: string): Verdict {
  const fault = { entity: 'detector-failed', field: '', start: 0, end: 0, confidence: 100 };
  return verdictOf([faultReason([fault])], setVersion);
}

function verdictOf(reasons: readonly Reason[], setVersion: string): Verdict {
  const sorted = [...reasons].sort((a, b) => rank(a) - rank(b));
  return { outcome: sorted.find(({ observed }) => !observed)?.outcome ?? 'allow', reasons: sorted, setVersion };
}

/** What is enforced comes first, the strictest in front; then what is observed, likewise. */
function rank({ outcome, observed }: Reason): number {
  return outcomes.indexOf(outcome) + (observed ? outcomes.length : 0);
}

/** What of a case satisfies a policy, in the document at hand. */
function sightingsFor(
  { document, seek, exceptions }: Policy,
  { evidence, together, crossing, used }: Case,
): Sighting[] {
  // Nothing is left to narrow where only those hear it whom a downgrade leaves.
  if (document.action === 'downgrade' && document.audience === 'addressed' && crossing.zone !== 'public') return [];
  const holding = exceptions.filter((exception) => exception.holds(crossing));
  const left = (all: Evidence): readonly Sighting[] => {
    const matched = seek(all);
    const covering = holding.filter((exception) => matched.some((seen) => exception.covers(seen)));
    if (covering.length === 0) return matched;
    for (const { id } of covering) used.add(id);
    return seek(all.without((seen) => covering.some((exception) => exception.covers(seen))));
  };
  if (together === undefined) return [...left(evidence)];
  return [...left(evidence), ...left(together.evidence).flatMap((seen) => presentPart(seen, together) ?? [])];
}

/** What of a sighting stands in the document itself; undefined where all of it was said before. */
function presentPart(seen: Sighting, { isPresent }: Together): Sighting | undefined {
  const parts = seen.parts.filter(({ passage }) => isPresent(passage));
  return parts.length === 0 ? undefined : { ...seen, parts };
}

function faultReason(findings: readonly Finding[]): Reason {
  const unreadable = findings.every(({ entity }) => entity === 'unreadable');
  return {
    policy: 'gate',
    title: unreadable ? 'The content could not be read' : 'The check could not be completed',
    outcome: 'hold',
    guidance: unreadable
      ? 'This is too long or too deeply encoded to be checked: shorten or simplify it.'
      : 'This waits for the security team because a check of it failed: colleagues can read it at once.',
    observed: false,
    findings,
  };
}
