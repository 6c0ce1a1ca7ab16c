import type { Crossing, Earlier, JsonObject } from '../../policies/index.ts';
import type { Decision } from '../ports/index.ts';

/** Something that was decided on, with what the gate was asked about. */
export interface PastCrossing {
  /** IRI of the activity, or the id under which it is held. */
  readonly id: string;
  readonly decision: Decision;
  readonly crossing: Crossing;
  readonly documents: readonly JsonObject[];
  /** What its readers had from the author already. */
  readonly earlier: Earlier;
}
