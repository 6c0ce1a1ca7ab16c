import { type Detector, detectors } from '../../../../policies/detectors/index.ts';
import type { Crossing, Outcome } from '../../../../policies/index.ts';
import { compiled, policy, toPublic } from './compiled.ts';

const onA = "{ pattern: 'A[0-9]+' }";
const outcomes: readonly Outcome[] = ['allow', 'advise', 'redact', 'confirm', 'hold', 'block'];

/** One policy for each of the actions, all matching the same. */
function setOf(actions: readonly Outcome[]) {
  return compiled(Object.fromEntries(actions.map((action) => [`${action}.yaml`, policy(`on-${action}`, onA, action)])));
}

describe('a verdict', () => {
  it('is allow, without reasons, where nothing matches', () => {
    expect(setOf(outcomes).evaluateText('good morning', toPublic)).toMatchObject({ outcome: 'allow', reasons: [] });
  });

  it.each(outcomes.flatMap((one) => outcomes.map((other) => [one, other] as const)))(
    'takes the stricter of %s and %s',
    (one, other) => {
      const stricter = outcomes.indexOf(one) > outcomes.indexOf(other) ? one : other;
      expect(setOf([one, other]).evaluateText('A1', toPublic).outcome).toBe(stricter);
    },
  );

  it('gives its reasons strictest first, each with the guidance and the findings of its policy', () => {
    const set = compiled({
      'a.yaml': policy('advice', onA, 'advise', 'title: Think\nguidance: Think twice.\n'),
      'b.yaml': policy('stop', "{ pattern: 'A2' }", 'block', 'title: Stop\nguidance: Stop here.\n'),
    });
    expect(set.evaluateText('A1 A2', toPublic).reasons).toEqual([
      {
        policy: 'stop',
        title: 'Stop',
        outcome: 'block',
        guidance: 'Stop here.',
        observed: false,
        findings: [{ entity: 'pattern', scheme: 'A2', field: '/text', start: 3, end: 5, confidence: 95 }],
      },
      {
        policy: 'advice',
        title: 'Think',
        outcome: 'advise',
        guidance: 'Think twice.',
        observed: false,
        findings: [
          { entity: 'pattern', scheme: 'A[0-9]+', field: '/text', start: 0, end: 2, confidence: 95 },
          { entity: 'pattern', scheme: 'A[0-9]+', field: '/text', start: 3, end: 5, confidence: 95 },
        ],
      },
    ]);
  });

  it('never holds the matched text', () => {
    const set = compiled({
      'x.yaml': policy('x', '{ any: [{ entity: [email, secret, iban] }, { terms: names }] }'),
      'dictionaries/names.txt': 'Nightjar',
    });
    const text = 'Nightjar, anna@example.net, DE89370400440532013000';
    const told = JSON.stringify(set.evaluateText(text, toPublic));
    for (const word of ['Nightjar', 'anna', 'DE89']) expect(told).not.toContain(word);
  });

  it('records what is observed without counting it, behind what is enforced', () => {
    const set = compiled({
      'a.yaml': policy('watched', onA, 'block', 'mode: observe\n'),
      'b.yaml': policy('advice', onA, 'advise'),
    });
    const { outcome, reasons } = set.evaluateText('A1', toPublic);
    expect(outcome).toBe('advise');
    expect(reasons.map(({ policy: id, observed }) => [id, observed])).toEqual([
      ['advice', false],
      ['watched', true],
    ]);
  });

  it('hears nothing of a policy that is off, whose examples are still run', () => {
    const off = policy('asleep', onA, 'block', 'mode: off\nexamples:\n  - { text: A1, expect: block }\n');
    const set = compiled({ 'x.yaml': off });
    expect(set.evaluateText('A1', toPublic).reasons).toEqual([]);
    expect(set.policies).toEqual([{ id: 'asleep', title: 'asleep', mode: 'off', action: 'block' }]);
  });
});

describe('the scope of a policy', () => {
  const outcome = (scope: string, crossing: Partial<Crossing>) =>
    compiled({ 'x.yaml': policy('x', onA, 'block', `scope: ${scope}\n`) }).evaluateText('A1', {
      ...toPublic,
      ...crossing,
    }).outcome;

  it.each<[string, Partial<Crossing>, Outcome]>([
    ['{}', {}, 'block'],
    ['{ to: [external] }', { zone: 'addressed' }, 'block'],
    ['{ to: [external] }', { zone: 'partner:acme' }, 'block'],
    ['{ to: [public] }', { zone: 'public' }, 'block'],
    ['{ to: [public] }', { zone: 'addressed' }, 'allow'],
    ['{ to: [addressed, public] }', { zone: 'addressed' }, 'block'],
    ['{ to: ["partner:acme"] }', { zone: 'partner:acme' }, 'block'],
    ['{ to: ["partner:acme"] }', { zone: 'partner:other' }, 'allow'],
    ['{ except: { roles: ["publisher:press"] } }', { roles: ['employee', 'publisher:press'] }, 'allow'],
    ['{ except: { roles: ["publisher:press"] } }', { roles: ['publisher:presse'] }, 'block'],
    ['{ except: { domains: [a.example, b.example] } }', { zone: 'addressed', domains: ['b.example'] }, 'allow'],
    ['{ except: { domains: [a.example] } }', { zone: 'addressed', domains: ['a.example', 'c.example'] }, 'block'],
    ['{ except: { domains: [a.example] } }', { zone: 'addressed', domains: ['sub.a.example'] }, 'block'],
    ['{ except: { domains: [a.example] } }', { zone: 'addressed', domains: [] }, 'block'],
    ['{ except: { domains: [a.example] } }', { zone: 'public', domains: ['a.example'] }, 'block'],
  ])('%s meets %p with %s', (scope, crossing, expected) => {
    expect(outcome(scope, crossing)).toBe(expected);
  });
});

