/**
 * An act that the ledger keeps for good. Receipts, decisions, reviews and what happens to policy sets enter the ledger
 * by themselves, with the changes that record them. Never holds text of a post or of a rule.
 */
export interface Act {
  readonly kind: 'reveal' | 'export' | 'recall' | 'policy-change' | 'moderation' | 'incident' | 'role-change';
  /** Random id of this act. */
  readonly id: string;
  /** Actor IRI of whoever did it; the origin itself where the server did. */
  readonly actor: string;
  /** What it was done to: an IRI, the id of a hold, the version of a policy set. */
  readonly subject: string;
  /** What came of it, in one word of the act's own: `released`, `rejected`, `shown`, `proposed`, `approved`, … */
  readonly outcome: string;
  /** SHA-256 of what was shown, exported or changed, base64, where there is such a document. */
  readonly digest?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
