import type { HeldSubmission } from '../../federation/index.ts';
import {
  admit,
  inspectDocument,
  type JsonObject,
  maskDocument,
  maskText,
  type PolicySet,
} from '../../policies/index.ts';

/** The set that decides, or why there is none. */
export type SetInForce = () => PolicySet | 'unconfirmed' | undefined;

/**
 * What would leave of a held submission, with a label in the place of everything that the set in force finds. Undefined
 * where nobody can say what that is: then it is shown by an audited reveal alone.
 */
export function maskedView(set: ReturnType<SetInForce>, { documents }: HeldSubmission): JsonObject | undefined {
  if (typeof set !== 'object') return undefined;
  const [activity] = documents;
  const admission = activity && admit(activity);
  if (admission?.kind !== 'admitted') return undefined;
  const findings = set.detect(inspectDocument(admission.document));
  if (findings.some(({ entity }) => entity === 'detector-failed' || entity === 'unreadable')) return undefined;
  return maskDocument(admission.document, findings);
}

/** A reviewer's own words, in which what was held may be quoted. Undefined where they can't be checked. */
export function maskedNote(set: ReturnType<SetInForce>, note: string): string | undefined {
  if (typeof set !== 'object') return undefined;
  return maskText(note, set.detect([{ path: '/text', kind: 'text', value: note }]));
}
