import { compilePolicySet, type ExtractText, type PolicySet } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const board =
  'The board resolved on Tuesday to sell the northern turbine division before the end of the fiscal year. ' +
  'The price is not to fall below forty million, and the works council hears of it in the second week of May.';
const sold = 'sell the northern turbine division before the end of the fiscal year';
const priced = 'the price is not to fall below forty million, and the works council hears of it';

const set = (match: string, more: Readonly<Record<string, string>> = {}): PolicySet =>
  compiled({ 'deck.yaml': policy('deck', match), 'documents/deck/board.txt': board, ...more });

const outcomeOf = (policies: PolicySet, text: string) => policies.evaluateText(text, toPublic).outcome;

describe('a policy on a document', () => {
  it('stops a post that copies from it, and says where', () => {
    const text = `So they ${sold}, and nobody was asked.`;
    const { outcome, reasons } = set('{ document: deck }').evaluateText(text, toPublic);
    expect(outcome).toBe('block');
    const [finding] = reasons.flatMap(({ findings }) => findings);
    expect(finding).toMatchObject({ entity: 'document', scheme: 'deck', field: '/text' });
    expect(sold).toContain(text.slice(finding?.start, finding?.end));
  });

  it('lets through what is told in other words', () => {
    expect(outcomeOf(set('{ document: deck }'), 'They sell a division in the north this year, so I heard.')).toBe(
      'allow',
    );
  });

  it('asks for as much as it says', () => {
    const chatter = 'The lake was calm this morning and the bakery had those rolls again, so we stayed for a while. ';
    const short = `${chatter}They ${sold}. ${chatter}`;
    const long = `${chatter}They ${sold}. ${priced}, it says. ${chatter}`;
    const outcomes = (match: string) => [short, long].map((text) => outcomeOf(set(match), text));
    expect(outcomes('{ document: deck, containment: 0.2 }')).toEqual(['block', 'block']);
    expect(outcomes('{ document: deck, containment: 0.7 }')).toEqual(['allow', 'block']);
  });

  it('finds a sentence that is split over fields, as far as its passages go', () => {
    const fields = [
      { path: '/summary', kind: 'text' as const, value: `They ${sold.slice(0, 35)}` },
      { path: '/content', kind: 'text' as const, value: `${sold.slice(35)}. So it goes.` },
    ];
    expect(set('{ document: deck }').evaluate(fields, toPublic).outcome).toBe('block');
  });

  it('counts passages, looks beside them, and takes away those excepted', () => {
    const both = `${sold}. Then came ${'a long and winding walk by the sea and '.repeat(5)} ${priced}.`;
    expect(outcomeOf(set('{ document: deck, count: 2 }'), sold)).toBe('allow');
    expect(outcomeOf(set('{ document: deck, count: 2 }'), both)).toBe('block');
    const near = '{ document: deck, near: { words: [leak], within: 20 } }';
    expect(outcomeOf(set(near), sold)).toBe('allow');
    expect(outcomeOf(set(near), `Leak: ${sold}`)).toBe('block');
    const published = { 'documents/release/text.md': `# News\nWe ${sold}, said our chairwoman today in Oslo.` };
    const unless = set('{ document: deck, unless: [{ document: release }] }', published);
    expect(outcomeOf(unless, sold)).toBe('allow');
    expect(outcomeOf(unless, both)).toBe('block');
  });

  it('knows a document by all of its files', () => {
    const policies = set('{ document: deck }', {
      'documents/deck/part-2.md':
        '## Later\nAll of this was undone in the autumn, when the buyer withdrew without a word.',
    });
    expect(outcomeOf(policies, 'undone in the autumn, when the buyer withdrew without a word')).toBe('block');
    expect(outcomeOf(policies, sold)).toBe('block');
  });
});

describe('the files of a document', () => {
  const problemsOf = (files: Readonly<Record<string, string | Uint8Array>>, extractText?: ExtractText) => {
    const result = compilePolicySet(
      { 'deck.yaml': policy('deck', '{ document: deck }'), ...files },
      extractText === undefined ? {} : { extractText },
    );
    return result.ok ? [] : result.problems.map(({ file, message, hint }) => `${file}: ${message}: ${hint}`);
  };
  const pdf = Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0xff);

  it.each([
    ['board.pdf', pdf, 'no text can be taken from `documents/deck/board.pdf` here: save its text as `.txt` or `.md`'],
    ['board.txt', pdf, 'not UTF-8 text: save it as UTF-8'],
    ['board.txt', 'Turbines', 'too short for a part of it to be recognised: a document has at least 40 letters'],
    ['board.txt', '', 'too short for a part of it to be recognised'],
  ])('are refused by name where they can not be read: %s', (name, content, says) => {
    expect(problemsOf({ [`documents/deck/${name}`]: content })).toEqual([
      expect.stringContaining(`documents/deck/${name}: ${says}`),
    ]);
  });

  it('give the text that an extractor takes out of them', () => {
    const files = { 'deck.yaml': policy('deck', '{ document: deck }'), 'documents/deck/board.pdf': pdf };
    const extractText: ExtractText = (file, content) => {
      expect([file, content]).toEqual(['documents/deck/board.pdf', pdf]);
      return { kind: 'text', text: board };
    };
    const result = compilePolicySet(files, { extractText });
    expect(result.ok && outcomeOf(result.set, sold)).toBe('block');
  });

  it('are refused in the words of the extractor', () => {
    const extractText: ExtractText = () => ({ kind: 'refused', message: 'protected by a password', hint: 'remove it' });
    expect(problemsOf({ 'documents/deck/board.pdf': pdf }, extractText)).toEqual([
      'documents/deck/board.pdf: protected by a password: remove it',
    ]);
  });
});