describe('what can not be checked', () => {
  const failing: Detector = {
    name: 'shaky',
    entities: ['email'],
    detect: () => {
      throw new Error('the text was anna@example.net');
    },
  };
  const steady: Detector = {
    name: 'steady',
    entities: ['phone'],
    detect: ({ value }) => (value.includes('A1') ? [{ entity: 'phone', start: 0, end: 2, confidence: 90 }] : []),
  };

  it('is held where a detector throws, whatever it throws', () => {
    const set = compiled({ 'x.yaml': policy('x', '{ entity: email }', 'redact') }, [failing]);
    const verdict = set.evaluateText('hello', toPublic);
    expect(verdict.outcome).toBe('hold');
    expect(verdict.reasons).toEqual([
      expect.objectContaining({
        policy: 'gate',
        outcome: 'hold',
        observed: false,
        findings: [{ entity: 'detector-failed', scheme: 'shaky', field: '/text', start: 0, end: 0, confidence: 100 }],
      }),
    ]);
    expect(JSON.stringify(verdict)).not.toContain('anna');
  });

  it.each(detectors.map((detector) => [detector.name, detector] as const))(
    'is held where %s throws',
    (name, detector) => {
      const broken: Detector = { ...detector, detect: failing.detect };
      const set = compiled({ 'x.yaml': policy('x', `{ entity: ${detector.entities[0]} }`) }, [broken]);
      const { outcome, reasons } = set.evaluateText('hello', toPublic);
      expect(outcome).toBe('hold');
      expect(reasons[0]?.findings).toEqual([expect.objectContaining({ entity: 'detector-failed', scheme: name })]);
    },
  );

  it('is held though the policy that wanted the detector is only observed', () => {
    const set = compiled({ 'x.yaml': policy('x', '{ entity: email }', 'block', 'mode: observe\n') }, [failing]);
    expect(set.evaluateText('hello', toPublic).outcome).toBe('hold');
  });

  it('is blocked where another detector saw what a policy blocks', () => {
    const set = compiled({ 'x.yaml': policy('x', '{ entity: [email, phone] }') }, [failing, steady]);
    expect(set.evaluateText('A1', toPublic).outcome).toBe('block');
    expect(set.evaluateText('hello', toPublic).outcome).toBe('hold');
  });

  it('does not wake a detector that no policy asks for', () => {
    const set = compiled({ 'x.yaml': policy('x', '{ entity: phone }') }, [failing, steady]);
    expect(set.evaluateText('hello', toPublic).outcome).toBe('allow');
  });

  it.each([
    ['longer than is read', 'a '.repeat(100_001), 'too-long'],
    [
      'encoded too often',
      Array.from({ length: 12 }).reduce<string>(
        (text) => Buffer.from(text).toString('base64'),
        'hello there, good morning',
      ),
      'nested-too-deep',
    ],
  ])('is held where it is %s', (_, text, scheme) => {
    const set = compiled({ 'x.yaml': policy('x', "{ pattern: 'A-[0-9]+' }") });
    const { outcome, reasons } = set.evaluateText(text, toPublic);
    expect(outcome).toBe('hold');
    expect(reasons[0]?.findings).toEqual([expect.objectContaining({ entity: 'unreadable', scheme, field: '/text' })]);
  });

  it('is held where its parts together are longer than is read', () => {
    const set = compiled({ 'x.yaml': policy('x', onA) });
    const fields = ['/summary', '/content'].map((path) => ({
      path,
      kind: 'text' as const,
      value: `${path} ${'a '.repeat(60_000)}`,
    }));
    expect(set.evaluate(fields, toPublic).outcome).toBe('hold');
  });
});

describe('the version of a set', () => {
  const files = { 'x.yaml': policy('x', onA), 'dictionaries/a.txt': 'one\ntwo\n' };
  const version = compiled(files).version;

  it('is a digest that the verdict carries', () => {
    expect(version).toMatch(/^[0-9a-f]{64}$/);
    expect(compiled(files).evaluateText('A1', toPublic).setVersion).toBe(version);
  });

  it('does not depend on the order of files, on line ends or on what is no part of the set', () => {
    const others = {
      'README.md': 'ours',
      'dictionaries/a.txt': 'one\r\ntwo\r\n',
      'x.yaml': `\uFEFF${files['x.yaml']}`,
    };
    expect(compiled(others).version).toBe(version);
  });

  it.each([
    ['a policy', { 'x.yaml': policy('x', onA, 'hold') }],
    ['a dictionary', { 'dictionaries/a.txt': 'one\n' }],
    ['a further file', { 'dictionaries/b.txt': 'one\n' }],
  ])('changes with %s', (_, change) => {
    expect(compiled({ ...files, ...change }).version).not.toBe(version);
  });
});
