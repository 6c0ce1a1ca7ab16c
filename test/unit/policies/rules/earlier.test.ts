import type { Earlier, Field, Verdict } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const set = compiled({
  'cards.yaml': policy('cards', '{ entity: payment-card }'),
  'names.yaml': policy('names', '{ terms: names }', 'hold'),
  'contacts.yaml': policy('contacts', '{ entity: email, count: 3 }', 'hold'),
  'cases.yaml': policy('cases', "{ all: [{ pattern: 'case [0-9]+' }, { entity: phone }] }", 'hold'),
  'advice.yaml': policy('advice', '{ pattern: hello }', 'advise'),
  'people.yaml': policy('people', '{ records: people, fields: 2 }', 'hold'),
  'records/people.csv': 'name*,mail*\nAda Quillfeather,ada@quill.example\n',
  'dictionaries/names.txt': 'Nightjar Harbour\n',
});

const text = (value: string): Field[] => [{ path: '/content', kind: 'html', value }];

function said(...texts: string[]): Verdict {
  const earlier: Earlier = texts.slice(0, -1).map(text);
  return set.evaluate(text(texts.at(-1) ?? ''), toPublic, earlier);
}

const policiesOf = ({ reasons }: Verdict): string[] => reasons.map(({ policy: id }) => id);
const filler = 'It was a long day and there is not much more to tell about it than that we walked home. '.repeat(5);

describe('what is spread over several posts', () => {
  it.each([
    ['a number in two', ['refund for 4111 1111', '1111 1111, please'], 'cards'],
    ['a number in four', ['4111', '1111', '1111', '1111'], 'cards'],
    ['a number in four, last part first', ['1111', '1111', '1111', '4111'], 'cards'],
    ['a number with a post between', ['4111 1111', 'nice weather', '1111 1111'], 'cards'],
    ['a number whose second half came first', ['1111 1111', '4111 1111'], 'cards'],
    ['a number at the ends of long posts', [`${filler} 4111 1111`, `1111 1111 ${filler}`], 'cards'],
    ['a code name', ['the Nightjar', 'Harbour opens'], 'names'],
    ['a code name at the ends of long posts', [`${filler} Nightjar`, `Harbour ${filler}`], 'names'],
    ['a code name cut in a word', ['the Nightjar Har', 'bour opens'], 'names'],
    ['a list', ['a@b.example', 'c@d.example', 'e@f.example'], 'contacts'],
    ['two things that only matter together', ['about case 12', 'call +49 30 901820'], 'cases'],
    ['two fields of a record', ['Ada Quillfeather', 'ada@quill.example'], 'people'],
  ])('is seen: %s', (_, texts, id) => {
    expect(policiesOf(said(...texts))).toContain(id);
    for (const one of texts) expect(said(one).outcome).toBe('allow');
  });

  it('is found in the post at hand, so that it can be taken out there', () => {
    const [reason] = said('refund for 4111 1111', '1111 1111, please').reasons;
    expect(reason?.findings).toMatchObject([{ entity: 'payment-card', field: '/content', start: 0, end: 9 }]);
    expect(JSON.stringify(reason)).not.toContain('1111 1111');
  });
});

describe('what was said before', () => {
  it.each([
    ['stops nothing that has no part in it', ['4111 1111 1111 1111', 'good morning']],
    ['stops no ordinary post', [filler, 'we ship in 2027', '12 people came', filler]],
    ['does not count twice', ['a@b.example', 'c@d.example', 'a@b.example']],
    ['is not advised on again', ['hello', 'bye']],
  ])('%s', (_, texts) => {
    expect(said(...texts)).toMatchObject({ outcome: 'allow', reasons: [] });
  });

  it('changes nothing of what the post shows by itself', () => {
    const alone = said('hello 4111 1111 1111 1111');
    expect(said(filler, 'hello 4111 1111 1111 1111')).toEqual(alone);
  });

  it('is read up to a bound, the latest first', () => {
    const long = 'word '.repeat(3000);
    expect(policiesOf(said('4111 1111', long, long, '1111 1111'))).toEqual([]);
    expect(policiesOf(said(long, long, '4111 1111', '1111 1111'))).toEqual(['cards']);
  });
});
