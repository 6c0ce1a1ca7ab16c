import type { Field } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const text = (path: string, value: string): Field => ({ path, kind: 'text', value });
const html = (path: string, value: string): Field => ({ path, kind: 'html', value });

const names = { 'dictionaries/names.txt': 'Nightjar\nProject Halibut\n' };
const set = compiled({
  'names.yaml': policy('names', '{ terms: names }'),
  'cards.yaml': policy('cards', '{ entity: payment-card }'),
  'contacts.yaml': policy('contacts', '{ entity: phone, near: { words: [customer], within: 60 } }', 'redact'),
  'papers.yaml': policy('papers', '{ entity: passport }', 'hold'),
  'lists.yaml': policy('lists', '{ entity: email, count: 3 }', 'hold'),
  ...names,
});

/** What is found, as `field: words`. */
function found(fields: readonly Field[]): string[] {
  const values = new Map(fields.map(({ path, value }) => [path, value]));
  const { reasons } = set.evaluate(fields, toPublic);
  return reasons.flatMap(({ findings }) =>
    findings.map(({ field, start, end }) => `${field}: ${values.get(field)?.slice(start, end)}`),
  );
}

describe('the fields of one document', () => {
  it.each<[string, Field[], string[]]>([
    [
      'a code name cut between content warning and body',
      [html('/content', '<p>jar ships in May</p>'), text('/summary', 'the good Night')],
      ['/summary: Night', '/content: jar'],
    ],
    [
      'a code name cut between body and image description',
      [html('/content', '<p>we call it Night</p>'), text('/attachment/0/name', 'jar, seen from above')],
      ['/content: Night', '/attachment/0/name: jar'],
    ],
    [
      'a code name cut between image description and body',
      [html('/content', '<p>jar</p>'), text('/attachment/0/name', 'Night')],
      ['/content: jar', '/attachment/0/name: Night'],
    ],
    [
      'a code name around a body that has nothing to do with it',
      [text('/summary', 'Night'), html('/content', '<p>good morning</p>'), text('/attachment/0/name', 'jar')],
      ['/summary: Night', '/attachment/0/name: jar'],
    ],
    [
      'a code name of two words on two lines of a poll',
      [text('/oneOf/0/name', 'Project'), text('/oneOf/1/name', 'Halibut')],
      ['/oneOf/0/name: Project', '/oneOf/1/name: Halibut'],
    ],
    [
      'a card number over the options of a poll',
      ['4111', '1111', '1111 ', '1111!'].map((value, at) => text(`/oneOf/${at}/name`, `${value}${' '.repeat(at)}`)),
      ['/oneOf/0/name: 4111', '/oneOf/1/name: 1111', '/oneOf/2/name: 1111', '/oneOf/3/name: 1111'],
    ],
    [
      'a card number between two images',
      [text('/attachment/0/name', '4111 1111'), text('/attachment/1/name', '1111 1111 on the left')],
      ['/attachment/0/name: 4111 1111', '/attachment/1/name: 1111 1111'],
    ],
    [
      'a phone number whose context is the content warning',
      [text('/summary', 'the mobile of our customer'), html('/content', '<p>+49 151 23456789</p>')],
      ['/content: +49 151 23456789'],
    ],
    [
      'a passport number that the content warning names',
      [text('/summary', 'her passport number'), html('/content', '<p>533380006</p>')],
      ['/content: 533380006'],
    ],
    [
      'a list with one line in each field',
      [
        text('/summary', 'a@example.net'),
        text('/content', 'b@example.net'),
        text('/attachment/0/name', 'c@example.net'),
      ],
      ['/summary: a@example.net', '/content: b@example.net', '/attachment/0/name: c@example.net'],
    ],
  ])('are read together: %s', (_, fields, expected) => {
    expect(found(fields)).toEqual(expected);
  });

  it('name every field that holds the same text, so that each can be redacted', () => {
    const fields = [html('/content', '<p>Nightjar</p>'), html('/contentMap/en', '<p>Nightjar</p>')];
    expect(found(fields)).toEqual(['/content: Nightjar', '/contentMap/en: Nightjar']);
  });

  it('count the same value in several fields once', () => {
    const fields = ['content', 'contentMap/en', 'contentMap/de'].map((path, at) =>
      html(`/${path}`, `<p>a@example.net${' '.repeat(at)}</p>`),
    );
    expect(found(fields)).toEqual([]);
  });

  it('are not glued where nothing was cut: words and numbers that end and begin there stay what they are', () => {
    expect(found([text('/summary', 'night'), text('/content', 'jars of honey')])).toEqual([]);
    expect(
      found([
        text('/content', 'see you at 4111 1111'),
        { path: '/url', kind: 'url', value: 'https://example.org/11111111' },
      ]),
    ).toEqual([]);
  });

  it('report the parts of one match with the entity and the place in each field', () => {
    const [reason] = set.evaluate([text('/summary', 'Night'), text('/content', 'jar')], toPublic).reasons;
    expect(reason?.findings).toEqual([
      { entity: 'term', scheme: 'names', field: '/summary', start: 0, end: 5, confidence: expect.any(Number) },
      { entity: 'term', scheme: 'names', field: '/content', start: 0, end: 3, confidence: expect.any(Number) },
    ]);
  });
});
