/** A field of a record, the same in every store. */
export type FieldValue = string | number | boolean | Uint8Array | object;

/** One thing that a store keeps, in a form that belongs to no store. A field that is not there is left out. */
export type StoredRecord = Readonly<Record<string, FieldValue>>;

/** A record and where it stands among those of its kind. */
export interface PlacedRecord {
  readonly record: StoredRecord;
  /** Opaque; reading goes on after it. */
  readonly place: string;
}

/** How far a copy is: for each kind that was begun, the place in the other store that it was read up to. */
export type CopyProgress = Readonly<Record<string, string>>;

/**
 * Everything that makes an installation, to be moved to another store whole. Leases, signals and whatever else belongs to
 * running processes is none of it. Nobody else uses the store meanwhile.
 */
export interface Installation {
  /** Brings what is stored into its final form, and tells whether processes use the store. */
  prepare(): Promise<'idle' | 'in-use'>;
  /** Records of a kind in their order, from the first after `after` on. */
  records(kind: string, after?: string): AsyncIterable<PlacedRecord>;
  /** Stores records together with how far the copy is; those that are there stay. Kinds come in the order of `recordKinds`. */
  restore(kind: string, records: readonly StoredRecord[], progress: CopyProgress): Promise<void>;
  /** Of a copy that was begun and not ended. */
  progress(): Promise<CopyProgress | undefined>;
  /** The copy is whole: the store can be used. */
  finish(): Promise<void>;
}
