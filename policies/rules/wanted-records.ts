import type { RecordIndex } from '../records/index.ts';

/** A data set to look for. */
export interface WantedRecords {
  readonly index: RecordIndex;
  /** Fewest fields of a record that any clause is content with. */
  readonly fields: number;
}
