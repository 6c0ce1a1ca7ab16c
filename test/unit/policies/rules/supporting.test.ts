import { compiled, policy, toPublic } from './compiled.ts';

function outcomeOf(match: string, text: string, terms = 'Nightjar\nProject Bluebird'): string {
  const files = { 'x.yaml': policy('x', match), 'dictionaries/names.txt': terms };
  return compiled(files).evaluateText(text, toPublic).outcome;
}

describe('supporting evidence', () => {
  const besideEmail = "{ pattern: 'case [0-9]+', near: { entity: email, within: 20 } }";
  const besideTerm = '{ entity: email, near: { terms: names, words: [secret], within: 20 } }';

  it.each([
    [besideEmail, 'case 12 of anna@example.net', 'block'],
    [besideEmail, 'case 12', 'allow'],
    [besideEmail, `case 12 ${'and so on '.repeat(5)} anna@example.net`, 'allow'],
    [besideTerm, 'Nightjar: anna@example.net', 'block'],
    [besideTerm, 'a secret: anna@example.net', 'block'],
    [besideTerm, 'mail anna@example.net', 'allow'],
  ])('%s on `%s` gives %s', (match, text, expected) => {
    expect(outcomeOf(match, text)).toBe(expected);
  });
});

describe('a dictionary', () => {
  it.each([
    ['{ terms: names }', 'the nightjarring noise', 'allow'],
    ['{ terms: names, where: anywhere }', 'the nightjarring noise', 'block'],
    ['{ terms: names }', 'Project Bluebrd ships', 'allow'],
  ])('counts whole words unless told otherwise: %s on `%s` gives %s', (match, text, expected) => {
    expect(outcomeOf(match, text)).toBe(expected);
  });

  it.each([
    ['a letter missing', 'Project Bluebrd'],
    ['a letter too many', 'Project Bluebirrd'],
    ['a letter wrong', 'Project Bluebord'],
    ['two letters swapped', 'Project Bluebidr'],
    ['a slip in the first letter', 'Broject Bluebird'],
    ['a slip and a hashtag', '#ProjectBluebrd'],
    ['no slip at all', 'Project Bluebird'],
    ['a slip in the shortest term', 'Nightjsr'],
  ])('finds a long term with one slip where asked to: %s', (_, written) => {
    expect(outcomeOf('{ terms: names, slips: 1 }', `soon: ${written} ships`)).toBe('block');
  });

  it.each([
    ['two slips', 'Projekt Bluebrd'],
    ['another word', 'nightmare'],
    ['a term that is short', 'Otter', 'Otters\nOtto'],
  ])('does not take everything for a slip: %s', (_, written, terms = 'Nightjar\nProject Bluebird') => {
    expect(outcomeOf('{ terms: names, slips: 1 }', `soon: ${written} ships`, terms)).toBe('allow');
  });

  it('keeps the uses of one dictionary apart', () => {
    const set = compiled({
      'whole.yaml': policy('whole', '{ terms: names }', 'block'),
      'anywhere.yaml': policy('anywhere', '{ terms: names, where: anywhere }', 'advise'),
      'dictionaries/names.txt': 'jar',
    });
    expect(set.evaluateText('a jarring noise', toPublic).outcome).toBe('advise');
    expect(set.evaluateText('a jar', toPublic).outcome).toBe('block');
  });

  it('finds one of 100,000 terms with a slip, and nothing else, in a long text', () => {
    const terms = Array.from({ length: 100_000 }, (_, n) => `codename${n.toString(26).padStart(6, 'x')}qz`);
    const match = '{ terms: names, slips: 1 }';
    const written = `${terms[77_777]?.slice(0, -1)}`;
    expect(outcomeOf(match, `nothing here but ${'ordinary words '.repeat(50)}`, terms.join('\n'))).toBe('allow');
    expect(outcomeOf(match, `here it is: ${written}`, terms.join('\n'))).toBe('block');
  });
});
