import fc from 'fast-check';
import { RE2JS } from 're2js';
import { needOf } from '../../../../policies/matchers/need.ts';

const digits: readonly string[] = [
  '\\d{3}-\\d{2}',
  '[0-9]+x',
  'a[\\d]b',
  'ACME-7',
  '(?:a|b)1',
  'x1|y2|[0-9]z',
  '(?i)case [0-9]{4,}',
  '(?P<number>\\d)',
  '(?:[0-9A-F]{2}:){5}[0-9]',
];

const texts: readonly (readonly [pattern: string, text: string])[] = [
  ['[a-z]+@[a-z]+\\.[a-z]{2,}', '@'],
  ['\\bghp_[A-Za-z0-9]{36}\\b', 'ghp_'],
  ['-----BEGIN [A-Z ]*PRIVATE KEY-----', 'PRIVATE KEY-----'],
  ['\\b[a-z0-9-]+\\.corp\\.acme\\.example\\b', '.corp.acme.example'],
  ['(abc)+d', 'abc'],
  ['ab?cde', 'cde'],
  ['(?i)a@b', '@'],
];

const neither: readonly string[] = [
  '\\w+',
  'ab|cd',
  '[0-9]*',
  '(?:1)?',
  '[^0-9]',
  '[0-9a]',
  '\\D',
  '(?i)abc',
  '\\Q1\\E',
  '(?:a1)?b?',
];

describe('what a pattern needs', () => {
  it.each(digits)('is a digit for %s', (pattern) => expect(needOf(pattern)).toEqual({ kind: 'digit' }));

  it.each(texts)('for %s is %s', (pattern, text) => expect(needOf(pattern)).toEqual({ kind: 'text', text }));

  it.each(neither)('is not known for %s', (pattern) => expect(needOf(pattern)).toBeUndefined());

  it('stands in every text that the pattern matches', () => {
    const atom = fc.constantFrom(
      'a',
      'B',
      '1',
      '@',
      '.',
      '\\.',
      '\\d',
      '[0-9]',
      '[a1]',
      '[^a]',
      '\\b',
      '^',
      'k',
      '\\w',
      '-',
    );
    const often = fc.constantFrom('', '', '', '?', '*', '+', '{0,2}', '{1}', '{2,}', '+?');
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc
        .tuple(
          fc.oneof(
            { weight: 4, arbitrary: atom },
            { weight: 1, arbitrary: tie('pattern').map((inner) => `(?:${inner})`) },
          ),
          often,
        )
        .map(([one, times]) => (/^(?:\\b|\^)$/.test(one) ? one : one + times)),
      pattern: fc
        .tuple(
          fc.constantFrom('', '', '(?i)'),
          fc.array(fc.array(tie('part'), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
        )
        .map(([flag, branches]) => flag + branches.map((parts) => parts.join('')).join('|')),
    }));
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'B', '1', '2', '@', '.', 'k', '\u212a', '-', ' '),
      maxLength: 8,
    });
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        const need = needOf(source);
        if (need === undefined || !RE2JS.compile(source).matcher(subject).find()) return;
        expect(need.kind === 'digit' ? /[0-9]/.test(subject) : subject.includes(need.text)).toBe(true);
      }),
      { numRuns: 4_000 },
    );
  });
});
