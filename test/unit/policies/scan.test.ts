import { detectLine, scanLine } from '../../../policies/index.ts';
import { compiled, policy, toPublic } from './rules/compiled.ts';

const set = compiled({
  'cards.yaml': policy('cards', '{ entity: payment-card }'),
  'mail.yaml': policy('mail', '{ entity: email }', 'redact', 'mode: observe\n'),
  'names.yaml': policy('names', '{ terms: names }', 'hold'),
  'dictionaries/names.txt': 'Nightjar\n',
});

describe('a scanned line', () => {
  it('gives the verdict on a text with findings by policy, offsets in UTF-16 code units', () => {
    const text = '😀 Nightjar 4111 1111 1111 1111';
    expect(scanLine(set, { text }, toPublic)).toEqual({
      verdict: 'block',
      findings: [
        { entity: 'payment-card', policy: 'cards', field: '/text', start: 12, end: 31, confidence: expect.any(Number) },
        {
          entity: 'term',
          scheme: 'names',
          policy: 'names',
          field: '/text',
          start: 3,
          end: 11,
          confidence: expect.any(Number),
        },
      ],
    });
  });

  it('gives the verdict on every field of an ActivityStreams object', () => {
    const note = {
      type: 'Create',
      object: { type: 'Note', content: '<p>good morning</p>', attachment: [{ type: 'Image', name: 'Nightjar' }] },
    };
    expect(scanLine(set, note, toPublic)).toEqual({
      verdict: 'hold',
      findings: [expect.objectContaining({ policy: 'names', field: '/object/attachment/0/name', start: 0, end: 8 })],
    });
  });

  it('shows what an observed policy found without counting it', () => {
    expect(scanLine(set, { text: 'anna@example.net' }, toPublic)).toEqual({
      verdict: 'allow',
      findings: [expect.objectContaining({ policy: 'mail', entity: 'email' })],
    });
  });

  it('is empty of findings where there are none', () => {
    expect(scanLine(set, { text: '' }, toPublic)).toEqual({ verdict: 'allow', findings: [] });
  });

  const nested = JSON.parse(`${'{"object":'.repeat(100)}{}${'}'.repeat(100)}`);
  it.each([
    ['null', null, 'a line is a JSON object'],
    ['a number', 7, 'a line is a JSON object'],
    ['a string', 'hello', 'a line is a JSON object'],
    ['a list', [{ text: 'x' }], 'a line is a JSON object'],
    ['a text that is none', { text: 7 }, '`text` is a string'],
    ['an empty object', {}, 'the object is empty'],
    ['nesting without end', nested, 'nests too deeply'],
  ])('answers %s with what to do', (_, line, says) => {
    const answer = { error: expect.stringContaining(says) };
    expect(scanLine(set, line, toPublic)).toEqual(answer);
    expect(detectLine(line)).toEqual(answer);
  });
});

describe('a line that is only detected', () => {
  const text = 'Nightjar: anna@example.net, DE89370400440532013000, 415-555-0132';

  it('gives all findings of all detectors, of any confidence', () => {
    const result = detectLine({ text });
    expect('findings' in result && result.findings.map(({ entity }) => entity)).toEqual(['email', 'iban', 'phone']);
  });

  it("gives a set's dictionaries and patterns besides", () => {
    const result = detectLine({ text }, set);
    expect('findings' in result && result.findings).toEqual([
      { entity: 'term', scheme: 'names', field: '/text', start: 0, end: 8, confidence: expect.any(Number) },
      { entity: 'email', field: '/text', start: 10, end: 26, confidence: expect.any(Number) },
      { entity: 'iban', country: 'DE', field: '/text', start: 28, end: 50, confidence: expect.any(Number) },
      { entity: 'phone', field: '/text', start: 52, end: 64, confidence: expect.any(Number) },
    ]);
  });

  it('says where it could not read', () => {
    const result = detectLine({ text: 'a '.repeat(200_000) });
    expect('findings' in result && result.findings).toEqual([
      expect.objectContaining({ entity: 'unreadable', field: '/text' }),
    ]);
  });
});
