import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The known faults of servers of the field that concern what comes in and where this server is sent. */
const cases = Array.from({ length: 58 }, (_, index) => index + 1);
const folder = resolve(import.meta.dirname, '../..');

/** Numbers that the names of tests give: `case 21`, `J, case 21`, `case 21, 24`. */
function numbersIn(text: string): number[] {
  const names = text.matchAll(/\(\s*(['"`])([^\n]*?)\1,\s*(?:async )?\(/g);
  return [...names]
    .flatMap(([, , name = '']) => [...name.matchAll(/\bcase ([\d, ]+)/g)])
    .flatMap(([, list = '']) => list.split(',').map(Number))
    .filter((number) => number > 0);
}

it('every known fault of the field is the case of a test that names it', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const named = new Set(files.flatMap((name) => numbersIn(readFileSync(join(folder, name), 'utf8'))));
  expect(cases.filter((number) => !named.has(number))).toEqual([]);
});

it('a number counts in the name of a test, and nowhere else', () => {
  expect(numbersIn("  it('J, case 21, 24: is none', () => {")).toEqual([21, 24]);
  expect(numbersIn("  ])('case 55: %s are refused', async () => {")).toEqual([55]);
  expect(numbersIn('// case 7: something\nconst text = "case 8";')).toEqual([]);
});
