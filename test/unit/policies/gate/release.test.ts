import { createHash } from 'node:crypto';
import { mint, Release } from '../../../../policies/gate/release.ts';

const bytes = new TextEncoder().encode('{"type":"Note","content":"released"}');
const planted = new TextEncoder().encode('{"type":"Note","content":"planted"}');
const statement = {
  id: 'r1',
  subject: 'https://acme.example/objects/1',
  zone: 'public',
  actor: 'https://acme.example/users/anna',
  outcome: 'allow',
  setVersion: 'v1',
  decidedAt: 1_795_000_000_000,
} as const;
const release = mint(statement, bytes);

/** Runs what may throw and hands on what came of it. */
function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe('a release', () => {
  it('passes the assertion and states what was decided', () => {
    expect(() => Release.assert(release)).not.toThrow();
    expect({
      id: release.id,
      subject: release.subject,
      zone: release.zone,
      actor: release.actor,
      outcome: release.outcome,
      setVersion: release.setVersion,
      decidedAt: release.decidedAt,
    }).toEqual(statement);
    expect(release.bytes).toEqual(bytes);
    expect(release.digest).toBe(createHash('sha256').update(bytes).digest('base64'));
  });

  it('keeps its bytes whatever becomes of those it was made from or gave out', () => {
    for (const source of [new Uint8Array(bytes), Buffer.from(bytes)]) {
      const mine = mint(statement, source);
      source.fill(0);
      mine.bytes.fill(0);
      expect(mine.bytes).toEqual(bytes);
    }
  });

  it('keeps its statement whatever becomes of the one it was made from', () => {
    const changing: { -readonly [K in keyof typeof statement]: (typeof statement)[K] | 'evil' } = { ...statement };
    const mine = mint(changing as typeof statement, bytes);
    changing.subject = 'evil';
    expect(mine.subject).toBe(statement.subject);
  });
});

describe('nobody but the gate makes a release', () => {
  it.each<[string, () => unknown]>([
    [
      'a look-alike that is cast',
      () => ({ ...statement, bytes: planted, digest: release.digest }) as unknown as Release,
    ],
    ['Object.create on its prototype', () => Object.create(Release.prototype)],
    ['Object.create on a release', () => Object.create(release, { bytes: { value: planted } })],
    ['a spread', () => ({ ...release, bytes: planted })],
    ['a JSON round trip', () => JSON.parse(JSON.stringify(release))],
    ['a structured clone', () => structuredClone(release)],
    ['a proxy', () => new Proxy(release, { get: () => planted })],
    ['the constructor without the proof', () => Reflect.construct(Release, [undefined, statement, planted])],
    [
      'the constructor with a symbol of the same name',
      () => Reflect.construct(Release, [Symbol('policies/gate'), statement, planted]),
    ],
    ['a subclass', () => Reflect.construct(class extends (Release as unknown as ObjectConstructor) {}, [])],
    ['a constructor with another target', () => Reflect.construct(Object, [], Release)],
    ['a prototype put on an object', () => Object.setPrototypeOf({ bytes: planted }, Release.prototype)],
    ['nothing at all', () => undefined],
    ['raw bytes', () => planted],
  ])('%s is refused', (_how, forge) => {
    const forged = attempt(forge);
    expect(() => Release.assert(forged)).toThrow('not a release of the gate');
  });

  it('the constructor says why it refuses', () => {
    expect(() => Reflect.construct(Release, [Symbol('x'), statement, planted])).toThrow(
      'a release is made by the gate only',
    );
  });

  it.each<[string, () => unknown]>([
    ['its bytes are assigned', () => Object.assign(release, { bytes: planted })],
    ['its bytes are redefined', () => Object.defineProperty(release, 'bytes', { value: planted })],
    ['its prototype is exchanged', () => Object.setPrototypeOf(release, { bytes: planted })],
    [
      'the getter of its bytes is patched',
      () => Object.defineProperty(Release.prototype, 'bytes', { get: () => planted }),
    ],
    ['the prototype is patched', () => Object.assign(Release.prototype, { bytes: planted })],
    ['the assertion is patched', () => Object.assign(Release, { assert: () => undefined })],
    ['the assertion is redefined', () => Object.defineProperty(Release, 'assert', { value: () => undefined })],
  ])('nothing changes when %s', (_how, patch) => {
    expect(attempt(patch)).toBeInstanceOf(TypeError);
    expect(release.bytes).toEqual(bytes);
    expect(() => Release.assert({})).toThrow(TypeError);
  });
});
