/** A delivery as it rests. */
export interface DeliveryDocument {
  /** Release and inbox. */
  readonly _id: string;
  readonly n: number;
  readonly release: string;
  readonly subject: string;
  readonly inbox: string;
  readonly host: string;
  readonly signer: string;
  readonly seal: string;
  readonly enqueuedAt: number;
  readonly state: 'waiting' | 'delivered' | 'given-up';
  readonly retried: boolean;
  /** Of a leased delivery, the end of its lease. */
  readonly due: number;
  /** Of the lease, while there is one. */
  readonly owner: string | null;
  /** Names the claim that leased it last. */
  readonly claim?: string;
  readonly fence: number;
  readonly attempts: number;
  readonly status?: number;
  readonly error?: string | null;
  readonly settledAt?: number;
}
