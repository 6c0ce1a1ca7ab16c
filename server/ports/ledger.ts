/** A signed statement of how long the ledger is and what is in it. */
export interface CheckpointRecord {
  /** Entries that it covers: 0 to `size` - 1. */
  readonly size: number;
  /** The whole signed note (C2SP signed-note, tlog-checkpoint). */
  readonly note: string;
  /** When it was made, in milliseconds since the epoch. */
  readonly at: number;
}

/** Where a tile lies: its hashes are those of subtrees of 256^level leaves, from the (256 * n)th on. */
export interface TilePlace {
  readonly level: number;
  readonly n: number;
}

export interface Tile extends TilePlace {
  /** Up to 256 hashes of 32 bytes. */
  readonly hashes: Uint8Array;
}

/** What a checkpoint adds to the stored tree. */
export interface Integration {
  /** Size of the checkpoint that it follows; undefined where it is the first. */
  readonly after: number | undefined;
  readonly tiles: readonly Tile[];
  readonly checkpoint: CheckpointRecord;
}

/**
 * Entries in the order of the store, the tree over them as far as a checkpoint has covered it, and the checkpoints.
 * `commit` adds an entry with every `release.put`, `receipt.add`, `decision.add`, `policySet.activate` and
 * `ledger.append`, in the transaction of that change.
 */
export interface Ledger {
  /**
   * How many entries have their place. A store whose commits run side by side gives places here, to what was committed
   * since: in one transaction that adds all or none, so that callers at the same time can't give one place twice.
   */
  sequence(): Promise<number>;
  /** Bytes of up to `limit` entries from index `from` on. */
  entries(from: number, limit: number): Promise<Uint8Array[]>;
  /** Index of the entry of a receipt or decision; undefined where there is none, or it has no place yet. */
  indexOf(what: 'receipt' | 'decision', id: string): Promise<number | undefined>;
  tile(place: TilePlace): Promise<Uint8Array | undefined>;
  latestCheckpoint(): Promise<CheckpointRecord | undefined>;
  /** From the smallest that covers more than `after` entries on, up to `limit`. */
  checkpoints(after: number, limit: number): Promise<CheckpointRecord[]>;
  /** Stores tiles and checkpoint together; false, and nothing stored, where the latest checkpoint is another by now. */
  integrate(integration: Integration): Promise<boolean>;
}
