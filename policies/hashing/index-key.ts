/** The key of one index of hashes, derived from a secret; what the index holds can't be guessed without it. */
export interface IndexKey {
  /** Names the secret without giving it away: an index made under another one answers nothing. */
  readonly id: string;
  /** 16 bytes, for one use only. */
  readonly bytes: Uint8Array;
}
