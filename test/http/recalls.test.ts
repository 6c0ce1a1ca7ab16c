import { randomUUID } from 'node:crypto';
import type { Recall } from '../../federation/ports/index.ts';
import { recallJob } from '../../server/recall/recalling.ts';
import { OutsideCommunity, type OutsidePerson } from '../support/community/community.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let outside: OutsideCommunity;
let finn: OutsidePerson;
let anna: C2sClient;
let edda: ApiClient;
let emil: ApiClient;
let audra: ApiClient;

const policy = (name: string, word: string, action: string): string =>
  `policy: ${name}\ntitle: ${name}\nmatch: { pattern: '${word}-[0-9]+' }\naction: ${action}\n`;

beforeAll(async () => {
  [acme, outside] = await Promise.all([Organisation.start(), OutsideCommunity.start()]);
  anna = await acme.person('anna');
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  emil = new ApiClient(acme.origin, (await acme.person('emil', { roles: ['policy-editor'] })).token);
  audra = new ApiClient(acme.origin, (await acme.person('audra', { roles: ['auditor'] })).token);
  finn = await outside.person('finn');
  await putInForce({ 'falcon.yaml': policy('falcon', 'FALCON', 'allow') });
  await finn.follow(anna.actor);
  await outside.until(({ type }) => type === 'Accept');
});

afterAll(() => Promise.all([acme.stop(), outside.stop()]));

async function putInForce(files: Readonly<Record<string, string>>): Promise<string> {
  const version = await push(files);
  const { body } = await edda.post('/policy-requests', { version, reason: 'test' });
  expect((await emil.post(`/policy-requests/${body['id']}/approve`)).status).toBe(200);
  return version;
}

async function push(files: Readonly<Record<string, string>>): Promise<string> {
  return (await edda.post('/policy-sets', { files, message: randomUUID() })).body['version'] as string;
}

async function say(content: string, more: object = {}): Promise<{ activity: string; object: string }> {
  const { status, body } = await anna.post({ type: 'Note', content, to: [asPublic], ...more });
  expect(status).toBe(201);
  const object = (body['object'] as { id: string }).id;
  await acme.drain();
  return { activity: body['id'] as string, object };
}

/** What a worker's job does, and the deliveries that come of it. */
async function recall(request: object): Promise<Recall> {
  const { status, body } = await edda.post('/recalls', { reason: 'test', ...request });
  expect(status).toBe(202);
  return ended(body['id'] as string);
}

