import { randomUUID } from 'node:crypto';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let far: Stranger;
let finn: string;
let anna: C2sClient;
let edda: ApiClient;
let emil: ApiClient;

beforeEach(async () => {
  [acme, far] = await Promise.all([Organisation.start({ idle: true }), Stranger.start()]);
  anna = await acme.person('anna');
  edda = new ApiClient(acme.origin, (await acme.person('edda', { roles: ['policy-editor'] })).token);
  emil = new ApiClient(acme.origin, (await acme.person('emil', { roles: ['policy-editor'] })).token);
  finn = far.actor('finn');
});

afterEach(() => Promise.all([acme.stop(), far.stop()]));

async function forbid(word: string, action: string): Promise<void> {
  const policy = `policy: ban\ntitle: ban\nmatch: { pattern: '${word}-[0-9]+' }\naction: ${action}\n`;
  const { body: set } = await edda.post('/policy-sets', { files: { 'ban.yaml': policy }, message: randomUUID() });
  const { body: asked } = await edda.post('/policy-requests', { version: set['version'], reason: 'test' });
  expect((await emil.post(`/policy-requests/${asked['id']}/approve`)).status).toBe(200);
}

async function say(content: string): Promise<{ object: string; release: string }> {
  const { status, body } = await anna.post({ type: 'Note', content, to: [finn] });
  expect(status).toBe(201);
  const release = await acme.context.store.releases.current(String(body['id']), 'addressed');
  return { object: (body['object'] as { id: string }).id, release: release?.id ?? '' };
}

/** What came of the deliveries that waited. */
async function workOff(): Promise<string[]> {
  await acme.context.federation.workers.start();
  await acme.drain();
  return far.posted.map(({ body }) => JSON.stringify(body));
}

const stateOf = async (release: string) => (await acme.context.store.deliveries.ofRelease(release))[0];

describe('a delivery that waited while another set came in force', () => {
  it.each(['block', 'hold', 'redact'])(
    'is decided again, and stays here where that one would %s it',
    async (action) => {
      const [bad, good] = [await say('OSPREY-1 lands'), await say('good morning')];
      await forbid('OSPREY', action);
      const came = await workOff();
      expect([came.length, came.join().includes('OSPREY')]).toEqual([1, false]);
      expect(await stateOf(bad.release)).toMatchObject({ state: 'given-up', error: expect.stringContaining('policy') });
      expect(await stateOf(good.release)).toMatchObject({ state: 'delivered', status: 202 });
    },
  );

  it('that takes something back goes in any case', async () => {
    const { object } = await say('OSPREY-1 lands');
    await anna.post({ type: 'Delete', object });
    await forbid('OSPREY', 'block');
    expect((await workOff()).filter((body) => body.includes('"Delete"'))).toHaveLength(1);
  });
});

describe('an edit', () => {
  it('is decided on the text that it brings, not on the one that it replaces', async () => {
    await forbid('OSPREY', 'block');
    const { body } = await anna.post({ type: 'Note', content: 'good morning', to: [asPublic] });
    const { id } = body['object'] as { id: string };
    const edit = await anna.post({ type: 'Update', object: { id, type: 'Note', content: 'OSPREY-1 lands' } });
    expect(edit.status).toBe(403);
    const seen = await fetch(id, { headers: { accept: 'application/activity+json' } });
    expect(await seen.text()).toContain('good morning');
  });
});
