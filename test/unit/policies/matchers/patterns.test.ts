import { compilePatterns, type PatternMatcher } from '../../../../policies/matchers/patterns.ts';
import type { FieldKind } from '../../../../policies/model/field.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';

function compiled(...sources: string[]): PatternMatcher {
  const made = compilePatterns(sources.map((source, index) => ({ id: `p${index}`, source })));
  if (made.kind === 'problems') throw new Error(made.problems.map(({ message }) => message).join());
  return made;
}

function problemOf(source: string): { position: number; message: string } {
  const made = compilePatterns([
    { id: 'good', source: 'fine' },
    { id: 'bad', source },
  ]);
  if (made.kind !== 'problems') throw new Error(`\`${source}\` compiles`);
  expect(made.problems).toHaveLength(1);
  const [problem] = made.problems;
  if (problem === undefined) throw new Error('no problem');
  expect(problem).toMatchObject({ id: 'bad', source });
  return problem;
}

const seen = (matcher: PatternMatcher, value: string, kind: FieldKind = 'text'): [string, string | undefined][] =>
  matcher.find(inspectText(value, kind)).map(({ scheme, start, end }) => [value.slice(start, end), scheme]);

describe('patterns', () => {
  it('are found wherever they occur, each by its own name', () => {
    const matcher = compiled('ACME-[0-9]{6}', '(?i)project [a-z]+', 'never there');
    expect(seen(matcher, 'ACME-123456, acme-123456, ACME-654321 of Project Heron')).toEqual([
      ['ACME-123456', 'p0'],
      ['ACME-654321', 'p0'],
      ['Project Heron', 'p1'],
    ]);
  });

  it('are matches of the entity `pattern`', () => {
    expect(compiled('b+').find(inspectText('abba', 'text'))).toEqual([
      { entity: 'pattern', scheme: 'p0', start: 1, end: 3, confidence: 95 },
    ]);
  });

  it('see through markup, look-alikes and encodings', () => {
    const matcher = compiled('ACME-[0-9]{6}');
    expect(seen(matcher, '<p>A<b>CM</b>E-12&#51;456</p>', 'html')).toEqual([['A<b>CM</b>E-12&#51;456', 'p0']]);
    expect(seen(matcher, 'АCME‑１２３\u200b456')).toEqual([['АCME‑１２３\u200b456', 'p0']]);
    expect(seen(matcher, 'QUNNRS0xMjM0NTY=')).toEqual([['QUNNRS0xMjM0NTY=', 'p0']]);
  });

  it('see the text as it is written, too', () => {
    expect(seen(compiled('Größe', '二+'), 'Größe 二二')).toEqual([
      ['Größe', 'p0'],
      ['二二', 'p1'],
    ]);
  });

  it('cost no more than linear time, whatever an editor writes', () => {
    const matcher = compiled('^(a+)+$', '(x+x+)+y', 'a.*b|a', '(.*){1,8}=');
    const text = `${'a'.repeat(20_000)}! ${'x'.repeat(20_000)}`;
    const before = performance.now();
    matcher.find(inspectText(text, 'text'));
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('count the rest of a text as one match where there are too many to tell apart', () => {
    const text = 'a1 '.repeat(2000);
    const matches = compiled('a[0-9]').find(inspectText(text, 'text'));
    expect(matches.length).toBeLessThan(2000);
    expect(matches.at(-1)?.end).toBe(text.length);
  });

  it('of an empty list find nothing', () => {
    expect(seen(compiled(), 'anything')).toEqual([]);
  });
});

const refused: readonly (readonly [source: string, position: number, advice: RegExp])[] = [
  ['secret(?=x)', 6, /no look-around.*`near`/],
  ['secret(?!x)', 6, /no look-around/],
  ['(?<=a)b', 0, /no look-around/],
  ['x(?<!a)b', 1, /no look-around/],
  ['(a)b\\1', 4, /no back-reference.*`terms`/],
  ['(?<n>a)\\k<n>', 7, /no back-reference/],
  ['a(?>b)', 1, /no atomic group/],
  ['ab++', 2, /no possessive repetition/],
  ['(a)(?(1)b)', 3, /no condition/],
  ['a(?#note)', 1, /comments/],
  ['\\u0041', 0, /\\x\{…\}/],
  ['a[bc', 1, /missing closing \]/],
  ['(ab', 0, /missing closing \)/],
  ['ab)', 0, /unexpected \)/],
  ['ab{3,1}', 2, /invalid repeat count/],
  ['a\\', 1, /trailing backslash/],
  ['', 0, /empty/],
  ['a*', 0, /matches the empty text/],
  ['(?:.{0,500}){2}x.{0,1000}y.{0,900}', 0, /too large/],
];

describe('a pattern that can’t be used', () => {
  it.each(refused)('%s is refused at %i with advice', (source, position, advice) => {
    const problem = problemOf(source);
    expect(problem.position).toBe(position);
    expect(problem.message).toMatch(advice);
  });

  it.each(['\\(?=x', '[(?=]x', '\\\\1', '[\\]]\\+\\+x'])('is not %s, which only looks like one', (source) => {
    expect(compilePatterns([{ id: 'x', source }]).kind).toBe('patterns');
  });
});
