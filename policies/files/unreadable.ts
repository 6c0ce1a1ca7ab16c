import type { Finding } from '../model/finding.ts';
import { outcomes, type Reason, strictestFirst, type Verdict } from '../model/verdict.ts';
import type { FileContent, UnreadableCause } from './content.ts';
import { nameOfFile } from './fields.ts';

const causes: Readonly<Record<UnreadableCause, string>> = {
  archive: 'it is an archive',
  encrypted: 'it is encrypted or protected by a password, or of an old office format',
  'unknown-type': 'its type is not known',
  mismatched: 'it is not what its name says',
  damaged: 'it is damaged',
  'too-large': 'it is too large',
  'timed-out': 'reading it takes too long',
  'moving-picture': 'nobody but people can watch a video',
  sound: 'nobody but people can listen to a recording',
  missing: 'it is not there (any more)',
};

/** Says of a file why it can't be checked, in words for its author. */
export function describeUnreadable(cause: UnreadableCause): string {
  return causes[cause];
}

/** What the gate notes of a file that it can't vouch for; undefined where the file was read to its end. */
export function faultOf(content: FileContent, index: number): Finding | undefined {
  if (content.kind === 'read') return undefined;
  const scheme = content.kind === 'unread' ? 'being-read' : content.cause;
  const entity = content.kind === 'unread' ? 'file-unread' : 'unreadable';
  return { entity, scheme, field: nameOfFile(index), start: 0, end: 0, confidence: 100 };
}

/** What reviewers name to let go a file that they looked at themselves, or to leave it out. */
const reviewable = 'attached-file';

/** Ids of policies whose hold reviewers let go, and whose findings they take out. */
interface Reviewed {
  readonly approved: readonly string[];
  readonly redact: readonly string[];
}

/**
 * A verdict on a document together with its files: one that no program can vouch for is a hold at least, whatever the
 * policies say of the rest, until reviewers have looked at it or left it out.
 */
export function withFiles(verdict: Verdict, files: readonly FileContent[], reviewed?: Reviewed): Verdict {
  const reasons = files.flatMap((content, index) => {
    const reason = reasonFor(content, index);
    return reason ? [asReviewed(reason, reviewed)] : [];
  });
  if (reasons.length === 0) return verdict;
  const standing = reasons.filter((reason) => !reason.approved);
  if (standing.length === 0) return { ...verdict, reasons: [...verdict.reasons, ...reasons] };
  const strictest = outcomes.find((one) => one === verdict.outcome || standing.some(({ outcome }) => outcome === one));
  return {
    ...verdict,
    outcome: strictest ?? 'hold',
    reasons: [...reasons, ...verdict.reasons].toSorted(strictestFirst),
  };
}

function asReviewed(reason: Reason, reviewed?: Reviewed): Reason {
  if (reason.policy !== reviewable) return reason;
  if (reviewed?.redact.includes(reviewable)) return { ...reason, outcome: 'redact', reviewed: true };
  return reviewed?.approved.includes(reviewable) ? { ...reason, approved: true } : reason;
}

function reasonFor(content: FileContent, index: number): Reason | undefined {
  const fault = faultOf(content, index);
  if (!fault) return undefined;
  const byGate = content.kind !== 'unreadable' || content.cause === 'missing';
  const held = { policy: byGate ? 'gate' : reviewable, outcome: 'hold', observed: false, findings: [fault] } as const;
  if (content.kind !== 'unreadable') {
    const guidance = 'It leaves, or you are told why not, as soon as the file has been read. You need do nothing.';
    return { ...held, title: 'An attached file is still being read', guidance };
  }
  const guidance = `Nobody can say what the file holds: ${causes[content.cause]}. Leave it out, or wait for the review.`;
  return { ...held, title: `The attached file ${index + 1} could not be checked`, guidance };
}
