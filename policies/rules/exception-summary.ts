/** An exception for people to look at. */
export interface ExceptionSummary {
  readonly id: string;
  readonly policy: string;
  readonly owner: string;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}
