import type { Finding } from '../model/finding.ts';
import { guidanceOf } from '../model/guidance.ts';
import type { Outcome, Reason } from '../model/verdict.ts';
import type { PolicyDocument } from './document.ts';
import { durationOf } from './time.ts';

/** A policy's part in a verdict. */
export function reasonOf(document: PolicyDocument, findings: readonly Finding[]): Reason {
  const { policy, title = policy, action, mode, guidance = defaultGuidance[action] } = document;
  return {
    policy,
    title,
    outcome: action,
    ...guidanceOf(guidance),
    observed: mode === 'observe',
    findings,
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
