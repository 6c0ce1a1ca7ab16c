import fc from 'fast-check';
import { type Outcome, outcomes } from '../../../../policies/index.ts';
import { compiled, toPublic } from './compiled.ts';

const matcher = fc.constantFrom(
  { pattern: 'A[0-9]' },
  { pattern: 'B[0-9]', count: 2 },
  { terms: 'names' },
  { entity: 'email' },
  { entity: ['email', 'iban'], count: 2 },
  { entity: 'email', near: { words: ['customer'], within: 20 } },
  { records: 'people' },
  { records: 'people', fields: 1, count: 2 },
  { records: 'people', fields: 3, near: { words: ['customer'], within: 20 } },
  { document: 'deck' },
  { document: 'deck', containment: 0.6 },
);
const exception = fc.constantFrom(
  { terms: 'published' },
  { pattern: 'A1' },
  { near: { words: ['sample'], within: 5 } },
  { records: 'press' },
);
const { clause } = fc.letrec<{ clause: object }>((tie) => ({
  clause: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'clause' },
    matcher,
    fc.record({ any: fc.array(tie('clause'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('clause'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('clause'), { minLength: 1, maxLength: 2 }), unless: fc.tuple(exception) }),
  ),
}));
const action = fc.constantFrom(...outcomes);
const document = fc
  .record({ match: clause, action, mode: fc.constantFrom('enforce', 'observe') })
  .map((one) => (one.action === 'disclose' ? { ...one, disclosure: 'Posted by an employee.' } : one));

const word = fc.constantFrom(
  ...['A1', 'A2', 'B1', 'B2', 'Nightjar', 'Nightjar Coffee', 'customer', 'sample', 'anna@example.net', 'hello'],
  ...[
    'Ines Holm',
    'inesholm',
    'Jonas Holm',
    'NR-771',
    'nr 772',
    'Bergen',
    'to sell the northern',
    'turbine division in May',
  ],
  ...['tom@example.org', 'DE89370400440532013000', 'the', 'with', '\u041d\u0456ghtjar', 'QTE=', '\n'],
);
const words = fc.array(word, { maxLength: 12 }).map((parts) => parts.join(' '));

/** YAML is a superset of JSON. */
const files = (policies: readonly object[]) => ({
  ...Object.fromEntries(
    policies.map((policy, index) => [`p${index}.yaml`, JSON.stringify({ policy: `p${index}`, ...policy })]),
  ),
  'dictionaries/names.txt': 'Nightjar\nQuillback',
  'dictionaries/published.txt': 'Nightjar Coffee\nanna@example.net',
  'records/people.csv': 'name*,number*,town\nInes Holm,NR-771,Bergen\nJonas Holm,NR-772,Bergen\nInes Holm,NR-773,Oslo',
  'records/press.csv': 'name*\nJonas Holm',
  'documents/deck/board.txt': 'The board resolved on Tuesday to sell the northern turbine division in May.',
});

const strictness = (outcome: Outcome) => outcomes.length - outcomes.indexOf(outcome);
const decide = (policies: readonly object[], text: string) => compiled(files(policies)).evaluateText(text, toPublic);

describe('a policy set, whatever is in it', () => {
  it('lets nothing more out when a policy that blocks is added', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), clause, words, (policies, match, text) => {
        const before = decide(policies, text).outcome;
        const after = decide([...policies, { match, action: 'block' }], text).outcome;
        expect(strictness(after)).toBeGreaterThanOrEqual(strictness(before));
        const alone = decide([{ match, action: 'block' }], text).outcome;
        expect(strictness(after)).toBeGreaterThanOrEqual(strictness(alone));
      }),
    );
  });

  it('gives the strictest outcome of its enforced policies, and each policy the reason that it gives alone', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 4 }), words, (policies, text) => {
        const { outcome, reasons } = decide(policies, text);
        const alone = policies.flatMap((one, index) =>
          decide([one], text).reasons.map((reason) => ({ ...reason, policy: `p${index}`, title: `p${index}` })),
        );
        expect([...reasons].sort(byPolicy)).toEqual(alone.sort(byPolicy));
        const enforced = reasons.filter(({ observed }) => !observed).map((reason) => reason.outcome);
        expect(outcome).toBe(outcomes.find((one) => enforced.includes(one)) ?? 'allow');
      }),
    );
  });

  it('is not talked out of what it found by anything said before or after it', () => {
    const policies = [
      { match: { terms: 'names', unless: [{ terms: 'published' }] }, action: 'block' },
      { match: { entity: ['email', 'iban'], unless: [{ terms: 'published' }] }, action: 'block' },
      {
        match: { any: [{ records: 'people' }, { document: 'deck' }], unless: [{ records: 'press' }] },
        action: 'block',
      },
    ];
    fc.assert(
      fc.property(words, words, words, (before, text, after) => {
        if (decide(policies, text).outcome !== 'block') return;
        expect(decide(policies, `${before}, and then: ${text}! ${after}`).outcome).toBe('block');
      }),
    );
  });

  it('points at text that is there', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), words, (policies, text) => {
        for (const { findings } of decide(policies, text).reasons) {
          expect(findings.length).toBeGreaterThan(0);
          for (const { start, end } of findings) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
    );
  });
});

function byPolicy(a: { policy: string }, b: { policy: string }): number {
  return a.policy.localeCompare(b.policy);
}
