/** So many tries within a window, then the key is closed until the window is over. */
export interface ThrottleLimit {
  /** Says nothing about who tries: it rests in the store. */
  readonly key: string;
  readonly most: number;
}

/** Tries that are counted in the store: twenty processes let through as many as one. */
export interface Throttle {
  /**
   * Counts a try under each of the keys and resolves to 0; where one of them is closed it counts none, and resolves to the
   * milliseconds until that one opens. A window begins with the first try and lasts `windowMs` of the store's time.
   * Throws `StoreUnavailable`.
   */
  take(limits: readonly ThrottleLimit[], windowMs: number): Promise<number>;
  /** Takes a try back that turned out well. */
  forgive(limits: readonly ThrottleLimit[]): Promise<void>;
}
