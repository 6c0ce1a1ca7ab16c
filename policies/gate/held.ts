import type { Verdict } from '../model/verdict.ts';

/** Why nothing left: a policy's word, or the gate could not decide. */
export type GateCause =
  | 'policy'
  | 'no-policy-set'
  | 'set-unconfirmed'
  | 'detector-failed'
  | 'unreadable'
  | 'file-unread';

type OwnReason = Exclude<GateCause, 'policy' | 'file-unread'> | 'not-redactable';

const wording: Readonly<Record<OwnReason, { readonly title: string; readonly guidance: string }>> = {
  'no-policy-set': {
    title: 'No policy set is in force',
    guidance: 'Nothing leaves until the security team has activated a policy set. Colleagues can read this at once.',
  },
  'set-unconfirmed': {
    title: 'The policy set in force could not be confirmed',
    guidance: 'This waits until the server knows again which policies hold, and goes on by itself.',
  },
  'detector-failed': {
    title: 'The check could not be completed',
    guidance: 'This waits for the security team because a check of it failed. Colleagues can read it at once.',
  },
  'not-redactable': {
    title: 'The redaction could not be completed',
    guidance: 'What a policy wants redacted can not be taken out without a trace. Remove it yourself and post again.',
  },
  unreadable: {
    title: 'The content could not be read',
    guidance: 'This is nested too deeply, too large or empty, so it can not be checked. Shorten or simplify it.',
  },
};

/** The gate's own verdict where no policy could give one. */
export function held(cause: OwnReason, set: { readonly version: string } | undefined): Verdict {
  const findings =
    cause === 'no-policy-set' || cause === 'set-unconfirmed'
      ? []
      : [{ entity: cause, field: '', start: 0, end: 0, confidence: 100 }];
  return {
    outcome: 'hold',
    reasons: [{ policy: 'gate', ...wording[cause], outcome: 'hold', observed: false, findings }],
    setVersion: set?.version ?? 'none',
  };
}

/** Who stopped a crossing that was not let out: a policy, unless the gate's own failure alone did. */
export function causeOf(verdict: Verdict): GateCause {
  const stopping = verdict.reasons.filter(
    (reason) => !reason.observed && !reason.approved && reason.outcome === verdict.outcome,
  );
  if (stopping.some((reason) => reason.policy !== 'gate')) return 'policy';
  const entities = stopping.flatMap((reason) => reason.findings.map((finding) => finding.entity));
  return (
    (['unreadable', 'detector-failed', 'file-unread'] as const).find((cause) => entities.includes(cause)) ?? 'policy'
  );
}

/** Runs what may fail; `undefined` where it did. What was thrown may quote a post, so it goes nowhere. */
export function failing<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}
