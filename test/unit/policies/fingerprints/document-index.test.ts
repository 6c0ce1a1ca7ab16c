import fc from 'fast-check';
import {
  type DocumentFingerprints,
  DocumentIndex,
  type DocumentMatch,
  fingerprintDocument,
  packFingerprints,
  unpackFingerprints,
} from '../../../../policies/fingerprints/index.ts';
import { deriveIndexKey } from '../../../../policies/gate/digest.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { prose, randomFrom } from './prose.ts';

const key = deriveIndexKey(new Uint8Array(32).fill(3), 'documents');
const board =
  'The board resolved on Tuesday to sell the northern turbine division before the end of the fiscal year. ' +
  'The price is not to fall below forty million, and the works council hears of it in the second week of May. ' +
  'Until then no one outside this room may know the name of the buyer, nor that there is one at all.';
const recipe =
  'Knead the dough until it no longer sticks to your hands, cover it with a cloth and leave it in a warm place.';
const documents = [fingerprintDocument('board', [board], key), fingerprintDocument('recipes', [recipe, board], key)];
const index = new DocumentIndex(documents.slice(0, 1), key);

const find = (text: string, kind: 'text' | 'html' = 'text') => index.find(inspectText(text, kind));
const passages = (text: string) => find(text).map(({ start, end }) => text.slice(start, end));

const copied = 'sell the northern turbine division before the end of the fiscal year';

describe('the fingerprints of a document', () => {
  it.each([
    ['as it stands', `So they want to ${copied}! Oh dear.`],
    ['in other case, without punctuation', `SO THEY ${copied.toUpperCase()} OH DEAR`],
    ['broken into lines', `so they want to\n${copied.replaceAll(' ', '\n> ')}`],
    ['in look-alike letters', `so they want to ${copied.replaceAll('o', '\u043e').replaceAll('e', '\u0435')}`],
    ['with invisible characters', `so they want to ${copied.replaceAll('n', 'n\u200b')}`],
    ['run together', `so ${copied.replaceAll(' ', '')}`],
    ['in base64', `${Buffer.from(copied).toString('base64')}`],
  ])('find a copied sentence %s', (_, text) => {
    expect(find(text)).toEqual([
      expect.objectContaining({ entity: 'document', scheme: 'board', confidence: expect.any(Number) }),
    ]);
  });

  it('find it across markup', () => {
    const html = `<p>so they want to <b>sell the northern</b> turbine<br>division before &#116;he end of the fiscal year</p>`;
    const [match] = find(html, 'html');
    expect(html.slice(match?.start, match?.end)).toContain(
      '<b>sell the northern</b> turbine<br>division before &#116;he',
    );
  });

  it('say where the copied passage stands, to whole words', () => {
    const [passage, ...others] = passages(`Did you hear? They ${copied}. Nobody told me about it in the canteen.`);
    expect(others).toEqual([]);
    expect(copied).toContain(passage);
    expect(passage?.length).toBeGreaterThan(40);
    expect(`They ${copied}.`.split(/\W/)).toEqual(expect.arrayContaining(passage?.split(' ') ?? ['']));
  });

  it('find passages apart from each other as several', () => {
    const gap = prose(randomFrom(5), 300);
    expect(passages(`${board.slice(0, 90)} ${gap} ${board.slice(110, 200)}`)).toHaveLength(2);
  });

  it.each([
    [
      'its words in another order',
      'The division of the northern board resolved to sell a turbine on Tuesday, in the fiscal end of the year.',
    ],
    ['a turn of phrase', 'We close before the end of the fiscal year, as always.'],
    ['another text', recipe],
    ['nothing', ''],
    ['a few letters', 'The board resolved'],
  ])('do not take %s for a copy', (_, text) => {
    expect(find(text)).toEqual([]);
  });

  it('are of every document that has the passage', () => {
    const both = new DocumentIndex(documents, key);
    const schemes = (text: string) => both.find(inspectText(text, 'text')).map(({ scheme }) => scheme);
    expect(new Set(schemes(copied))).toEqual(new Set(['board', 'recipes']));
    expect(schemes(recipe)).toEqual(['recipes']);
  });

  it('say nothing under another key', () => {
    const other = new DocumentIndex(documents, deriveIndexKey(new Uint8Array(32).fill(4), 'documents'));
    expect(other.find(inspectText(board, 'text'))).toEqual([]);
  });

  it('do not know rulers, tables of one figure and laughter', () => {
    const dull = ['ha'.repeat(100), '1'.repeat(100), '-'.repeat(200)].join('\n');
    expect(fingerprintDocument('dull', [dull], key).hashes).toHaveLength(0);
  });

  it('find what stands in a letter or digit run without end, in time', () => {
    expect(passages('a'.repeat(100_000) + board)).toHaveLength(1);
  });
});

