import { randomUUID } from 'node:crypto';
import type { Decision } from '../../federation/ports/index.ts';
import { compilePolicySet, createGate, type Verdict } from '../../policies/index.ts';
import type { Simulation } from '../../server/ports/index.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: C2sClient;
let edda: ApiClient;
let emil: ApiClient;

const policy = (name: string, word: string, action: string): string =>
  `policy: ${name}\ntitle: ${name}\nmatch: { pattern: '${word}-[0-9]+' }\naction: ${action}\n`;
const before = {
  'osprey.yaml': policy('osprey', 'OSPREY', 'hold'),
  'kestrel.yaml': policy('kestrel', 'KESTREL', 'redact'),
};
const draft = {
  'osprey.yaml': policy('osprey', 'OSPREY', 'allow'),
  'kestrel.yaml': policy('kestrel', 'KESTREL', 'block'),
  'falcon.yaml': policy('falcon', 'FALCON', 'block'),
};

const contents = [
  'good morning',
  '<p>FALCON-1 lands</p>',
  'KESTREL-2 rises, and FALCON-2 too',
  'OSPREY-3 waits',
  'OSPREY-4 waits with FALCON-4',
  'KESTREL-5 rises',
];

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  emil = new ApiClient(acme.origin, (await acme.person('emil', { roles: ['policy-editor'] })).token);
  await putInForce(before);
  for (const content of contents) await say(content);
});

afterAll(() => acme.stop());

const say = (content: string) => anna.post({ type: 'Note', content, to: [asPublic] });

async function push(files: Readonly<Record<string, string>>): Promise<string> {
  return (await edda.post('/policy-sets', { files, message: randomUUID() })).body['version'] as string;
}

async function putInForce(files: Readonly<Record<string, string>>): Promise<void> {
  const { body } = await edda.post('/policy-requests', { version: await push(files), reason: 'test' });
  expect((await emil.post(`/policy-requests/${body['id']}/approve`)).status).toBe(200);
}

async function simulated(version: string, since = 0): Promise<Simulation> {
  const record = await acme.context.policies.versions.get(version);
  const { finished } = await acme.context.simulating.start({ version, files: record!.files, since, by: 'edda' });
  return finished;
}

