import fc from 'fast-check';
import { type CsvField, type CsvMistake, CsvReader, longestRow } from '../../../../policies/records/csv.ts';

function read(...pieces: string[]): { rows: string[][]; fields: CsvField[]; mistake: CsvMistake | undefined } {
  const rows: string[][] = [];
  const fields: CsvField[] = [];
  const reader = new CsvReader((row) => {
    rows.push(row.map(({ text }) => text));
    fields.push(...row);
  });
  let mistake: CsvMistake | undefined;
  for (const piece of pieces) mistake ??= reader.add(piece);
  mistake ??= reader.finish();
  return { rows, fields, mistake };
}

describe('comma-separated values', () => {
  it.each([
    [
      'rows that end in CRLF, LF or CR',
      'a,b\r\nc,d\ne,f\rg,h',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
    ],
    [
      'empty fields',
      ',a,\n,,',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['quotes, commas and line ends in quotes', '"a ""b""","c,d","e\r\nf"', [['a "b"', 'c,d', 'e\r\nf']]],
    ['empty quotes', '"",""\n""""', [['', ''], ['"']]],
    ['lines that say nothing', 'a\n\n\nb\n\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('are read with %s', (_, text, rows) => {
    expect(read(text)).toMatchObject({ rows, mistake: undefined });
  });

  it('says of each field where it begins', () => {
    const { fields } = read('a,"b\nb",c\r\nd,e');
    expect(fields.map(({ text, line, column }) => `${text} ${line}:${column}`)).toEqual([
      'a 1:1',
      'b\nb 1:3',
      'c 2:4',
      'd 3:1',
      'e 3:3',
    ]);
  });

  it.each([
    ['a quote inside a field', 'a,b\nc,5" pipe', '2:4', 'does not begin with one'],
    ['text behind a closing quote', 'a\n"b" c', '2:4', 'behind the closing quote'],
    ['a quote that is never closed', 'a\nb,"c\nd', '2:3', 'never closed'],
    ['a row without an end', `a\n"${'x\n'.repeat(longestRow)}`, '2:1', 'does not end'],
  ])('are refused with %s', (_, text, place, says) => {
    const cuts = Array.from({ length: Math.ceil(text.length / 1000) }, (_, at) => at * 1000);
    const pieces = cuts.map((cut) => text.slice(cut, cut + 1000));
    const { mistake } = read(...pieces);
    expect(`${mistake?.line}:${mistake?.column}`).toBe(place);
    expect(mistake?.message).toContain(says);
  });

  it('are the same however they are cut into pieces', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' '), maxLength: 5 });
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { maxLength: 4 });
    const write = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat(60), { maxLength: 6 }),
        (table, end, cuts) => {
          const text = table.map((row) => row.map(write).join(',')).join(end);
          const places = [0, ...cuts.sort((a, b) => a - b).map((cut) => Math.min(cut, text.length)), text.length];
          const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
          const whole = read(text);
          expect(whole.mistake).toBeUndefined();
          expect(whole.rows).toEqual(table);
          expect(read(...pieces)).toEqual(whole);
        },
      ),
    );
  });
});
