/** What came of reading a list of domains. */
export interface SubscriptionRun {
  readonly kind: 'applied' | 'tried' | 'failed';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Rules that it added, changed and took away; of a try, that it would have. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Entries that were left as they are: invalid, covered by another rule, or somebody else's. */
  readonly skipped: number;
  /** Why it failed. */
  readonly reason?: string;
}

/** A list of domains elsewhere that rules are made of, again and again. */
export interface Subscription {
  readonly id: string;
  readonly url: string;
  /** What its entries become: rules that close, or rules that allow in the mode `allowlist`. */
  readonly kind: 'block' | 'allow';
  /** Of two lists that name the same domain, the one with the higher number says; 0 to 255. */
  readonly priority: number;
  /** Only tells what it would do. */
  readonly dryRun: boolean;
  readonly title: string;
  /** Its rules run out this many days after it named them last, so that a list that is gone has an end; 0 for never. */
  readonly expireDays: number;
  /** Actor IRI, or `operator`. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly lastRun?: SubscriptionRun;
}

export interface Subscriptions {
  /** By id. */
  all(): Promise<Subscription[]>;
}

export type SubscriptionChange =
  /** Takes the place of the one of the same id. */
  | { readonly change: 'subscription.put'; readonly subscription: Subscription }
  | { readonly change: 'subscription.remove'; readonly id: string };
