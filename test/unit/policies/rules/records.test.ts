import type { Field, PolicySet } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const csv = `number*,name*,town
KD-10021,Ines Brightwater,Bergen
KD-10022,Jonas Ferrant,Oslo
KD-10023,Petra Quill,Bergen
KD-10024,Samir Oduya,Bergen
`;

const set = (match: string, more: Readonly<Record<string, string>> = {}): PolicySet =>
  compiled({ 'crm.yaml': policy('crm', match), 'records/crm.csv': csv, ...more });

const found = (match: string, text: string): string[] =>
  set(match)
    .evaluateText(text, toPublic)
    .reasons.flatMap(({ findings }) => findings.map(({ start, end }) => text.slice(start, end)));

describe('a policy on records', () => {
  it('stops a post that gives a record away, and says where', () => {
    const verdict = set('{ records: crm }').evaluateText('kd10021: ines brightwater', toPublic);
    expect(verdict).toMatchObject({
      outcome: 'block',
      reasons: [
        {
          findings: [
            { entity: 'record', scheme: 'crm', field: '/text', start: 0, end: 7, confidence: 95 },
            { entity: 'record', scheme: 'crm', field: '/text', start: 9, end: 25, confidence: 95 },
          ],
        },
      ],
    });
  });

  it.each([
    ['one field', '{ records: crm }', 'KD-10021', []],
    ['one field where one is enough', '{ records: crm, fields: 1 }', 'KD-10021', ['KD-10021']],
    ['two of three fields', '{ records: crm, fields: 3 }', 'KD-10021 Ines Brightwater', []],
    ['fields of two records', '{ records: crm }', 'KD-10021 and Jonas Ferrant', []],
    ['a searchable and a supporting field', '{ records: crm }', 'Petra Quill of Bergen', ['Petra Quill', 'Bergen']],
  ])('looks at %s', (_, match, text, values) => {
    expect(found(match, text)).toEqual(values);
  });

  it('counts records, not fields', () => {
    const two = '{ records: crm, count: 2 }';
    expect(found(two, 'KD-10021 Ines Brightwater of Bergen')).toEqual([]);
    expect(found(two, 'KD-10021 Ines Brightwater, kd 10021 INES BRIGHTWATER')).toEqual([]);
    expect(found(two, 'KD-10021 Ines Brightwater, KD-10022 Jonas Ferrant')).toHaveLength(4);
  });

  it('takes a record for near a word as soon as one of its fields is', () => {
    const near = '{ records: crm, near: { words: [customer], within: 10 } }';
    const text = `Customer Ines Brightwater ${'of nowhere '.repeat(5)} KD-10021`;
    expect(found(near, text)).toEqual(['Ines Brightwater', 'KD-10021']);
    expect(found(near, 'Ines Brightwater KD-10021')).toEqual([]);
  });

  it('leaves out the fields that are excepted, and the record where too few are left', () => {
    const match = '{ records: crm, unless: [{ terms: spokespeople }] }';
    const policies = set(match, { 'dictionaries/spokespeople.txt': 'Ines Brightwater\n' });
    const outcome = (text: string) => policies.evaluateText(text, toPublic).outcome;
    expect(outcome('Ines Brightwater, KD-10021')).toBe('allow');
    expect(outcome('Ines Brightwater of Bergen')).toBe('allow');
    expect(outcome('Ines Brightwater, KD-10021, Bergen')).toBe('block');
    expect(outcome('Ines Brightwater and KD-10022 Jonas Ferrant')).toBe('block');
  });

  it('excepts by records: what is on the published list may be told', () => {
    const policies = compiled({
      'codes.yaml': policy('codes', '{ pattern: "KD-[0-9]+", unless: [{ records: published, fields: 1 }] }'),
      'records/published.csv': 'number*\nKD-10023\n',
    });
    const outcome = (text: string) => policies.evaluateText(text, toPublic).outcome;
    expect(outcome('KD-10023')).toBe('allow');
    expect(outcome('KD-10023 KD-10021')).toBe('block');
  });

  it.each([
    ['two fields of a post', [field('/summary', 'KD-10021'), field('/content', 'Ines Brightwater')]],
    [
      'text and an address',
      [field('/content', 'Ines Brightwater'), field('/tag/0/href', 'https://x.example/KD-10021', 'url')],
    ],
    ['a value cut in two', [field('/summary', 'KD-10021 Ines Bright'), field('/content', 'water, they say')]],
    [
      'plain and encoded text',
      [field('/content', `Ines Brightwater ${Buffer.from('number KD-10021').toString('base64')}`)],
    ],
    ['encoded text alone', [field('/content', Buffer.from('Ines Brightwater, KD-10021').toString('base64'))]],
    ['markup', [field('/content', '<p>Ines <b>Bright</b>water</p><p>KD&#45;10021</p>', 'html')]],
  ])('sees fields of one record in %s', (_, fields) => {
    expect(set('{ records: crm }').evaluate(fields, toPublic).outcome).toBe('block');
  });

  it('finds what names the data set, and nothing on behalf of another', () => {
    const policies = compiled({
      'crm.yaml': policy('crm', '{ records: crm }'),
      'staff.yaml': policy('staff', '{ records: staff }', 'hold'),
      'records/crm.csv': csv,
      'records/staff.csv': 'name*,room\nAda Nwosu,4711\n',
    });
    const policiesOf = (text: string) => policies.evaluateText(text, toPublic).reasons.map((reason) => reason.policy);
    expect(policiesOf('KD-10021 Ines Brightwater')).toEqual(['crm']);
    expect(policiesOf('Ada Nwosu sits in 4711')).toEqual(['staff']);
    expect(policiesOf('Ada Nwosu KD-10021')).toEqual([]);
    expect(policies.detect([field('/text', 'Ada Nwosu sits in 4711')]).map(({ scheme }) => scheme)).toContain('staff');
  });

  it('asks of each policy its own number of fields', () => {
    const policies = compiled({
      'one.yaml': policy('one', '{ records: crm, fields: 1 }', 'advise'),
      'two.yaml': policy('two', '{ records: crm }', 'hold'),
      'three.yaml': policy('three', '{ records: crm, fields: 3 }', 'block'),
      'records/crm.csv': csv,
    });
    const outcome = (text: string) => policies.evaluateText(text, toPublic).outcome;
    expect(['KD-10021', 'KD-10021 Bergen', 'KD-10021 Bergen, Ines Brightwater'].map(outcome)).toEqual([
      'advise',
      'hold',
      'block',
    ]);
  });

  it('holds what would take too long to look up', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `Given${at},Town\nGiven${at},Town2`).join('\n');
    const policies = compiled({
      'crm.yaml': policy('crm', '{ records: crm }'),
      'records/crm.csv': `name*,town\n${`${rows}\n`.repeat(17)}`,
    });
    const everyone = Array.from({ length: 3000 }, (_, at) => `Given${at}`).join('; ');
    expect(policies.evaluateText(everyone, toPublic)).toMatchObject({
      outcome: 'hold',
      reasons: [{ policy: 'gate', findings: [{ entity: 'detector-failed', scheme: 'records' }] }],
    });
  });

  it('has its examples decided on its records', () => {
    const examples = 'examples:\n  - { text: "KD-10021 Ines Brightwater", expect: block }\n';
    const files = { 'crm.yaml': policy('crm', '{ records: crm }', 'block', examples), 'records/crm.csv': csv };
    expect(() => compiled(files)).not.toThrow();
    expect(() => compiled({ ...files, 'records/crm.csv': 'number*,name\nKD-1,No One\n' })).toThrow('got allow');
  });
});

function field(path: string, value: string, kind: Field['kind'] = 'text'): Field {
  return { path, kind, value };
}
