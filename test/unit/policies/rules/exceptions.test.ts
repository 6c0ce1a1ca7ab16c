import { type CompiledPolicySet, type Crossing, compilePolicySet } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const cards = policy('cards', '{ entity: payment-card }');
const contacts = policy('contacts', '{ entity: email, count: 2 }');
const owned = 'owner: jane@acme.example\nreason: The auditors asked for it.\n';
const exception = (rest: string, from = 'cards'): string =>
  `exception: one\npolicy: ${from}\n${owned}expires: 2026-12-01\n${rest}\n`;

function setWith(file: string, hashKey?: Uint8Array) {
  const files = { 'cards.yaml': cards, 'contacts.yaml': contacts, 'exceptions/one.yaml': file };
  const result = compilePolicySet(files, hashKey === undefined ? {} : { hashKey });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.set;
}

const post = 'card 4111 1111 1111 1111';
const outcomeOf = (file: string, crossing: Partial<Crossing> = {}, text = post): string =>
  setWith(file).evaluateText(text, { ...toPublic, ...crossing }).outcome;

describe('an exception', () => {
  it.each<[string, Partial<Crossing>, string]>([
    ['scope: { actors: [anna] }', {}, 'allow'],
    ['scope: { actors: [ben] }', {}, 'block'],
    ['scope: { domains: [auditor.example] }', { zone: 'addressed', domains: ['auditor.example'] }, 'allow'],
    [
      'scope: { domains: [auditor.example] }',
      { zone: 'addressed', domains: ['auditor.example', 'b.example'] },
      'block',
    ],
    ['scope: { domains: [auditor.example] }', {}, 'block'],
    ['scope: { actors: [anna], domains: [auditor.example] }', {}, 'block'],
  ])('with %s holds for those it names', (scope, crossing, expected) => {
    expect(outcomeOf(exception(scope), crossing)).toBe(expected);
  });

  it('ends at its time', () => {
    const file = exception('scope: { actors: [anna] }');
    expect(outcomeOf(file, { at: Date.parse('2026-11-30T23:59:59Z') })).toBe('allow');
    expect(outcomeOf(file, { at: Date.parse('2026-12-01T00:00:00Z') })).toBe('block');
  });

  it.each([
    ['4111-1111-1111-1111', 'allow'],
    ['4111 1111 1111 1111 and 5500 0055 5555 5559', 'block'],
    ['5500 0055 5555 5559', 'block'],
  ])('for one value leaves every other: a card %s gives %s', (card, expected) => {
    expect(outcomeOf(exception('terms: ["4111111111111111"]'), {}, `card ${card}`)).toBe(expected);
  });

  it('leaves its policy to count what is left', () => {
    const file = exception('terms: [press@acme.example]', 'contacts');
    expect(outcomeOf(file, {}, 'press@acme.example, a@b.example')).toBe('allow');
    expect(outcomeOf(file, {}, 'press@acme.example, a@b.example, c@d.example')).toBe('block');
  });

  it('names a finding by a digest that only this server can make', () => {
    const key = new Uint8Array(32).fill(7);
    const digest = setWith(exception('scope: { actors: [x] }'), key).findingDigest(
      'payment-card',
      '4111 1111 1111 1111',
    );
    expect(digest).toMatch(/^[0-9a-f]{32}$/);
    const file = exception(`findings: ["${digest}"]`);
    expect(setWith(file, key).evaluateText(post, toPublic).outcome).toBe('allow');
    expect(setWith(file).evaluateText(post, toPublic).outcome).toBe('block');
  });

  it('is named in the verdict that it changed, and leaves other policies alone', () => {
    const set = setWith(exception('scope: { actors: [anna] }'));
    expect(set.evaluateText(post, toPublic)).toMatchObject({ outcome: 'allow', exceptions: ['one'] });
    expect(set.evaluateText('hello', toPublic)).not.toHaveProperty('exceptions');
    expect(set.evaluateText(`${post} a@b.example, c@d.example`, toPublic).outcome).toBe('block');
  });

  it('does not alter what the examples of its policy must show', () => {
    const files = {
      'cards.yaml': `${cards}examples:\n  - { text: "${post}", expect: block }\n`,
      'exceptions/one.yaml': exception('terms: ["4111 1111 1111 1111"]'),
    };
    expect(compiled(files).exceptions).toEqual([
      {
        id: 'one',
        policy: 'cards',
        owner: 'jane@acme.example',
        reason: 'The auditors asked for it.',
        expires: Date.UTC(2026, 11, 1),
      },
    ]);
  });
});

describe('an exception file', () => {
  function problemsOf(text: string, path = 'exceptions/one.yaml'): CompiledPolicySet {
    return compilePolicySet({ 'cards.yaml': cards, [path]: text }, { at: toPublic.at });
  }

  it('for a policy that is not there says which was meant', () => {
    expect(problemsOf(exception('terms: [a]', 'crads'))).toMatchObject({
      ok: false,
      problems: [
        {
          file: 'exceptions/one.yaml',
          line: 2,
          column: 9,
          message: 'unknown policy `crads`',
          hint: 'did you mean `cards`?',
        },
      ],
    });
  });

  it.each([
    ['that excepts everything', exception(''), 'name whom or what'],
    ['of a day that is none', exception('terms: [a]').replace('2026-12-01', '2026-02-30'), 'no such moment'],
    ['without an end', exception('terms: [a]').replace('expires: 2026-12-01\n', ''), '`expires` is missing'],
    ['without an owner', exception('terms: [a]').replace('owner: jane@acme.example\n', ''), '`owner` is missing'],
  ])('%s is refused', (_, text, message) => {
    expect(problemsOf(text)).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining(message) }] });
  });

  it('that would not be read is refused', () => {
    expect(problemsOf(exception('terms: [a]'), 'exceptions/deep/one.yaml').ok).toBe(false);
  });

  it('that has expired is warned of', () => {
    const result = problemsOf(exception('terms: [a]').replace('2026-12-01', '2026-01-01'));
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.warnings).toContainEqual(
      expect.objectContaining({ file: 'exceptions/one.yaml', line: 5, message: 'the exception `one` has expired' }),
    );
  });
});
