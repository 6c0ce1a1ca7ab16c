import type { Finding } from '../model/finding.ts';
import { guidanceOf } from '../model/guidance.ts';
import { type Outcome, outcomes, type Reason, type Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { Seek } from './clause.ts';
import type { PolicyDocument } from './document.ts';
import type { Evidence } from './evidence.ts';
import type { PolicyException } from './exception.ts';
import { findingsOf, type Sighting } from './sighting.ts';
import { durationOf } from './time.ts';

/** A policy ready to judge evidence. */
export interface Policy {
  readonly document: PolicyDocument;
  /** Whether its scope covers a crossing. */
  readonly applies: (crossing: Crossing) => boolean;
  readonly seek: Seek;
  readonly exceptions: readonly PolicyException[];
}

/** The verdict of these policies on the evidence: the strictest enforced outcome. */
export function judge(
  policies: readonly Policy[],
  evidence: Evidence,
  crossing: Crossing,
  setVersion: string,
): Verdict {
  const excepted = new Set<string>();
  const reasons =
    evidence.sightings.length === 0
      ? []
      : policies.flatMap((policy) => reasonOf(policy, evidence, crossing, excepted) ?? []);
  if (evidence.faults.length > 0) reasons.push(faultReason(evidence.faults));
  const verdict = verdictOf(reasons, setVersion);
  return excepted.size === 0 ? verdict : { ...verdict, exceptions: [...excepted].sort() };
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

function reasonOf(
  { document, seek, exceptions }: Policy,
  evidence: Evidence,
  crossing: Crossing,
  excepted: Set<string>,
): Reason | undefined {
  // Nothing is left to narrow where only those hear it whom a downgrade leaves.
  if (document.action === 'downgrade' && document.audience === 'addressed' && crossing.zone !== 'public')
    return undefined;
  const matched = seek(evidence);
  if (matched.length === 0) return undefined;
  const used = exceptions.filter(
    (exception) => exception.holds(crossing) && matched.some((seen) => exception.covers(seen)),
  );
  const covered = (seen: Sighting): boolean => used.some((exception) => exception.covers(seen));
  const sightings = used.length === 0 ? matched : seek(evidence.without(covered));
  for (const { id } of used) excepted.add(id);
  if (sightings.length === 0) return undefined;
  const { policy, title = policy, action, mode, guidance = defaultGuidance[action] } = document;
  return {
    policy,
    title,
    outcome: action,
    ...guidanceOf(guidance),
    observed: mode === 'observe',
    findings: findingsOf(sightings),
    ...detailsOf(document),
  };
}

/** What the action takes beside its name. */
function detailsOf(document: PolicyDocument): Partial<Reason> {
  const { action, redaction, audience = 'internal', disclosure, confirmation, approval = {} } = document;
  switch (action) {
    case 'redact':
      return redaction === undefined ? {} : { redaction };
    case 'downgrade':
      return { audience };
    case 'disclose':
      return disclosure === undefined ? {} : { disclosure };
    case 'confirm':
      return { justification: confirmation?.justification ?? false };
    case 'hold': {
      const { tiers = 1, expire } = approval;
      return { approval: { tiers, ...(expire === undefined ? {} : { expiresAfter: durationOf(expire) }) } };
    }
    case 'allow':
    case 'advise':
    case 'block':
      return {};
  }
}

const defaultGuidance: Readonly<Record<Outcome, string>> = {
  block: 'This can not leave: take out what was found, or post to colleagues only.',
  hold: 'This waits for a reviewer: colleagues can read it at once.',
  confirm: 'Look at what was found and confirm that it may leave.',
  downgrade: 'Fewer people hear this than you wanted, because of what was found.',
  redact: 'What was found is taken out of what leaves; colleagues read all of it.',
  disclose: 'A line is added to what leaves; colleagues read what you wrote.',
  advise: 'Think twice about what was found before others read it.',
  allow: 'Nothing needs to be done.',
};

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