describe('the containment of a copy', () => {
  const containmentOf = (matches: readonly DocumentMatch[]) =>
    Math.max(0, ...matches.map((match) => match.containment));
  const chatter = prose(randomFrom(9), 1000);

  it('is whole where all of a text is copied, and of all of a long passage in any text', () => {
    expect(containmentOf(find(board))).toBe(1);
    expect(containmentOf(find(`${chatter}${board}${chatter}`))).toBe(1);
  });

  it('is not talked down by what else a text says', () => {
    const alone = containmentOf(find(`Well: ${copied}. ${chatter.slice(0, 150)}`));
    expect(containmentOf(find(`${chatter}Well: ${copied}. ${chatter}`))).toBeCloseTo(alone, 1);
    expect(alone).toBeGreaterThan(0.2);
    expect(alone).toBeLessThan(0.6);
  });

  it('grows with what is copied', () => {
    const shares = [60, 90, 120, 160].map((length) => containmentOf(find(`${chatter}${board.slice(0, length)}.`)));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(shares).size).toBe(4);
  });

  it('adds up what is changed here and there', () => {
    const changed = board.replace('northern', 'southern').replace('forty', 'fifty');
    expect(containmentOf(find(changed))).toBeGreaterThan(0.6);
  });
});

describe('copies of sixty characters', () => {
  const random = randomFrom(2026);
  const originals = Array.from({ length: 10 }, () => prose(random, 50_000));
  const corpus = new DocumentIndex(
    originals.map((text, number) => fingerprintDocument(`d${number}`, [text], key)),
    key,
  );

  it('are found 999 times in a thousand, wherever they are cut and whatever is around them', () => {
    let missed = 0;
    for (let round = 0; round < 2000; round++) {
      const number = round % originals.length;
      const original = originals[number] ?? '';
      const at = Math.floor(random() * (original.length - 60));
      const text = `${prose(random, 150)}${original.slice(at, at + 60)} ${prose(random, 100)}`;
      const matches = corpus.find(inspectText(text, 'text'));
      if (!matches.some(({ scheme, containment }) => scheme === `d${number}` && containment >= 0.2)) missed++;
    }
    expect(missed).toBeLessThanOrEqual(2);
  });

  it('are seen in ordinary posts less than once in two thousand times', () => {
    let seen = 0;
    for (let round = 0; round < 4000; round++) {
      if (corpus.find(inspectText(prose(random, 200), 'text')).length > 0) seen++;
    }
    expect(seen).toBeLessThan(2);
  });
});

describe('packed fingerprints', () => {
  const [first] = documents as [DocumentFingerprints];
  const packed = packFingerprints(first);

  it('are read back as they were, and refused under another key', () => {
    expect(unpackFingerprints(packed, key)).toEqual({ kind: 'fingerprints', fingerprints: first });
    expect(unpackFingerprints(packed, deriveIndexKey(new Uint8Array(32), 'documents'))).toEqual({ kind: 'other-key' });
  });

  it('hold nothing of the document', () => {
    for (const encoding of ['latin1', 'utf16le', 'base64'] as const) {
      expect(Buffer.from(packed).toString(encoding)).not.toMatch(/turbine|division|council/);
    }
  });

  it('are refused as damaged wherever they end early, and never throw', () => {
    for (let length = 0; length < packed.length; length++) {
      expect(unpackFingerprints(packed.subarray(0, length), key)).toEqual({ kind: 'damaged' });
    }
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const turned = packed.slice();
        turned[at] = (turned[at] ?? 0) ^ bits;
        expect(['damaged', 'other-key', 'fingerprints']).toContain(unpackFingerprints(turned, key).kind);
      }),
    );
  });
});
