/** One delivery to one inbox. */
export interface NewDelivery {
  /** Id of the release whose bytes go out. */
  readonly releaseId: string;
  /** Subject of that release's activity's object or activity: lets a retraction reach whoever got it. */
  readonly subject: string;
  readonly inbox: string;
  readonly host: string;
  /** Actor whose key signs. */
  readonly signer: string;
  /** HMAC over release seal and inbox, made by the gate. */
  readonly seal: string;
}

export interface ClaimedDelivery extends NewDelivery {
  readonly id: string;
  /** Attempts made before this one. */
  readonly attempts: number;
  readonly enqueuedAt: number;
  /** Fencing token: `settle` with an older fence than the store's is ignored. */
  readonly fence: number;
}

/** What became of a claimed delivery. */
export type Settlement =
  | {
      readonly id: string;
      readonly fence: number;
      readonly kind: 'delivered';
      readonly status: number;
      readonly at: number;
    }
  | {
      readonly id: string;
      readonly fence: number;
      readonly kind: 'retry';
      readonly notBefore: number;
      readonly error: string;
    }
  | {
      readonly id: string;
      readonly fence: number;
      readonly kind: 'given-up';
      readonly error: string;
      readonly at: number;
    }
  /** Handed back unused (stop, host paused): no attempt is counted. Due again at `notBefore`, at once where that is absent. */
  | { readonly id: string; readonly fence: number; readonly kind: 'returned'; readonly notBefore?: number };

export interface DeliveryStats {
  readonly waiting: number;
  readonly inFlight: number;
  readonly delivered: number;
  readonly givenUp: number;
  /** Milliseconds since the epoch of the oldest one that waits. */
  readonly oldest?: number;
}

/** How far one delivery is. */
export interface DeliveryState {
  readonly inbox: string;
  readonly state: 'waiting' | 'delivered' | 'given-up';
  readonly attempts: number;
  /** HTTP status of the answer that ended it, where it was delivered. */
  readonly status?: number;
  readonly error?: string;
}

/** What waits for one host. */
export interface HostQueue {
  readonly host: string;
  /** Without those that are leased. */
  readonly waiting: number;
  readonly inFlight: number;
  /** When the oldest of them was enqueued, in milliseconds since the epoch. */
  readonly oldest: number;
  /** When the next one is due; of a leased one, the end of its lease. */
  readonly nextDue: number;
}

/** One delivery, for an operator. */
export interface QueuedDelivery {
  readonly id: string;
  readonly host: string;
  readonly inbox: string;
  readonly subject: string;
  readonly signer: string;
  readonly state: 'waiting' | 'given-up';
  readonly attempts: number;
  readonly enqueuedAt: number;
  readonly due: number;
  /** What the last attempt came to. */
  readonly error?: string;
}

/** Deliveries that an operator means: all of a host, or one. */
export type DeliverySelection = { readonly host: string } | { readonly id: string };

export interface Deliveries {
  /**
   * Leases up to `limit` deliveries that are due at `now` to `owner`, new before retried, at most `perHost` of one host,
   * none of `withoutHosts`. A lease that ran out by the store's time is due again.
   */
  claim(request: {
    readonly owner: string;
    readonly now: number;
    readonly leaseMs: number;
    readonly limit: number;
    readonly perHost: number;
    readonly withoutHosts: readonly string[];
  }): Promise<ClaimedDelivery[]>;
  /** Settles many at once; those whose fence is stale are left alone. Returns how many were settled. */
  settle(settlements: readonly Settlement[]): Promise<number>;
  /** When the next waiting delivery becomes due, in milliseconds since the epoch. */
  nextDue(): Promise<number | undefined>;
  stats(): Promise<DeliveryStats>;
  /** Deliveries of a release, for operators and tests; those that were forgotten since are not among them. */
  ofRelease(releaseId: string): Promise<DeliveryState[]>;
  /** Hosts that something waits for, those with the most first. */
  queues(limit: number): Promise<HostQueue[]>;
  /** Of a host, in the order they were made, strictly after the delivery of that id where one is given. */
  ofHost(query: {
    readonly host: string;
    readonly state: QueuedDelivery['state'];
    readonly after?: string;
    readonly limit: number;
  }): Promise<QueuedDelivery[]>;
  /**
   * What was given up and nobody has dealt with, of every host: the newest first, strictly before the delivery of that id
   * where one is given. What was taken back or dropped is not among it.
   */
  givenUp(query: { readonly after?: string; readonly limit: number }): Promise<QueuedDelivery[]>;
  /**
   * Makes what waits due at `at`, and what was given up wait again, as if it were new. What was taken back stays given up,
   * and leased ones are left alone. Returns how many.
   */
  retry(which: DeliverySelection, at: number): Promise<number>;
  /** Gives up what waits, leased ones too. Returns how many. */
  drop(which: DeliverySelection, at: number): Promise<number>;
  /** Leaves one that was given up out of `givenUp` from then on, as if it had been dropped. Returns how many. */
  dismiss(id: string): Promise<number>;
}

/** What is remembered about a remote host. */
export interface HostRecord {
  readonly host: string;
  /** Calendar days (UTC, `2026-11-23`) on which deliveries failed and none succeeded; emptied by a success. */
  readonly failingDays: readonly string[];
  /** Set when the host counts as dead: probed once a day. */
  readonly deadSince?: number;
  readonly lastProbe?: number;
  /** Nothing is sent there until then: it failed several times in a row. In milliseconds since the epoch. */
  readonly openUntil?: number;
  /** What an attempt came to when it began to fail, or when it was given a rest. */
  readonly lastError?: string;
  /** The host has asked for RFC 9421 signatures. */
  readonly rfc9421: boolean;
}

export interface Hosts {
  get(host: string): Promise<HostRecord | undefined>;
  put(record: HostRecord): Promise<void>;
  /** Hosts against which something is held, by name, strictly after the one that is given. */
  failing(query: { readonly after?: string; readonly limit: number }): Promise<HostRecord[]>;
}

/** A verified inbound activity that waits to be processed. */
export interface InboundActivity {
  readonly id: string;
  /** The verified signer, which is the activity's actor. */
  readonly actor: string;
  readonly activity: string;
  /** User name whose inbox it came to; absent for the shared inbox. */
  readonly recipient?: string;
  /** The verified bytes. */
  readonly body: Uint8Array;
  readonly receivedAt: number;
}

export interface ClaimedInbound extends InboundActivity {
  readonly attempts: number;
  readonly fence: number;
}

export interface Inbound {
  /**
   * Durably queues a verified activity; `false` where (actor, activity, recipient) was accepted before.
   * Many calls in one turn of the event loop share one commit.
   */
  accept(activity: InboundActivity): Promise<boolean>;
  /** Leases up to `limit` in order of arrival; never two of one actor at once, so that an actor's acts keep their order. */
  claim(request: {
    readonly owner: string;
    readonly now: number;
    readonly leaseMs: number;
    readonly limit: number;
  }): Promise<ClaimedInbound[]>;
  /** Put back for a later attempt. */
  retry(id: string, fence: number, notBefore: number, error: string): Promise<void>;
  /** Set aside for an operator: processing it failed for good. */
  discard(id: string, fence: number, error: string): Promise<void>;
  waiting(): Promise<number>;
  /** Forgets what was done with, or set aside, before `before`, so that the duplicate memory has an end. Returns how many. */
  forget(before: number): Promise<number>;
}
