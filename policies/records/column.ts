/** A column of a data set. */
export interface Column {
  readonly name: string;
  /** Whether a value of it can give a record away; the others only support one that did. */
  readonly searchable: boolean;
}

/** How many fields of a record have to stand in a document where a policy doesn't say. */
export function usualFields(columns: readonly Column[]): number {
  return columns.every(({ searchable }) => searchable) ? 1 : 2;
}
