import { compiled, policy, toPublic } from './compiled.ts';

/** The words of a text that the policy `x` found, or `undefined` where it let the text go. */
function found(match: string, text: string, files: Record<string, string> = {}): string[] | undefined {
  const { reasons } = compiled({ 'x.yaml': policy('x', match), ...files }).evaluateText(text, toPublic);
  return reasons[0]?.findings.map(({ start, end }) => text.slice(start, end));
}

const a = "pattern: 'A[0-9]+'";
const b = "pattern: 'B[0-9]+'";

describe('a matcher', () => {
  it.each([
    ['{ entity: email }', 'write to anna@example.net', ['anna@example.net']],
    [
      '{ entity: [email, iban] }',
      'anna@example.net, DE89370400440532013000',
      ['anna@example.net', 'DE89370400440532013000'],
    ],
    [`{ ${a} }`, 'A1 and B2', ['A1']],
    [`{ ${a} }`, 'nothing here', undefined],
    ['{ terms: names }', 'Nightjar and Heron', ['Nightjar']],
  ])('%s finds in "%s" %p', (match, text, words) => {
    expect(found(match, text, { 'dictionaries/names.txt': 'Nightjar\r\n' })).toEqual(words);
  });

  it.each([
    ['low', '415-555-0132', 1],
    ['medium', '415-555-0132', 0],
    ['medium', '+44 20 7946 0958', 1],
    ['high', '+44 20 7946 0958', 0],
    ['high', 'phone +44 20 7946 0958', 1],
  ])('of %s confidence reads "%s" as %i phone numbers', (confidence, text, count) => {
    expect(found(`{ entity: phone, confidence: ${confidence} }`, text)?.length ?? 0).toBe(count);
  });

  it('asks for medium confidence where the policy names none', () => {
    expect(found('{ entity: phone }', '415-555-0132')).toBeUndefined();
    expect(found('{ entity: phone }', '+44 20 7946 0958')).toBeDefined();
  });
});

describe('a count', () => {
  it.each([
    ['A1 A2', undefined],
    ['A1 A2 A3', ['A1', 'A2', 'A3']],
    ['A1 A1 A1 A2', undefined],
  ])('of three lets or stops "%s"', (text, words) => {
    expect(found(`{ ${a}, count: 3 }`, text)).toEqual(words);
  });

  it('takes one value written in several ways for one', () => {
    const match = '{ entity: iban, count: 2 }';
    expect(found(match, 'DE89370400440532013000 or DE89 3704 0044 0532 0130 00')).toBeUndefined();
    expect(found(match, 'DE89370400440532013000 or GB29 NWBK 6016 1331 9268 19')).toHaveLength(2);
  });
});

describe('near', () => {
  const match = `{ ${a}, near: { words: [customer], within: 10 } }`;
  it.each([
    ['customer A1', ['A1']],
    ['A1 is a customer', ['A1']],
    ['Customers: A1', ['A1']],
    ['customer 4567890 A1', ['A1']],
    ['customer 45678901 A1', ['A1']],
    ['customer 456789012 A1', undefined],
    ['A1 45678901 customer', ['A1']],
    ['A1 456789012 customer', undefined],
    ['accustomed A1', undefined],
    ['customer A1, and far from it A2', ['A1']],
  ])('decides on "%s"', (text, words) => {
    expect(found(match, text)).toEqual(words);
  });

  it('measures what is read, not the markup in between', () => {
    const set = compiled({ 'x.yaml': policy('x', match) });
    const value = `<p>customer <a href="https://example.org/${'a'.repeat(80)}" rel="nofollow">A1</a></p>`;
    expect(set.evaluate([{ path: '/content', kind: 'html', value }], toPublic).outcome).toBe('block');
  });

  it('counts only what stands near', () => {
    const list = `{ ${a}, count: 2, near: { words: [customer], within: 10 } }`;
    expect(found(list, 'customer A1 A2')).toEqual(['A1', 'A2']);
    expect(found(list, 'customer A1 and later on in the text A2')).toBeUndefined();
  });
});

