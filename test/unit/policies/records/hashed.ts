import { deriveIndexKey } from '../../../../policies/gate/digest.ts';
import { lettersOf } from '../../../../policies/hashing/letters.ts';
import { compileRecords, findRecords, type Occurrence, type RecordIndex } from '../../../../policies/records/index.ts';
import { foldText } from '../../../../policies/text/fold.ts';

export const key = deriveIndexKey(new Uint8Array(32).fill(3), 'records/crm');

/** The index of a CSV text, which must compile. */
export function hashed(csv: string): RecordIndex {
  const compiled = compileRecords('crm', csv, { key });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.index;
}

/** What is found in one text: the stretches of each record, which stand there in full. */
export function found(index: RecordIndex, text: string, fields = index.usualFields): string[][] {
  const reading = { text: foldText(text) };
  const places = new Map<number, Occurrence[]>();
  for (const { value, start, end } of index.hits(lettersOf(reading.text))) {
    places.set(value, [...(places.get(value) ?? []), { reading, start, end, parts: [] }]);
  }
  return findRecords(index, places, fields).map((record) =>
    record.fields.flatMap(({ value }) =>
      (places.get(value) ?? []).slice(0, 1).map(({ start, end }) => reading.text.slice(start, end)),
    ),
  );
}
