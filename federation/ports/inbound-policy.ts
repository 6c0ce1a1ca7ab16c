/** What a post from outside, or the profile that it comes from, must not hold. */
export interface InboundRule {
  /** `word`: whole words, whatever their case; `link`: a host with everything below it, or a host and the start of a path. */
  readonly kind: 'word' | 'link';
  readonly match: string;
  /** `hold`: waits for a moderator; `reject`: is refused; `score`: counts with `points` for the spam score. */
  readonly action: 'hold' | 'reject' | 'score';
  readonly points?: number;
}

/** What is asked of posts from outside before anybody sees them. */
export interface InboundPolicy {
  readonly rules: readonly InboundRule[];
  /** A post that mentions more accounts than this waits for a moderator; 0 for no limit. */
  readonly mentionsMost: number;
  /** Accounts younger than `days`, or of whom nothing came before, may mention and link this much; 0 days for no limits. */
  readonly newAccount: { readonly days: number; readonly mentionsMost: number; readonly linksMost: number };
  /** A post whose spam score is this or more waits for a moderator; 0 for never. */
  readonly holdAt: number;
  /** Actor IRI, or `operator`. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface InboundPolicies {
  /** Undefined where nobody set one: the usual one holds. */
  current(): Promise<InboundPolicy | undefined>;
}
