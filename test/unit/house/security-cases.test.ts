import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
/** The known faults of servers of the field that concern what comes in and where this server is sent. */
const cases = numbers(1, 58);
/** Those that concern what leaves, and the leaks of other servers that were reported: each heads a test's name. */
const leaks = [...numbers(59, 72).map(String), ...numbers(1, 17).map((n) => `L${n}`)];
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

/** What heads the names of the tests of a file: `59` of `59: an internal post …`, `71` of each row of a table. */
function headsIn(text: string): string[] {
  const names = text.matchAll(/^ {2}(?:it|\]\))\(\s*(['"`])(L?\d+): [^\n]*?\1,\s*(?:async )?\(/gm);
  return [...names].map(([, , head = '']) => head);
}

it('every known leak of the field is a test of its own, headed by its number', () => {
  const files = ['leak/threads.test.ts', 'leak/cases.test.ts'];
  const heads = files.flatMap((name) => headsIn(readFileSync(join(folder, name), 'utf8')));
  expect(leaks.filter((head) => !heads.includes(head))).toEqual([]);
  expect(heads.filter((head, at) => heads.indexOf(head) !== at)).toEqual([]);
});

it('a number heads the name of a test that runs, and nothing else', () => {
  expect(headsIn("  it('L3: is none', () => {\n  ])('71: %s is none', async (_, one) => {")).toEqual(['L3', '71']);
  expect(headsIn("  it.skip('L4: is none', () => {\n  // it('L5: is none', () => {\n  it.todo('59: x');")).toEqual([]);
});

it('a number counts in the name of a test, and nowhere else', () => {
  expect(numbersIn("  it('J, case 21, 24: is none', () => {")).toEqual([21, 24]);
  expect(numbersIn("  ])('case 55: %s are refused', async () => {")).toEqual([55]);
  expect(numbersIn('// case 7: something\nconst text = "case 8";')).toEqual([]);
});
