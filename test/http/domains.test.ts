import type { DomainSwitch } from '../../server/peers/domain-ruling.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let far: Stranger;
let finn: string;
let anna: C2sClient;
let root: ApiClient;
let post: string;

beforeAll(async () => {
  [acme, far] = await Promise.all([Organisation.start(), Stranger.start()]);
  anna = await acme.person('anna');
  root = new ApiClient(acme.origin, (await acme.person('root', { roles: ['admin'] })).token);
  finn = far.actor('finn');
  const { body } = await anna.post({ type: 'Note', content: 'good morning', to: [asPublic] });
  post = (body['object'] as { id: string }).id;
});

afterAll(() => Promise.all([acme.stop(), far.stop()]));

async function rule(...on: DomainSwitch[]): Promise<void> {
  const { status } = await root.post('/domains', { domain: new URL(far.origin).host, on, reason: 'test' });
  expect(status).toBe(200);
}

const follow = () => far.deliver(`${anna.actor}/inbox`, far.activity(finn, 'Follow', anna.actor));
const writeTo = (actor: string) => anna.post({ type: 'Note', content: 'hello', to: [actor] });

describe('a rule for a domain', () => {
  it('drops what comes from there, and nothing else', async () => {
    expect((await follow()).status).toBe(202);
    await rule('dropIncoming');
    expect((await follow()).status).toBe(403);
    expect((await far.fetchAs(finn, post)).status).toBe(200);
    await rule();
    expect((await follow()).status).toBe(202);
  });

  it('drops what was queued before it, too', async () => {
    const idle = await Organisation.start({ idle: true });
    const bert = await idle.person('bert');
    const { store, federation, domains } = idle.context;
    const asked = await far.deliver(`${bert.actor}/inbox`, far.activity(finn, 'Follow', bert.actor));
    expect(asked.status).toBe(202);
    const { host } = new URL(far.origin);
    await domains.set({ domain: host, on: ['dropIncoming'], reason: 'test', by: 'operator' });
    await federation.workers.start();
    await idle.drain();
    expect(await store.followers.countOutside(`${bert.actor}/followers`, idle.origin)).toBe(0);
    await idle.stop();
  });

  it('lets nothing go there', async () => {
    expect((await writeTo(finn)).status).toBe(201);
    await far.until((posted) => posted.some(({ body }) => body['type'] === 'Create'));
    await rule('dropOutgoing');
    const refused = await writeTo(finn);
    expect(refused.status).toBe(403);
    const before = far.posted.length;
    await anna.post({ type: 'Note', content: 'for followers', to: [asPublic] });
    await acme.drain();
    expect(far.posted).toHaveLength(before);
    await rule();
  });

  it('answers a signed fetch from there like one for something that never was, though the thing is public', async () => {
    await rule('refuseTheirFetches');
    const never = await far.fetchAs(finn, `${acme.origin}/objects/00000000-0000-4000-8000-000000000000`);
    expect(await far.fetchAs(finn, post)).toEqual(never);
    expect((await fetch(post, { headers: { accept: 'application/activity+json' } })).status).toBe(200);
    await rule('refuseTheirFetches', 'refuseOurFetches', 'dropIncoming', 'dropOutgoing');
    expect(await far.fetchAs(far.actor('new'), post)).toEqual(never);
    await rule();
  });

  it('fetches nothing from there', async () => {
    await rule('refuseOurFetches');
    const asked = far.asked.length;
    expect((await writeTo(far.actor('fresh'))).status).toBe(400);
    expect(far.asked).toHaveLength(asked);
    await rule();
    expect((await writeTo(far.actor('known'))).status).toBe(201);
  });

  it('that another process made holds here as soon as it is committed', async () => {
    const { store, federation } = acme.context;
    const at = { reason: 'test', by: 'operator', at: 1 };
    const off = { allowed: false, dropOutgoing: false, refuseTheirFetches: false, refuseOurFetches: false };
    const made = { ...at, ...off, domain: new URL(far.origin).hostname, dropIncoming: true };
    await root.post(`/domains/${new URL(far.origin).host}/remove`);
    await store.commits.commit([{ change: 'domain.put', rule: made }]);
    await store.signals.raise('peers');
    await federation.peers.refresh();
    expect((await follow()).status).toBe(403);
    expect((await root.post(`/domains/${made.domain}/remove`)).status).toBe(200);
    expect((await follow()).status).toBe(202);
  });

  it('is for administrators to make, for auditors to read, and in the ledger', async () => {
    await rule();
    const audra = new ApiClient(acme.origin, (await acme.person('audra', { roles: ['auditor'] })).token);
    expect((await audra.get('/domains')).body['domains']).toHaveLength(1);
    expect((await audra.post('/domains', { domain: 'x.example', on: [], reason: 'x' })).status).toBe(403);
    expect((await root.post('/domains', { domain: 'no name', on: [], reason: 'x' })).status).toBe(422);
    const { ledger } = acme.context.store;
    await ledger.sequence();
    const entries = (await ledger.entries(0, 1_000)).map((entry) => JSON.parse(new TextDecoder().decode(entry)));
    const changes = entries.filter(({ kind }) => kind === 'policy-change').map(({ outcome }) => outcome);
    expect(new Set(changes)).toEqual(new Set(['domain-set', 'domain-removed']));
  });
});
