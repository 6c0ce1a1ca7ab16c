import type { OutsideZone, SealedRelease, Verdict } from '../../policies/index.ts';

export type { SealedRelease };

export type Receipt = Omit<SealedRelease, 'body'>;

/** Current rendition per subject and zone, and the receipts of everything that ever left. */
/** A thing as readers of one zone get it. */
export interface Shown {
  readonly subject: string;
  readonly zone: OutsideZone;
}

/** What a release shows, without its receipt: for looking at many. */
export interface ShownText {
  /** Of the policy set that let it out. */
  readonly setVersion: string;
  /** Its bytes read as UTF-8. */
  readonly text: string;
}

export interface Releases {
  /** The current release of a subject for a zone. */
  current(subject: string, zone: OutsideZone): Promise<SealedRelease | undefined>;
  /** What the current releases of many things show, one for each of `shown`, in that order. */
  currentTexts(shown: readonly Shown[]): Promise<(ShownText | undefined)[]>;
  byId(id: string): Promise<SealedRelease | undefined>;
  /** Receipts of exactly these bytes. */
  receipts(digest: string): Promise<Receipt[]>;
  /** True where the subject was ever released to anyone outside. */
  everReleased(subject: string): Promise<boolean>;
  /**
   * Another word whenever what the public zone holds may be another: its renditions, the collections that they are in,
   * the files that they show. Told by the store, so that it is the same for all processes. Undefined where the store
   * can't tell at the price of a look.
   */
  publicVersion(): Promise<string | undefined>;
}

/** What was decided about one submission; holds no matched text. */
export interface Decision {
  readonly id: string;
  readonly actor: string;
  /** IRI of the activity that was decided. */
  readonly activity: string;
  readonly activityType: string;
  readonly zone: OutsideZone;
  /** Of the speaker, and the hosts named, as policies saw them (`Crossing`). */
  readonly roles: readonly string[];
  readonly domains: readonly string[];
  readonly verdict: Verdict;
  readonly decidedAt: number;
}

/** A decision and where it stands among all of them. */
export interface DecisionItem {
  readonly decision: Decision;
  /** Opaque; gives the next page when handed back. */
  readonly cursor: string;
}

export interface Decisions {
  byId(id: string): Promise<Decision | undefined>;
  ofActivity(activity: string): Promise<Decision[]>;
  /** Newest first. */
  latest(limit: number): Promise<Decision[]>;
  /** Made at `since` or later, oldest first, strictly after the cursor where one is given. */
  page(query: { readonly since: number; readonly after?: string; readonly limit: number }): Promise<DecisionItem[]>;
  /** How many were made at `since` or later. */
  count(since: number): Promise<number>;
}

/** A submission that waits. Its original rests sealed (encrypted) and is shown to its author and reviewers only. */
export interface Hold {
  readonly id: string;
  readonly actor: string;
  /** Actor IRI of the person who sent it: the actor itself, or whoever speaks for a corporate account. */
  readonly sentBy: string;
  readonly decision: string;
  /**
   * `policy`: a policy holds it. The others: the gate could not decide, since no set is in force, this process could not
   * make sure which one is, or a detector failed.
   */
  readonly cause: 'policy' | 'no-policy-set' | 'set-unconfirmed' | 'detector-failed' | 'file-unread';
  /** The submission as the author sent it, encrypted by the server's key ring. */
  readonly sealedDraft: Uint8Array;
  readonly heldAt: number;
}

export interface Holds {
  byId(id: string): Promise<Hold | undefined>;
  ofActor(actor: string): Promise<Hold[]>;
  /** Oldest first. */
  byCause(cause: Hold['cause'], limit: number): Promise<Hold[]>;
  /** Oldest first, strictly after the hold of that id where one is given. */
  page(query: { readonly after?: string; readonly limit: number }): Promise<Hold[]>;
}
