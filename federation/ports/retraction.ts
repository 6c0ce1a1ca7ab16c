/** What an outside actor took back before it was here: when it does come, it comes to nothing. */
export interface Retraction {
  /** Who took it back; nobody else's word counts for the same id. */
  readonly actor: string;
  /** Id of the object or activity that is taken back. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Retractions {
  /** Which of these ids this actor took back. */
  among(actor: string, ids: readonly string[]): Promise<string[]>;
  /** Forgets what was taken back before `before`. Returns how many. */
  forget(before: number): Promise<number>;
}
