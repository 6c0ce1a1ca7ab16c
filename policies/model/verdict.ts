import type { Finding } from './finding.ts';

/** Outcomes from strictest to most lenient; the strictest of all policies wins. */
export const outcomes = ['block', 'hold', 'confirm', 'downgrade', 'redact', 'disclose', 'advise', 'allow'] as const;
export type Outcome = (typeof outcomes)[number];

/** Ways to take something out of a text, from the one that leaves least to the one that leaves most. */
export const redactions = ['drop-attachment', 'remove', 'label', 'mask', 'keep-last-4'] as const;
export type Redaction = (typeof redactions)[number];

/** What a downgrade leaves of an audience: colleagues alone, or also the outsiders that are named and followers. */
export type Audience = 'internal' | 'addressed';

/** Who has to agree before a held post leaves. */
export interface Approval {
  /** How many people, one after the other. */
  readonly tiers: number;
  /** Milliseconds until a held post is given up; without end where absent. */
  readonly expiresAfter?: number;
}

/** One policy's part in a verdict. */
export interface Reason {
  /** Id of the policy, or `gate` where the gate itself decides (no policy set, a detector failed, unreadable content). */
  readonly policy: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** What the author can do, in the policy's own words. */
  readonly guidance: string;
  /** The same by language tag (BCP 47), where the policy has it in several; `guidanceFor` picks. */
  readonly guidanceIn?: Readonly<Record<string, string>>;
  /** True where the policy is in `observe` mode: recorded, not enforced. */
  readonly observed: boolean;
  /** A reviewer let go what this policy holds. */
  readonly approved?: true;
  /** Of `redact`: the policy holds it, and a reviewer lets it go without what was found. */
  readonly reviewed?: true;
  readonly findings: readonly Finding[];
  /** Of `redact`: how; by a label where absent. */
  readonly redaction?: Redaction;
  /** Of `downgrade`. */
  readonly audience?: Audience;
  /** Of `disclose`: the line that is added to what leaves. */
  readonly disclosure?: string;
  /** Of `confirm`: whether the author has to say why. */
  readonly justification?: boolean;
  /** Of `hold`. */
  readonly approval?: Approval;
}

/** An author's word that what some policies want confirmed may leave. */
export interface Confirmation {
  /** Ids of the policies. */
  readonly policies: readonly string[];
  /** Why, in the author's words, without anything that a detector finds. */
  readonly justification?: string;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Given by the author, so that these policies do not ask any more. */
  readonly confirmed?: Confirmation;
  /** Ids of the exceptions that took something away from a policy. */
  readonly exceptions?: readonly string[];
  /** Strictest first. */
  readonly reasons: readonly Reason[];
  /** Content address of the policy set that decided; `none` where there was none. */
  readonly setVersion: string;
}

/** Sorts reasons: what is enforced before what is only observed, and the strictest of each in front. */
export function strictestFirst(a: Reason, b: Reason): number {
  return Number(a.observed) - Number(b.observed) || outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome);
}