describe('a simulation', () => {
  it('says policy by policy what would newly be stopped, newly let go, and stay', async () => {
    const { report, state } = await simulated(await push(draft));
    expect(state).toBe('done');
    const counts = report!.policies.map(({ samples: _samples, ...counted }) => counted);
    expect(counts).toEqual([
      { policy: 'falcon', newlyStopped: 2, newlyLetGo: 0, changed: 0, unchanged: 1 },
      { policy: 'kestrel', newlyStopped: 2, newlyLetGo: 0, changed: 0, unchanged: 0 },
      { policy: 'osprey', newlyStopped: 0, newlyLetGo: 1, changed: 0, unchanged: 1 },
    ]);
  });

  it('is the same each time, and changes nothing', async () => {
    const version = await push(draft);
    const [decisions, first] = [await acme.context.store.decisions.count(0), await simulated(version)];
    expect((await simulated(version)).report).toEqual(first.report);
    expect(await acme.context.store.decisions.count(0)).toBe(decisions);
  });

  it('shows samples without what was found in them, for people to mark as right or wrong', async () => {
    const { body } = await edda.post('/simulations', { version: await push(draft) });
    const id = body['id'] as string;
    const done = await finished(id);
    const falcon = done.report!.policies.find((one) => one.policy === 'falcon')!;
    expect(JSON.stringify(falcon.samples)).toContain('lands');
    expect(JSON.stringify(done)).not.toMatch(/(FALCON|OSPREY|KESTREL)-\d/);
    const sample = { policy: 'falcon', post: falcon.samples[0]!.post };
    expect((await emil.post(`/simulations/${id}/marks`, { ...sample, verdict: 'false' })).status).toBe(200);
    expect((await emil.post(`/simulations/${id}/marks`, { ...sample, post: 'other', verdict: 'true' })).status).toBe(
      404,
    );
    expect((await edda.get(`/simulations/${id}`)).body['marks']).toMatchObject([{ ...sample, verdict: 'false' }]);
  });

  it('looks at what was posted since a time only', async () => {
    const { report } = await simulated(await push(draft), Date.now() + 60_000);
    expect(report).toEqual({ posts: 0, gone: 0, policies: [] });
  });

  it('says of every post, byte for byte, what enforcement said of it with the same set', async () => {
    const reviewer = new ApiClient(acme.origin, (await acme.person('rita', { roles: ['reviewer'] })).token);
    const files = { ...draft, 'osprey.yaml': before['osprey.yaml'], 'heron.yaml': policy('heron', 'HERON', 'confirm') };
    await putInForce(files);
    const newest = await acme.context.store.decisions.count(0);
    for (const content of [...contents.slice(0, 2), 'we saw an OSPREY-', 'nothing else', '77 of them'])
      await say(content);
    const held = await say('OSPREY-6 waits');
    const first = await say('an OSPREY-');
    const content = '88 more';
    const edit = { type: 'Note', id: (first.body['object'] as { id: string }).id, content, to: [asPublic] };
    expect((await anna.post({ type: 'Update', to: [asPublic], object: edit })).status).toBe(202);
    const asked = await say('HERON-1 stands');
    const { confirmation } = asked.body['portico'] as { confirmation: { token: string } };
    const portico = { confirmation: confirmation.token };
    const confirmed = { type: 'Note', content: 'HERON-1 stands', to: [asPublic], portico };
    expect((await anna.post(confirmed)).status).toBe(201);
    const id = String(held.location).split('/').at(-1);
    const { body } = await reviewer.get(`/holds/${id}`);
    expect((await reviewer.post(`/holds/${id}/approve`, { digest: body['digest'] })).status).toBe(200);
    const all = await latest((await acme.context.store.decisions.count(0)) - newest);
    const decided = new Map(all.map((one) => [one.id, one.verdict]));
    const again = await verdictsOf(files, (id) => decided.has(id));
    expect([...again.values()].map(({ outcome }) => outcome).sort()).toEqual(
      ['allow', 'allow', 'allow', 'allow', 'allow', 'allow', 'hold', 'hold'].sort(),
    );
    for (const [decision, verdict] of again)
      expect(JSON.stringify(verdict)).toBe(JSON.stringify(decided.get(decision)));
  });
});

async function finished(id: string): Promise<Simulation> {
  for (;;) {
    const { body } = await edda.get(`/simulations/${id}`);
    if (body['state'] !== 'running') return body as unknown as Simulation;
  }
}

async function latest(count: number): Promise<Decision[]> {
  return acme.context.store.decisions.latest(count);
}

/** What a simulation with these files decides on these decisions, by their ids. */
async function verdictsOf(
  files: Readonly<Record<string, string>>,
  wanted: (decision: string) => boolean,
): Promise<Map<string, Verdict>> {
  const compiled = compilePolicySet(files, { hashKey: new Uint8Array(32) });
  if (!compiled.ok) throw new Error('the draft compiles');
  const set = compiled.set.remembering();
  const sealKey = new Uint8Array(32);
  const gate = createGate({ policySet: () => set, sealKey, clock: () => 0, newId: randomUUID });
  const { history } = acme.context.federation.outbox;
  const verdicts = new Map<string, Verdict>();
  for await (const page of history.read(0)) {
    for (const past of page) {
      if (!past || !wanted(past.decision.id)) continue;
      const verdict = await history.decide(gate, past);
      verdicts.set(past.decision.id, verdict);
      const found = await history.find(past.id);
      if (found?.decision.id === past.decision.id) expect(await history.decide(gate, found)).toEqual(verdict);
    }
  }
  return verdicts;
}
