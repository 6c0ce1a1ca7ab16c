import type { OutsideZone } from '../../policies/index.ts';

/** How a look at everything that left came out so far, in posts and profiles. */
export interface RecallTally {
  readonly looked: number;
  /** May stay as it is. */
  readonly stands: number;
  /** Went out again with less in it. */
  readonly revised: number;
  /** Taken back. */
  readonly withdrawn: number;
  /** Nobody outside gets it here any more, and nothing was sent: a profile. */
  readonly withheld: number;
  /** The set in force gives no answer without a person; it stays as it is. */
  readonly undecided: number;
}

/** Taking back what is not allowed any more. What others do with their copies is theirs: this says what was sent. */
export interface Recall {
  readonly id: string;
  /** `activation`: a set came in force. `request`: an editor wants all of it looked at. `post`: an editor takes one thing back. */
  readonly cause: 'activation' | 'request' | 'post';
  /** Actor IRI, `operator`, or the origin where the server did. */
  readonly by: string;
  /** In the words of whoever asked for it. */
  readonly reason: string;
  /** Looks and tells; nothing is withdrawn or sent. */
  readonly dryRun: boolean;
  /** Of the policy set that decides; absent for one thing. */
  readonly version?: string;
  /** IRI of the one thing. */
  readonly post?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** `superseded`: another set came in force before its end. */
  readonly state: 'running' | 'done' | 'superseded';
  /** How far it is; goes on from here in whichever process. */
  readonly cursor?: string;
  /** Decisions that it looks at, at most. */
  readonly total: number;
  readonly tally: RecallTally;
}

/** One thing that a recall found to be otherwise than it left. */
export interface Recalled {
  readonly recall: string;
  /** IRI of the post, activity or actor. */
  readonly subject: string;
  readonly zone: OutsideZone;
  readonly outcome: 'revised' | 'withdrawn' | 'withheld' | 'undecided';
  /** Ids of the policies that say so. */
  readonly policies: readonly string[];
  /** Release of what was sent to those who have it. */
  readonly sent?: string;
}

export interface Recalls {
  byId(id: string): Promise<Recall | undefined>;
  /** Newest first. */
  list(limit: number): Promise<Recall[]>;
  /** Those that run, oldest first. */
  running(): Promise<Recall[]>;
  /** The last one that an activation brought about. */
  latestActivation(): Promise<Recall | undefined>;
  /** What a recall found, in the order in which it was found, strictly after the cursor where one is given. */
  items(
    recall: string,
    query: { readonly after?: string; readonly limit: number },
  ): Promise<{ readonly item: Recalled; readonly cursor: string }[]>;
}
