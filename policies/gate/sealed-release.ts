import type { Outcome } from '../model/verdict.ts';
import type { OutsideZone } from '../model/zone.ts';

/** A release as it rests in the store: bytes plus receipt, closed with the gate's seal. Only the gate opens it. */
export interface SealedRelease {
  /** Random id of this release. */
  readonly id: string;
  /** IRI of the thing rendered: an object, an activity, an actor, a collection page, … */
  readonly subject: string;
  readonly zone: OutsideZone;
  readonly body: Uint8Array;
  /** SHA-256 of `body`, base64. */
  readonly digest: string;
  /** Actor in whose name it leaves. */
  readonly actor: string;
  readonly outcome: Outcome;
  readonly setVersion: string;
  /** Milliseconds since the epoch. */
  readonly decidedAt: number;
  /** HMAC of all of the above. */
  readonly seal: string;
}
