/** What a reviewer, or the server in its turn, did about a held submission. Kept after the hold is gone. */
export interface Review {
  readonly id: string;
  readonly hold: string;
  /** Actor IRI of the person who sent the submission. */
  readonly author: string;
  /**
   * `revealed`: somebody read the original; `previewed`: what would leave of it redacted. `approved`: one of as many
   * reviewers as its policies ask for lets it go; `redacted`: without what they find. `asked`: a question to the author,
   * who `answered`. `released`, `rejected` and `expired` end the hold.
   */
  readonly act:
    | 'revealed'
    | 'previewed'
    | 'approved'
    | 'redacted'
    | 'asked'
    | 'answered'
    | 'released'
    | 'rejected'
    | 'expired';
  /** Actor IRI, or the origin where the server itself acts. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** To the author in the reviewer's words, or the other way round, with nothing that a policy finds in the clear. */
  readonly note?: string;
  /**
   * SHA-256 of what was reviewed, lower-case hex: the decision that holds the submission, the submission as it rests sealed
   * and, where it was reviewed redacted, the policy set that says how.
   */
  readonly digest?: string;
  /** IRI of the activity that came of it. */
  readonly activity?: string;
}

export interface Reviews {
  /** Oldest first. */
  ofHold(hold: string): Promise<Review[]>;
}
