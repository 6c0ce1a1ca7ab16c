import fc from 'fast-check';
import { compileTerms, type TermMatcher } from '../../../../policies/matchers/terms.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { bandOf } from '../detectors/finds.ts';

const dictionary = compileTerms('projects', [
  'Blue Heron',
  'Nightingale',
  'apollo',
  'C++',
  '.NET',
  '青鷺',
  'Übermut',
  'fall',
  'shell',
  'together',
  'Project 47',
  'проект Сокол',
  'R&D',
]);

const seen = (text: string, by: TermMatcher = dictionary): (readonly [string, string])[] =>
  by.find(inspectText(text, 'text')).map(({ start, end, confidence }) => [text.slice(start, end), bandOf(confidence)]);

const finds: readonly (readonly [text: string, term: string, band: string])[] = [
  ['来週Nightingaleを発表します', 'Nightingale', 'high'],
  ['the Blue Heron flies', 'Blue Heron', 'high'],
  ['BLUE   HERON', 'BLUE   HERON', 'high'],
  ['blue_heron_v2', 'blue_heron', 'high'],
  ['myBlueHeronClient', 'BlueHeron', 'high'],
  ['our XMLApollo parser', 'Apollo', 'high'],
  ['apollo11 and more', 'apollo', 'high'],
  ['(apollo)', 'apollo', 'high'],
  ['apollo’s launch', 'apollo', 'high'],
  ['we saw blue. Heron flew', 'blue. Heron', 'low'],
  ['nightin gale', 'nightin gale', 'low'],
  ['I write C++ daily', 'C++', 'high'],
  ['on .NET again', '.NET', 'high'],
  ['計画青鷺は順調', '青鷺', 'high'],
  ['vor lauter Ubermut', 'Ubermut', 'high'],
  ['vor lauter Übermut', 'Übermut', 'high'],
  ['our R&D budget', 'R&D', 'high'],
  ['project-47', 'project-47', 'high'],
  ['Project47', 'Project47', 'high'],
  ['это проект Сокол', 'проект Сокол', 'high'],
  ['это ПРОЕКТ_СОКОЛ', 'ПРОЕКТ_СОКОЛ', 'high'],
];

const passes: readonly string[] = [
  'pollo and apollonia',
  'C and NET and .NETWORK',
  'fail, not f a i l',
  'she’ll be back',
  "she'll be back",
  'to get a her',
  'nightin\n\n\n\n\n\n\n\n\n\n\n\n\n\ngale',
  'heron blue',
  'project 4 and 7',
  'Blue whale, grey heron',
  'the 3rd of May, rd.',
];

describe('terms', () => {
  it.each(finds)('in %s are found', (text, term, band) => expect(seen(text)).toEqual([[term, band]]));

  it.each(passes)('in %s are not found', (text) => expect(seen(text)).toEqual([]));

  it('are found inside words where that is asked for', () => {
    const inside = compileTerms('x', ['pollo'], { wholeWord: false });
    expect(seen('apollonia', inside)).toEqual([['pollo', 'high']]);
    expect(seen('pol 7 lonia', inside)).toEqual([]);
  });

  it('carry the name of their dictionary', () => {
    expect(dictionary.find(inspectText('apollo', 'text'))).toEqual([
      { entity: 'term', scheme: 'projects', start: 0, end: 6, confidence: 95 },
    ]);
  });

  it('are counted once each, and those without letters not at all', () => {
    expect(compileTerms('x', ['one', 'one', '  ', '§§', '***']).size).toBe(1);
    expect(compileTerms('x', []).find(inspectText('anything at all', 'text'))).toEqual([]);
  });

  it('of a dictionary of a hundred thousand are each found, and nothing else', () => {
    const random = codeNames(100_000);
    const large = compileTerms('large', random);
    const picked = random.filter((_, index) => index % 9973 === 0);
    const text = picked.map((term) => `about ${term}.`).join(' and ');
    const matches = large.find(inspectText(text, 'text'));
    expect(matches.map(({ start, end }) => text.slice(start, end))).toEqual(picked);
  });

  it('are found wherever a plain search finds them between spaces', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'i', 'l'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 8 }),
        fc.array(letters, { maxLength: 12 }),
        (terms, words) => {
          const text = words.join(' ');
          const matches = compileTerms('x', terms).find(inspectText(text, 'text'));
          const covered = (start: number, end: number) =>
            matches.some((match) => match.start < end && start < match.end);
          let at = 0;
          for (const word of words) {
            if (terms.includes(word)) expect(covered(at, at + word.length)).toBe(true);
            at += word.length + 1;
          }
        },
      ),
    );
  });
});

/** Code names of two made-up words, none the beginning of another's. */
function codeNames(count: number): string[] {
  const syllables = ['ka', 'ro', 'mi', 'ten', 'lus', 'dra', 'vo', 'shi', 'gar', 'pel'];
  return Array.from({ length: count }, (_, index) => {
    const parts = [...String(index).padStart(5, '0')].map((digit) => syllables[Number(digit)] ?? '');
    return `${parts.slice(0, 3).join('')} ${parts.slice(3).join('')}zu`;
  });
}
