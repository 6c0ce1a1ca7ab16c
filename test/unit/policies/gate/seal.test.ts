import { Release, type SealedRelease } from '../../../../policies/gate/index.ts';
import { mint } from '../../../../policies/gate/release.ts';
import { createSealer } from '../../../../policies/gate/seal.ts';

const sealer = createSealer(new Uint8Array(32).fill(7));
const bytes = new TextEncoder().encode('{"type":"Note"}');
const anna = 'https://acme.example/users/anna';
const inbox = 'https://outside.example/inbox';
const release = mint(
  {
    id: 'r1',
    subject: 'https://acme.example/objects/1',
    zone: 'public',
    actor: anna,
    outcome: 'redact',
    setVersion: 'v1',
    decidedAt: 1_795_000_000_000,
  },
  bytes,
);
const sealed = sealer.seal(release);
const other = sealer.seal(mint({ ...sealed, id: 'r2' }, bytes));

/** One other value for each member. */
const changes: { readonly [K in keyof SealedRelease]: readonly SealedRelease[K][] } = {
  id: ['r2', ''],
  subject: ['https://acme.example/objects/2'],
  zone: ['addressed', 'partner:acme'],
  body: [new TextEncoder().encode('{"type":"Node"}'), bytes.slice(1), new Uint8Array()],
  digest: [`${sealed.digest.slice(0, -2)}A=`, other.digest.toLowerCase()],
  actor: ['https://acme.example/users/bo'],
  outcome: ['allow', 'hold'],
  setVersion: ['v2', 'none'],
  decidedAt: [sealed.decidedAt + 1, 0, Number.NaN],
  seal: [other.seal, '', `${sealed.seal}=`, ` ${sealed.seal}`, sealed.seal.replace(/.=$/, '==')],
};

describe('a sealed release', () => {
  it('opens as the release it was', () => {
    const opened = sealer.unseal(sealed);
    Release.assert(opened);
    expect(sealer.seal(opened)).toEqual(sealed);
  });

  it('opens after a way through a database', () => {
    const row = { ...sealed, body: Buffer.from(sealed.body) };
    expect(sealer.unseal(row)?.bytes).toEqual(bytes);
  });

  it.each(Object.entries(changes).flatMap(([member, values]) => values.map((value) => [member, value] as const)))(
    'stays shut when its %s is %j',
    (member, value) => {
      expect(sealer.unseal({ ...sealed, [member]: value })).toBeUndefined();
    },
  );

  it.each(Object.keys(changes))('stays shut without its %s', (member) => {
    expect(sealer.unseal({ ...sealed, [member]: undefined })).toBeUndefined();
  });

  it.each<[string, Partial<SealedRelease>]>([
    ['id to subject', { id: 'r', subject: `1${sealed.subject}` }],
    ['actor to outcome', { actor: `${anna}re`, outcome: 'dact' as SealedRelease['outcome'] }],
    ['decidedAt to setVersion', { setVersion: 'v11', decidedAt: 795_000_000_000 }],
  ])('stays shut when characters move from %s', (_where, moved) => {
    expect(sealer.unseal({ ...sealed, ...moved })).toBeUndefined();
  });

  it('stays shut under another key', () => {
    expect(createSealer(new Uint8Array(32).fill(8)).unseal(sealed)).toBeUndefined();
  });

  it('is made of releases only', () => {
    expect(() => sealer.seal({ ...sealed, bytes } as unknown as Release)).toThrow('not a release of the gate');
  });

  it('needs a key of 32 bytes', () => {
    expect(() => createSealer(new Uint8Array(31))).toThrow('the seal key has fewer than 32 bytes');
  });

  it('is not open to a key that is changed later', () => {
    const key = new Uint8Array(32).fill(7);
    const mine = createSealer(key);
    key.fill(0);
    expect(mine.unseal(sealed)).toBeDefined();
  });
});

describe('a sealed delivery', () => {
  const delivery = { inbox, signer: anna, seal: sealer.sealDelivery(sealed, inbox, anna) };

  it('opens to its release', () => {
    expect(sealer.openDelivery(sealed, delivery)?.bytes).toEqual(bytes);
  });

  it.each([
    ['goes to another inbox', { ...delivery, inbox: 'https://evil.example/inbox' }],
    ['is signed by another actor', { ...delivery, signer: 'https://acme.example/users/bo' }],
    ['has inbox and signer the other way round', { ...delivery, inbox: anna, signer: inbox }],
    ['has a character moved from signer to inbox', { ...delivery, inbox: `${inbox}h`, signer: anna.slice(1) }],
    ['carries the seal of the release itself', { ...delivery, seal: sealed.seal }],
    ['carries no seal', { ...delivery, seal: '' }],
  ])('stays shut when it %s', (_how, changed) => {
    expect(sealer.openDelivery(sealed, changed)).toBeUndefined();
  });

  it('stays shut with another release, even one of the same bytes', () => {
    expect(sealer.openDelivery(other, delivery)).toBeUndefined();
  });

  it('stays shut when its release was changed', () => {
    expect(sealer.openDelivery({ ...sealed, body: new Uint8Array([1]) }, delivery)).toBeUndefined();
  });

  it('stays shut when a changed release comes with a delivery sealed for it', () => {
    const forged = { ...sealed, zone: 'addressed' as const };
    const seal = sealer.sealDelivery(forged, inbox, anna);
    expect(sealer.openDelivery(forged, { inbox, signer: anna, seal })).toBeUndefined();
  });

  it('has a seal that does not open a release', () => {
    expect(sealer.unseal({ ...sealed, seal: delivery.seal })).toBeUndefined();
  });
});
