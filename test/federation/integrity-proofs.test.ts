import { createHash, generateKeyPairSync, type KeyObject, sign, webcrypto } from 'node:crypto';
import { encodeMultibase, exportMultibaseKey } from '@fedify/vocab-runtime';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Activities that somebody else's server brings, with their actor's own proof (FEP-8b32, eddsa-jcs-2022). */
type Document = Readonly<Record<string, unknown>>;

let home: Stranger;
let relay: Stranger;
let ada: string;
let bob: string;
const keys = generateKeyPairSync('ed25519');
const otherKeys = generateKeyPairSync('ed25519');

beforeAll(async () => {
  [home, relay] = await Promise.all([Stranger.start(), Stranger.start()]);
  const controller = `${home.origin}/users/ada`;
  const publicKeyMultibase = await multibase(keys.publicKey);
  const assertionMethod = [{ id: `${controller}#ed25519-key`, type: 'Multikey', controller, publicKeyMultibase }];
  ada = home.actor('ada', { assertionMethod });
  bob = relay.actor('bob');
});
afterAll(async () => {
  await Promise.all([home.stop(), relay.stop()]);
});

async function multibase(key: KeyObject): Promise<string> {
  const spki = key.export({ type: 'spki', format: 'der' });
  return exportMultibaseKey(await webcrypto.subtle.importKey('spki', spki, 'Ed25519', true, ['verify']));
}

/** JSON Canonicalization Scheme (RFC 8785), as far as these documents need it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

const digest = (value: unknown): Buffer => createHash('sha256').update(canonical(value)).digest();

function proven(document: Document, more: Document = {}, key: KeyObject = keys.privateKey): Document {
  const config = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: `${ada}#ed25519-key`,
    proofPurpose: 'assertionMethod',
    created: `${new Date().toISOString().slice(0, 19)}Z`,
    ...more,
  };
  const signed = Buffer.concat([digest({ '@context': document['@context'], ...config }), digest(document)]);
  const proofValue = new TextDecoder().decode(encodeMultibase('base58btc', sign(null, signed, key)));
  return { ...document, proof: { ...config, proofValue } };
}

const context = ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/data-integrity/v1'];

/** A post of ada's, as it comes to whoever reads it. */
function post(anna: C2sClient): Document & { id: string; object: Document & { id: string } } {
  const id = `${home.origin}/notes/${crypto.randomUUID()}`;
  const object = { id, type: 'Note', attributedTo: ada, content: '<p>hello</p>', to: [asPublic] };
  return {
    ...home.activity(ada, 'Create', object, { '@context': context, to: [asPublic, anna.actor] }),
    id: `${id}/create`,
    object,
  };
}

describe.each([
  { setting: undefined, counts: false },
  { setting: 'verify', counts: true },
])('where the setting is $setting', ({ setting, counts }) => {
  let acme: Organisation;
  let anna: C2sClient;

  beforeAll(async () => {
    acme = await Organisation.start({ ...(setting && { env: { PORTICO_INTEGRITY_PROOFS: setting } }) });
    anna = await acme.person('anna');
  });
  afterAll(() => acme.stop());

  /** By relay, signed by bob. */
  async function pass(on: Document): Promise<number> {
    const forgery = { keyId: `${bob}#main-key` };
    const { status } = await relay.deliver(`${anna.actor}/inbox`, on, forgery);
    await acme.drain();
    return status;
  }
  const isHere = async (id: string): Promise<boolean> => (await acme.context.store.objects.get(id)) !== undefined;

  it(`an activity that is passed on ${counts ? 'counts' : 'does not count'} by its proof`, async () => {
    const create = post(anna);
    expect(await pass(proven(create))).toBe(counts ? 202 : 401);
    expect(await isHere(create.object.id)).toBe(counts);
  });

  it.each<[string, (create: Document) => Document]>([
    ['is not there', (create) => create],
    [
      'is about other words',
      (create) => ({ ...proven(create), object: { ...(create['object'] as Document), content: 'x' } }),
    ],
    ['is by another key', (create) => proven(create, {}, otherKeys.privateKey)],
    ['names a key that its actor does not list', (create) => proven(create, { verificationMethod: `${ada}#other` })],
    ["names somebody else's key", (create) => proven(create, { verificationMethod: `${bob}#ed25519-key` })],
    ['is of another cryptosuite', (create) => proven(create, { cryptosuite: 'eddsa-rdfc-2022' })],
    ['is for another purpose', (create) => proven(create, { proofPurpose: 'authentication' })],
    [
      'was made two days ago',
      (create) => proven(create, { created: new Date(Date.now() - 172_800_000).toISOString() }),
    ],
    ['was made at no time', (create) => proven(create, { created: 'never' })],
  ])('one whose proof %s is refused', async (_what, make) => {
    const create = post(anna);
    expect(await pass(make(create))).toBe(401);
    expect(await isHere(create.object.id)).toBe(false);
  });

  it('one of a server that is suspended is refused', async () => {
    const rule = {
      ...{ domain: new URL(home.origin).host, allowed: false, dropIncoming: true, dropOutgoing: false, suspend: true },
      ...{ refuseOurFetches: false, refuseTheirFetches: false, reason: '', by: 'operator', at: 0 },
    };
    await acme.context.store.commits.commit([{ change: 'domain.put', rule }]);
    await acme.context.federation.peers.refresh();
    expect(await pass(proven(post(anna)))).toBe(401);
  });
});
