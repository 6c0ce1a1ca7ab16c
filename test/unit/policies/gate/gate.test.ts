import { createHash } from 'node:crypto';
import { createGate, type DecidingSet, type GateRequest, Release } from '../../../../policies/gate/index.ts';
import { type JsonObject, type Outcome, outcomes } from '../../../../policies/index.ts';
import { anna, createNote, crossing, wordSet } from './word-set.ts';

const subject = 'https://acme.example/activities/1';

function gateWith(policySet: () => DecidingSet | 'unconfirmed' | undefined) {
  let id = 0;
  return createGate({
    policySet,
    sealKey: new Uint8Array(32).fill(1),
    clock: () => 1_795_000_000_000,
    newId: () => `release-${++id}`,
  });
}

function decide(document: JsonObject, set: DecidingSet | undefined = wordSet({}), more: Partial<GateRequest> = {}) {
  return gateWith(() => set).decide({ document, subject, crossing, ...more });
}

function released(outcome: ReturnType<typeof decide>) {
  if (outcome.kind !== 'released') throw new Error(`stopped: ${outcome.cause}`);
  Release.assert(outcome.release);
  return { ...outcome, text: new TextDecoder().decode(outcome.release.bytes) };
}

describe('a document that may leave', () => {
  it('leaves as a release of exactly the bytes that were read', () => {
    let read: string[] = [];
    const set = wordSet({});
    const listening: DecidingSet = {
      ...set,
      evaluate: (fields, at) => {
        read = fields.map(({ path }) => path);
        return set.evaluate(fields, at);
      },
    };
    const { release, document, text, verdict, dropped } = released(decide(createNote(), listening));
    expect(JSON.parse(text)).toEqual(document);
    expect(document).toEqual(createNote());
    expect(read).toEqual(['/id', '/actor', '/object/id', '/object/content']);
    expect(dropped).toEqual([]);
    expect(verdict).toEqual({ outcome: 'allow', reasons: [], setVersion: 'words-1' });
    expect(release).toMatchObject({
      id: 'release-1',
      subject,
      zone: 'public',
      actor: anna,
      outcome: 'allow',
      setVersion: 'words-1',
      decidedAt: 1_795_000_000_000,
      digest: createHash('sha256').update(text).digest('base64'),
    });
  });

  it('leaves without what the egress table does not know, and its author is told', () => {
    const { text, dropped } = released(decide(createNote({ margin: 'nightjar', bcc: ['https://nightjar.example/'] })));
    expect(text).not.toContain('nightjar');
    expect(dropped).toEqual(['/object/margin']);
  });

  it('is not read where it does not leave', () => {
    expect(decide(createNote({ margin: 'nightjar' }), wordSet({ nightjar: 'block' })).kind).toBe('released');
  });

  it('leaves with advice', () => {
    const { verdict, release } = released(decide(createNote({ content: 'soon' }), wordSet({ soon: 'advise' })));
    expect(verdict.outcome).toBe('advise');
    expect(release.outcome).toBe('advise');
  });

  it('leaves where a policy is only observed', () => {
    const { verdict } = released(decide(createNote({ name: 'x' }), wordSet({ x: 'block' }, { observed: true })));
    expect(verdict.outcome).toBe('allow');
  });

  it('is decided alike every time', () => {
    const set = wordSet({ Good: 'advise' });
    expect(decide(createNote(), set)).toEqual(decide(createNote(), set));
  });

  it('is not changed', () => {
    const document = createNote({ content: 'nightjar', foo: 1 });
    const before = structuredClone(document);
    decide(document, wordSet({ nightjar: 'redact' }));
    expect(document).toEqual(before);
  });

  it('may be a discovery document', () => {
    const document = { subject: 'acct:anna@acme.example', links: [{ rel: 'self', href: anna }] };
    expect(released(decide(document, wordSet({}), { kind: 'jrd' })).document).toEqual(document);
    expect(decide(document, wordSet({ anna: 'hold' }), { kind: 'jrd' }).kind).toBe('stopped');
  });
});

describe('a document that a policy stops', () => {
  it.each<Outcome>(['confirm', 'hold', 'block'])('stays inside on %s', (outcome) => {
    const result = decide(createNote({ content: 'nightjar', foo: 1 }), wordSet({ nightjar: outcome }));
    expect(result).toMatchObject({ kind: 'stopped', cause: 'policy', verdict: { outcome }, dropped: ['/object/foo'] });
  });

  it('stays inside for what its readers heard before', () => {
    const { evaluate } = wordSet({ nightjar: 'hold' });
    const set: DecidingSet = {
      version: 'v',
      evaluate: (fields, at, earlier = []) => evaluate([...earlier.flat(), ...fields], at),
    };
    const earlier = [[{ path: '/content', kind: 'text', value: 'nightjar' } as const]];
    expect(decide(createNote(), set, { earlier })).toMatchObject({ kind: 'stopped', cause: 'policy' });
    expect(decide(createNote(), set).kind).toBe('released');
  });

  it('can not say one thing to the gate and another to the serialiser', () => {
    const hiding = { toJSON: () => 'nightjar' } as unknown as JsonObject;
    const { text } = released(decide(createNote({ name: hiding, tag: hiding, attachment: [hiding] })));
    expect(text).not.toContain('nightjar');
  });
});

