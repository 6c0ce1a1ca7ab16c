import { type Letters, lettersOf } from '../hashing/letters.ts';
import { type FoundRecord, findRecords, type Occurrence, type RecordIndex } from '../records/index.ts';
import type { TextView } from '../text/text-view.ts';
import type { Joint, Part } from './joint.ts';
import type { Passage } from './passage.ts';
import { type Sighting, sighting } from './sighting.ts';
import type { WantedRecords } from './wanted-records.ts';

/** A value that stands in a document, and where. */
interface Place extends Occurrence {
  readonly parts: readonly Part[];
}

/** One reading of a document, or of several of its fields as one. */
interface Source {
  readonly reading: TextView;
  readonly letters: Letters;
  partsOf(start: number, end: number): readonly Part[];
}

/** More than one field of a record leaves little doubt that it is meant. */
const severalFields = 95;
const singleField = 85;

/** The records of which values stand anywhere in a document: all fields, and all readings of each, count together. */
export function seeRecords(
  wanted: readonly WantedRecords[],
  passages: readonly Passage[],
  joints: readonly Joint[],
): Sighting[] {
  if (wanted.length === 0) return [];
  const sources = [...passages.flatMap(readingsOf), ...joints.flatMap(readingsAcross)];
  return wanted.flatMap(({ index, fields }) => {
    const places = placesOf(index, sources);
    return places.size === 0 ? [] : sightingsOf(index, places, findRecords(index, places, fields));
  });
}

function readingsOf(passage: Passage): Source[] {
  return passage.inspected.views.map(({ folded }) => ({
    reading: folded,
    letters: lettersOf(folded.text),
    partsOf: (start, end) => [{ passage, ...folded.span(start, end) }],
  }));
}

/** What stands in one field of a joint reading is seen in that field. */
function readingsAcross(joint: Joint): Source[] {
  return joint.inspected.views.map(({ folded }) => ({
    reading: folded,
    letters: lettersOf(folded.text),
    partsOf: (start, end) => {
      const span = folded.span(start, end);
      const parts = joint.parts(span.start, span.end);
      return parts.length > 1 ? parts : [];
    },
  }));
}

/** Where each value stands that a data set knows. */
function placesOf(index: RecordIndex, sources: readonly Source[]): Map<number, Place[]> {
  const places = new Map<number, Place[]>();
  for (const { reading, letters, partsOf } of sources) {
    for (const { value, start, end } of index.hits(letters)) {
      const parts = partsOf(start, end);
      if (parts.length === 0) continue;
      const held = places.get(value);
      if (held === undefined) places.set(value, [{ reading, start, end, parts }]);
      else held.push({ reading, start, end, parts });
    }
  }
  return places;
}

/** One sighting for each place of each value, with the records that the value is part of. */
function sightingsOf(
  { name }: RecordIndex,
  places: ReadonlyMap<number, readonly Place[]>,
  records: readonly FoundRecord[],
): Sighting[] {
  const recordsOf = new Map<number, FoundRecord[]>();
  for (const record of records) {
    for (const { value } of record.fields) recordsOf.set(value, [...(recordsOf.get(value) ?? []), record]);
  }
  return [...recordsOf].flatMap(([value, of]) => {
    const confidence = of.some(({ fields }) => fields.length > 1) ? severalFields : singleField;
    return (places.get(value) ?? []).map(({ start, end, parts }) => ({
      ...sighting({ entity: 'record', scheme: name, start, end, confidence }, parts),
      record: { value, of },
    }));
  });
}
