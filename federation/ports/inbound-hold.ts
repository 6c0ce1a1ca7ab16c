/** Why something waits: the name of a signal, and how much it counts. */
export interface Signalled {
  readonly signal: string;
  readonly points: number;
}

/** A verified activity from outside that waits for a moderator. Nothing of it is shown to anybody else. */
export interface InboundHold {
  readonly id: string;
  /** The verified signer, which is the activity's actor. */
  readonly actor: string;
  /** Id of the activity. */
  readonly activity: string;
  /** Its type, such as `Create`. */
  readonly type: string;
  /** User name whose inbox it came to; absent for the shared inbox. */
  readonly recipient?: string;
  /** The verified bytes. */
  readonly body: Uint8Array;
  readonly score: number;
  readonly signals: readonly Signalled[];
  /** Milliseconds since the epoch. */
  readonly heldAt: number;
}

export interface InboundHolds {
  byId(id: string): Promise<InboundHold | undefined>;
  /** Oldest first, strictly after the one of that id where one is given. */
  page(query: { readonly after?: string; readonly limit: number }): Promise<InboundHold[]>;
  count(): Promise<number>;
}