describe('whatever fails is a hold', () => {
  const throwing = (): never => {
    throw new Error('about nightjar');
  };

  it('with no policy set in force', () => {
    const result = gateWith(() => undefined).decide({ document: createNote(), subject, crossing });
    expect(result).toMatchObject({
      kind: 'stopped',
      cause: 'no-policy-set',
      verdict: { outcome: 'hold', setVersion: 'none', reasons: [{ policy: 'gate', outcome: 'hold', observed: false }] },
    });
  });

  it('while nobody can tell which policy set is in force', () => {
    const result = gateWith(() => 'unconfirmed').decide({ document: createNote(), subject, crossing });
    expect(result).toMatchObject({ cause: 'set-unconfirmed', verdict: { outcome: 'hold', setVersion: 'none' } });
  });

  it('with a policy set that can not be had', () => {
    const result = gateWith(throwing).decide({ document: createNote(), subject, crossing });
    expect(result).toMatchObject({ kind: 'stopped', cause: 'no-policy-set' });
  });

  it('with a detector that throws, whose error is not repeated', () => {
    const result = decide(createNote(), { version: 'v', evaluate: throwing });
    expect(result).toMatchObject({
      cause: 'detector-failed',
      verdict: { outcome: 'hold', setVersion: 'v', reasons: [{ findings: [{ entity: 'detector-failed' }] }] },
    });
    expect(JSON.stringify(result)).not.toContain('nightjar');
  });

  it.each([undefined, {}, { outcome: 'pass', reasons: [], setVersion: 'v' }, { outcome: 'ALLOW', reasons: [] }])(
    'with %j for a verdict',
    (verdict) => {
      const result = decide(createNote(), { version: 'v', evaluate: () => verdict as never });
      expect(result).toMatchObject({ kind: 'stopped', cause: 'detector-failed' });
    },
  );

  it.each([
    ['detector-failed', 'detector-failed'],
    ['unreadable', 'unreadable'],
  ] as const)('with a set that says so itself: %s', (entity, cause) => {
    const findings = [{ entity, field: '/object/content', start: 0, end: 0, confidence: 100 }];
    const reason = { policy: 'gate', title: '', outcome: 'hold', guidance: '', observed: false, findings } as const;
    const result = decide(createNote(), {
      version: 'v',
      evaluate: () => ({ outcome: 'hold', reasons: [reason], setVersion: 'v' }),
    });
    expect(result).toMatchObject({ kind: 'stopped', cause });
  });

  const cyclic: JsonObject = { type: 'Note' };
  cyclic['object'] = cyclic;
  const hostile = new Proxy<JsonObject>({}, { ownKeys: throwing });
  it.each<[string, JsonObject]>([
    ['that contains itself', cyclic],
    ['that throws when it is read', hostile],
    ['that is too large', { content: 'x'.repeat(2_000_000) }],
    ['of which nothing may leave', { secret: 'nightjar' }],
    ['that is empty', {}],
  ])('with a document %s', (_what, document) => {
    const [verdict, dropped] = [{ outcome: 'hold' }, expect.any(Array)];
    expect(decide(document)).toMatchObject({ kind: 'stopped', cause: 'unreadable', verdict, dropped });
  });

  it('and no outcome but allow, advise, disclose and redact ever releases', () => {
    for (const outcome of outcomes) {
      const result = decide(createNote({ content: 'word' }), wordSet({ word: outcome }));
      expect(result.kind).toBe(['allow', 'advise', 'disclose', 'redact'].includes(outcome) ? 'released' : 'stopped');
    }
  });
});

describe('the gate seals what it has decided', () => {
  it('and opens it again', () => {
    const gate = gateWith(() => wordSet({}));
    const outcome = gate.decide({ document: createNote(), subject, crossing });
    if (outcome.kind !== 'released') throw new Error(outcome.cause);
    const sealed = gate.seal(outcome.release);
    const inbox = 'https://outside.example/inbox';
    const seal = gate.sealDelivery(sealed, inbox, anna);
    expect(gate.unseal(sealed)?.bytes).toEqual(outcome.release.bytes);
    expect(gate.openDelivery(sealed, { inbox, signer: anna, seal })?.digest).toBe(outcome.release.digest);
    expect(gate.openDelivery(sealed, { inbox: `${inbox}2`, signer: anna, seal })).toBeUndefined();
  });
});

describe('a judgement', () => {
  it.each(outcomes)('says what the decision says where a policy wants to %s, and makes no release', (outcome) => {
    let ids = 0;
    const gate = createGate({
      policySet: () => wordSet({ heron: outcome }),
      sealKey: new Uint8Array(32).fill(1),
      clock: () => 0,
      newId: () => `release-${++ids}`,
    });
    const request = { document: createNote({ content: 'a heron', margin: 'left out' }), subject, crossing };
    const judged = gate.judge(request);
    expect(judged).not.toHaveProperty('release');
    expect(ids).toBe(0);
    const decided = gate.decide(request);
    expect({ ...decided, release: undefined }).toEqual({ ...judged, release: undefined });
  });
});
