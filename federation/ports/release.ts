import type { OutsideZone, SealedRelease, Verdict } from '../../policies/index.ts';

export type { SealedRelease };

export type Receipt = Omit<SealedRelease, 'body'>;

/** Current rendition per subject and zone, and the receipts of everything that ever left. */
export interface Releases {
  /** The current release of a subject for a zone. */
  current(subject: string, zone: OutsideZone): Promise<SealedRelease | undefined>;
  byId(id: string): Promise<SealedRelease | undefined>;
  /** Receipts of exactly these bytes. */
  receipts(digest: string): Promise<Receipt[]>;
  /** True where the subject was ever released to anyone outside. */
  everReleased(subject: string): Promise<boolean>;
}

/** What was decided about one submission; holds no matched text. */
export interface Decision {
  readonly id: string;
  readonly actor: string;
  /** IRI of the activity that was decided. */
  readonly activity: string;
  readonly activityType: string;
  readonly zone: OutsideZone;
  readonly verdict: Verdict;
  readonly decidedAt: number;
}

export interface Decisions {
  ofActivity(activity: string): Promise<Decision[]>;
  /** Newest first. */
  latest(limit: number): Promise<Decision[]>;
}

/** A submission that waits. Its original rests sealed (encrypted) and is shown to its author and reviewers only. */
export interface Hold {
  readonly id: string;
  readonly actor: string;
  readonly decision: string;
  /** `policy`: a policy holds it; `no-policy-set`, `detector-failed`: the gate could not decide. */
  readonly cause: 'policy' | 'no-policy-set' | 'detector-failed';
  /** The submission as the author sent it, encrypted by the server's key ring. */
  readonly sealedDraft: Uint8Array;
  readonly heldAt: number;
}

export interface Holds {
  byId(id: string): Promise<Hold | undefined>;
  ofActor(actor: string): Promise<Hold[]>;
  /** Oldest first. */
  byCause(cause: Hold['cause'], limit: number): Promise<Hold[]>;
}

/** A policy set as it was loaded: file name to text. */
export interface PolicySetRecord {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
  readonly activatedAt: number;
}

export interface PolicySets {
  /** The set in force. */
  active(): Promise<PolicySetRecord | undefined>;
}
