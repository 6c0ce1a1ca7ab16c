/** Where one transaction ends and ranges begin. */
export interface FanOutSizes {
  /** Targets that are queued in the post's own transaction at most, per source; more are left to the fan-out workers. */
  readonly queuedAtOnce: number;
  /** Targets of a range: what one worker has in memory of a post, however many follow its author. */
  readonly ofRange: number;
}

export const usualSizes: FanOutSizes = { queuedAtOnce: 1_024, ofRange: 512 };
