import type { RecordIndex, RowField } from './record-index.ts';

/** A stretch of one part of a document; `passage` is compared by identity. */
interface Part {
  readonly passage: object;
  readonly start: number;
  readonly end: number;
}

/** A place where a value stands: in one reading of a document, and where that came from. */
export interface Occurrence {
  /** Compared by identity; offsets are of its text. */
  readonly reading: object;
  readonly start: number;
  readonly end: number;
  readonly parts: readonly Part[];
}

/** A record of which several fields stand in one document; one for all of which the same fields do. */
export interface FoundRecord {
  readonly fields: readonly RowField[];
  /** How many make a match where a policy doesn't say. */
  readonly usualFields: number;
}

/**
 * The records of which so many fields stand in a document, one of them searchable, each in a place of its own: the
 * name in an e-mail address is no second field. A record of which no more than a part of another's values is there
 * is left out, since those speak of the other one.
 *
 * @throws {RangeError} where the values open more records than can be looked at
 */
export function findRecords<Place extends Occurrence>(
  index: RecordIndex,
  occurrences: ReadonlyMap<number, readonly Place[]>,
  least: number,
): FoundRecord[] {
  const values = new Set(occurrences.keys());
  const records = index.rowsWith(values, least).flatMap((row) => {
    const fields = standingApart(row, occurrences);
    if (fields.length < least || !fields.some(({ opens }) => opens)) return [];
    return { fields, usualFields: index.usualFields };
  });
  return withoutParts(records);
}

/** The fields that have a place to themselves, longer values first. */
function standingApart(
  row: readonly RowField[],
  occurrences: ReadonlyMap<number, readonly Occurrence[]>,
): readonly RowField[] {
  const placesOf = ({ value }: RowField): readonly Occurrence[] => occurrences.get(value) ?? [];
  const lengthOf = (field: RowField): number => Math.max(...placesOf(field).map(({ start, end }) => end - start));
  const taken: Occurrence[] = [];
  return [...row]
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a.value - b.value)
    .filter((field) => {
      const place = placesOf(field).find((one) => !taken.some((other) => overlap(one, other)));
      if (place !== undefined) taken.push(place);
      return place !== undefined;
    });
}

/** Within one reading by its own text: all of an encoded run comes from the same place. */
function overlap(a: Occurrence, b: Occurrence): boolean {
  if (a.reading === b.reading) return a.start < b.end && b.start < a.end;
  return a.parts.some((one) =>
    b.parts.some((other) => one.passage === other.passage && one.start < other.end && other.start < one.end),
  );
}

function withoutParts(records: readonly FoundRecord[]): FoundRecord[] {
  const kept: FoundRecord[] = [];
  /** The kept records that hold a value. */
  const holders = new Map<number, Set<number>[]>();
  for (const record of [...records].sort((a, b) => b.fields.length - a.fields.length)) {
    const values = new Set(record.fields.map(({ value }) => value));
    const [first = -1] = values;
    if (holders.get(first)?.some((holder) => [...values].every((value) => holder.has(value)))) continue;
    kept.push(record);
    for (const value of values) holders.set(value, [...(holders.get(value) ?? []), values]);
  }
  return kept;
}
