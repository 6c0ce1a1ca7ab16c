import type { JsonObject } from '../../policies/index.ts';

export interface InboundRequest {
  readonly method: string;
  /** Request target as received, with its query. */
  readonly path: string;
  /** Name, value, name, value, … as Node's `rawHeaders`, so that duplicates are seen. */
  readonly headers: readonly string[];
  /** The raw bytes; absent or empty for GET and HEAD. */
  readonly body: Uint8Array | undefined;
}

export type Verification =
  | {
      readonly kind: 'verified';
      readonly keyId: string;
      /** The signer. Whether it is also the activity's `actor` is for the caller to check. */
      readonly actorId: string;
      readonly actor: JsonObject;
      /**
       * This very signature of a POST verified before. A hint: the first try may have failed after its verification, so
       * what was accepted is for the durable record of (actor, activity) to say.
       */
      readonly replayed: boolean;
    }
  /** `reason` is one line for the sender. 503 is our own lack of room: the sender may try again later. */
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413 | 503; readonly reason: string };

export interface Verifier {
  verify(request: InboundRequest): Promise<Verification>;
}