describe('groups', () => {
  const any = `any: [{ ${a} }, { ${b} }]`;
  const all = `all: [{ ${a} }, { ${b} }]`;
  it.each([
    [`{ ${any} }`, 'A1', ['A1']],
    [`{ ${any} }`, 'A1 B1', ['A1', 'B1']],
    [`{ ${any} }`, 'C1', undefined],
    [`{ ${all} }`, 'A1', undefined],
    [`{ ${all} }`, 'A1 B1', ['A1', 'B1']],
    [`{ any: [{ ${all} }, { pattern: 'C[0-9]' }] }`, 'A1 C1', ['C1']],
    [`{ all: [{ ${any} }, { pattern: 'C[0-9]' }] }`, 'B1 C1', ['B1', 'C1']],
    [`{ all: [{ ${any} }, { pattern: 'C[0-9]' }] }`, 'A1 B1', undefined],
    [`{ any: [{ ${a} }], all: [{ ${b} }] }`, 'A1 B1', ['A1', 'B1']],
    [`{ any: [{ ${a} }], all: [{ ${b} }] }`, 'B1', undefined],
  ])('%s finds in "%s" %p', (match, text, words) => {
    expect(found(match, text)).toEqual(words);
  });
});

describe('unless', () => {
  const coffee = {
    'dictionaries/published.txt': 'Nightjar Coffee\nexample.com\ntest card\n',
    'dictionaries/names.txt': 'Nightjar',
  };
  const names = '{ terms: names, unless: [{ terms: published }] }';
  it.each([
    ['a cup of Nightjar Coffee', undefined],
    ['Nightjar', ['Nightjar']],
    ['a cup of Nightjar Coffee before Nightjar ships', ['Nightjar']],
    ['Nightjar, test card, example.com', ['Nightjar']],
    ['Nightjar and Coffee', ['Nightjar']],
  ])('takes away from "%s" only what it overlaps', (text, words) => {
    expect(found(names, text, coffee)).toEqual(words);
  });

  it.each([
    'test card 4111 1111 1111 1111',
    '4111 1111 1111 1111 example.com',
    'example.com 4111 1111 1111 1111 test card',
  ])('is not stuffed into letting "%s" go', (text) => {
    expect(found('{ entity: payment-card, unless: [{ terms: published }] }', text, coffee)).toEqual([
      '4111 1111 1111 1111',
    ]);
  });

  it.each([
    ['sample: A1', undefined],
    ['A1, a sample', undefined],
    ['sample: A1, and for real A2', ['A2']],
    ['A1 has nothing to do with any sample', ['A1']],
  ])('takes away from "%s" what stands beside one of its words', (text, words) => {
    expect(found(`{ ${a}, unless: [{ near: { words: [sample], within: 10 } }] }`, text)).toEqual(words);
  });

  it.each([
    ['B1 A1', undefined],
    ['B1 - far away from it - A1', ['A1']],
  ])('takes away from "%s" what stands beside its match, with near', (text, words) => {
    expect(found(`{ ${a}, unless: [{ ${b}, near: { within: 10 } }] }`, text)).toEqual(words);
  });

  it('takes away before it counts, and before all is asked for', () => {
    const excused = `unless: [{ pattern: 'A1' }]`;
    expect(found(`{ ${a}, count: 2, ${excused} }`, 'A1 A2')).toBeUndefined();
    expect(found(`{ ${a}, count: 2, ${excused} }`, 'A1 A2 A3')).toEqual(['A2', 'A3']);
    expect(found(`{ all: [{ ${a} }, { ${b} }], ${excused} }`, 'A1 B1')).toBeUndefined();
  });

  it('reaches into the groups below it and nests itself', () => {
    const match = `{ any: [{ any: [{ ${a} }, { ${b} }] }], unless: [{ pattern: '[AB]1', unless: [{ pattern: 'B1' }] }] }`;
    expect(found(match, 'A1 A2 B1')).toEqual(['A2', 'B1']);
  });

  it('never takes away what only decoding brings to light', () => {
    const blob = Buffer.from('a cup of Nightjar Coffee, and Nightjar ships in May').toString('base64');
    expect(found(names, blob, coffee)).toEqual([blob]);
    const number = Buffer.from('A1234567890123').toString('base64');
    const beside = `{ ${a}, unless: [{ near: { words: [sample], within: 10 } }] }`;
    expect(found(beside, `sample: ${number}`)).toEqual([number]);
  });
});