async function ended(id: string): Promise<Recall> {
  for (let tries = 0; tries < 400; tries++) {
    const { body } = await audra.get(`/recalls/${id}`);
    if (body['state'] !== 'running') {
      await acme.drain();
      return (await audra.get(`/recalls/${id}`)).body as unknown as Recall;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the recall did not end');
}

const asOutsider = async (url: string) => {
  const response = await fetch(url, { headers: { accept: 'application/activity+json' } });
  return { status: response.status, text: await response.text() };
};

describe('a recall', () => {
  it('takes back here what a new set forbids, tells whoever got it, and says what each server answered', async () => {
    const [bad, good] = [await say('FALCON-1 lands'), await say('good morning')];
    const version = await putInForce({ 'falcon.yaml': policy('falcon', 'FALCON', 'block') });
    const tried = await recall({ dryRun: true });
    expect(tried.tally).toMatchObject({ withdrawn: 1 });
    expect((await asOutsider(bad.object)).status).toBe(200);

    const done = (await recall({})) as Recall & { items: { servers: object[] }[] };
    expect(done).toMatchObject({ state: 'done', version, tally: { withdrawn: 1, undecided: 0 } });
    expect(done.items).toMatchObject([
      {
        subject: bad.object,
        outcome: 'withdrawn',
        policies: ['falcon'],
        servers: [{ host: new URL(outside.origin).host, stands: 'acknowledged', status: 202 }],
      },
    ]);
    expect((await asOutsider(bad.object)).status).toBe(410);
    expect((await asOutsider(bad.activity)).status).toBe(404);
    expect((await asOutsider(good.object)).status).toBe(200);
    expect((await anna.get(bad.object)).body).toMatchObject({ content: 'FALCON-1 lands' });
    const told = await outside.until(({ type }) => type === 'Delete');
    expect(told.objectId).toBe(bad.object);
    const sent = outside.exchanges().map(({ body }) => body);
    expect(sent.filter((body) => body.includes('"Delete"') && body.includes('FALCON'))).toEqual([]);
  });

  it('sends again, with less in it, what a new set would have redacted', async () => {
    const { object, activity } = await say('KESTREL-7 rises at dawn');
    await putInForce({ 'kestrel.yaml': policy('kestrel', 'KESTREL', 'redact') });
    await recall({ dryRun: true });
    expect((await recall({})).tally).toMatchObject({ revised: 1 });
    for (const url of [object, activity]) {
      const { status, text } = await asOutsider(url);
      expect([status, text.includes('rises at dawn'), text.includes('KESTREL')]).toEqual([200, true, false]);
    }
    const update = await outside.until(({ type, objectId }) => type === 'Update' && objectId === object);
    expect(update.object?.content).not.toContain('KESTREL');
    expect((await recall({})).tally).toMatchObject({ revised: 0, withdrawn: 0 });
  });

  it('starts by itself when a set comes in force, once a set', async () => {
    const { object } = await say('OSPREY-1 sleeps');
    const version = await putInForce({ 'osprey.yaml': policy('osprey', 'OSPREY', 'hold') });
    const { store, federation, policySet, policies, config } = acme.context;
    const job = recallJob({
      ...store,
      owner: randomUUID(),
      recalls: federation.recalls,
      latestActivation: () => store.recalls.latestActivation(),
      policySet,
      versions: policies.versions,
      build: async () => undefined,
      origin: config.origin,
      clock: Date.now,
      newId: randomUUID,
    });
    const held = { signal: new AbortController().signal, commits: store.commits };
    await job.run(held);
    await job.run(held);
    const recalls = (await store.recalls.list(50)).filter(({ cause }) => cause === 'activation');
    expect(recalls).toMatchObject([{ version, state: 'done', by: config.origin, tally: { withdrawn: 1 } }]);
    expect((await asOutsider(object)).status).toBe(410);
  });

  it('is not started for all that left before it was tried, and by nobody but an editor', async () => {
    await putInForce({ 'merlin.yaml': policy('merlin', 'MERLIN', 'block') });
    const refused = await edda.post('/recalls', { reason: 'test' });
    expect([refused.status, refused.body['detail']]).toEqual([409, expect.stringContaining('dry run')]);
    expect((await audra.post('/recalls', { reason: 'test', dryRun: true })).status).toBe(403);
    expect((await new ApiClient(acme.origin, anna.token).get('/recalls')).status).toBe(403);
  });

  it('of one post takes it back whatever the policies say, and leaves its author their text', async () => {
    const { object, activity } = await say('sent to the wrong people');
    const done = await recall({ post: activity });
    expect(done).toMatchObject({ cause: 'post', post: object, tally: { withdrawn: 1 } });
    expect((await asOutsider(object)).status).toBe(410);
    expect((await anna.get(object)).body).toMatchObject({ content: 'sent to the wrong people' });
    const unknown = await edda.post('/recalls', { reason: 'x', post: `${acme.origin}/objects/none` });
    expect(unknown.status).toBe(404);
  });

  it('is entered in the ledger with everything that it took back, in no words of a post', async () => {
    const { store } = acme.context;
    await store.ledger.sequence();
    const entries = (await store.ledger.entries(0, 10_000)).map((entry) => new TextDecoder().decode(entry));
    const recalls = entries.map((entry) => JSON.parse(entry)).filter(({ kind }) => kind === 'recall');
    const outcomes = new Set(recalls.map(({ outcome }) => outcome));
    expect(outcomes).toEqual(new Set(['done', 'dry-run-done', 'dry-run-started', 'revised', 'started', 'withdrawn']));
    expect(entries.join('\n')).not.toContain('wrong people');
  });
});

describe('a recall of a post and its edit', () => {
  it('takes both back with one message', async () => {
    const { object } = await say('ROBIN-1 sings');
    const edit = { id: object, type: 'Note', content: 'ROBIN-2 sings', to: [asPublic] };
    expect((await anna.post({ type: 'Update', to: [asPublic], object: edit })).status).toBe(201);
    await acme.drain();
    await putInForce({ 'robin.yaml': policy('robin', 'ROBIN', 'block') });
    await recall({ dryRun: true });
    const { id, tally } = await recall({});
    expect(tally).toMatchObject({ withdrawn: 1 });
    const { body } = await audra.get(`/recalls/${id}`);
    expect(body['items']).toMatchObject([{ subject: object, outcome: 'withdrawn', policies: ['robin'] }]);
    expect((await asOutsider(object)).status).toBe(410);
  });
});

describe('a recall that is broken off', () => {
  it('goes on from where it was, and looks at nothing twice', async () => {
    for (const n of [1, 2, 3]) await say(`HOBBY-${n}`);
    await putInForce({ 'hobby.yaml': policy('hobby', 'HOBBY', 'block') });
    const { store, federation, policySet } = acme.context;
    const request = { cause: 'request', by: 'operator', reason: 'test', dryRun: false } as const;
    const version = policySet.version() ?? '';
    const started = await federation.recalls.start({ ...request, version });
    const id = started.kind === 'started' ? started.recall.id : '';
    const stop = new AbortController();
    const inForce = () => version;
    const trying = async () => undefined;
    const inARow = () => acme.context.gate;
    const progress = ({ tally }: Recall) => (tally.withdrawn === 1 ? stop.abort() : undefined);
    const stopping = { signal: stop.signal, commits: store.commits };
    await federation.recalls.run({ held: stopping, inForce, trying, inARow, progress });
    const half = await store.recalls.byId(id);
    expect(half).toMatchObject({ state: 'running', tally: { withdrawn: 1 } });
    const held = { signal: new AbortController().signal, commits: store.commits };
    await federation.recalls.run({ held, inForce, trying, inARow });
    expect(await store.recalls.byId(id)).toMatchObject({ state: 'done', tally: { withdrawn: 3 } });
  });

  it('changes nothing while nobody can tell which set is in force', async () => {
    const { store, federation } = acme.context;
    const { object } = await say('a quiet day');
    const request = { cause: 'request', by: 'operator', reason: 'test', dryRun: false, version: 'other' } as const;
    const started = await federation.recalls.start(request);
    const id = started.kind === 'started' ? started.recall.id : '';
    const held = { signal: new AbortController().signal, commits: store.commits };
    const parts = { held, trying: async () => undefined, inARow: () => acme.context.gate };
    await federation.recalls.run({ ...parts, inForce: () => undefined });
    expect(await store.recalls.byId(id)).toMatchObject({ state: 'running' });
    await federation.recalls.run({ ...parts, inForce: () => 'another' });
    expect(await store.recalls.byId(id)).toMatchObject({ state: 'superseded' });
    expect((await asOutsider(object)).status).toBe(200);
  });
});
