/** An inbound activity as it rests; its body goes when it is done with. */
export interface InboundDocument {
  readonly _id: string;
  /** Actor, activity and recipient: tells a duplicate. */
  readonly key: string;
  readonly n: number;
  readonly actor: string;
  readonly activity: string;
  /** Empty for the shared inbox. */
  readonly recipient: string;
  /** Absent once it is done with. */
  readonly body?: Uint8Array | null;
  readonly receivedAt: number;
  readonly state: 'waiting' | 'done' | 'discarded';
  readonly due: number;
  readonly owner: string | null;
  /** Unique among what its actor sent: the actor while it is leased, else its own id. No two of one actor can be leased at once. */
  readonly busy: string;
  readonly fence: number;
  readonly attempts: number;
  readonly error?: string;
  readonly settledAt?: number;
}
