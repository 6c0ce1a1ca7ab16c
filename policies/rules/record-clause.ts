import type { FoundRecord } from '../records/index.ts';
import type { Evidence } from './evidence.ts';
import { type Excuse, notExcused } from './excuse.ts';
import type { Sighting } from './sighting.ts';
import { keepTouching } from './touching.ts';

/** What a clause asks of the records that it finds. */
export interface RecordTerms {
  /** Fewest fields of one record; the data set's own number when left out. */
  readonly fields?: number | undefined;
  /** Fewest records. */
  readonly count: number;
  /** Where one value of each record must stand. */
  readonly beside?: Excuse | undefined;
  readonly excuses: readonly Excuse[];
}

/**
 * The values of those records that satisfy a clause. A record is one match, though it stands in several places: it is
 * near a word as soon as one of its values is, and it is there as long as enough of its values are not excused.
 */
export function keepRecords(seen: readonly Sighting[], evidence: Evidence, terms: RecordTerms): readonly Sighting[] {
  if (seen.length === 0) return seen;
  const near = terms.beside && recordsOf(keepTouching(seen, terms.beside(evidence)));
  const left = notExcused(seen, evidence, terms.excuses);
  const values = new Set(left.map(({ record }) => record?.value));
  const kept = new Set<FoundRecord>();
  for (const record of near ?? recordsOf(left)) {
    const fields = record.fields.filter(({ value }) => values.has(value));
    if (fields.length >= (terms.fields ?? record.usualFields) && fields.some(({ opens }) => opens)) kept.add(record);
  }
  if (kept.size < terms.count) return [];
  return left.filter(({ record }) => record?.of.some((one) => kept.has(one)));
}

function recordsOf(seen: readonly Sighting[]): Set<FoundRecord> {
  return new Set(seen.flatMap(({ record }) => record?.of ?? []));
}
