import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { runCli } from '../support/portico/run-cli.ts';
import { storeEnv } from '../support/portico/store-env.ts';
import { Stranger } from '../support/stranger.ts';

type Document = Readonly<Record<string, unknown>>;

let acme: Organisation;
let far: Stranger;
let anna: C2sClient;
let root: ApiClient;
let host: string;
let store: Readonly<Record<string, string>>;

beforeEach(async () => {
  store = storeEnv();
  [acme, far] = await Promise.all([Organisation.start({ env: store }), Stranger.start()]);
  anna = await acme.person('anna');
  root = new ApiClient(acme.origin, (await acme.person('root', { roles: ['admin'] })).token);
  host = new URL(far.origin).host;
  await far.deliver(`${anna.actor}/inbox`, far.activity(far.actor('finn'), 'Follow', anna.actor));
  await acme.drain();
  await far.until((posted) => posted.some(({ body }) => body['type'] === 'Accept'));
});
afterEach(() => Promise.all([acme.stop(), far.stop()]));

const posts = (): unknown[] => far.posted.filter(({ body }) => body['type'] === 'Create');
const post = (content: string) => anna.post({ type: 'Note', content, to: [asPublic], cc: [`${anna.actor}/followers`] });
/** As the workers write it when a host has failed several times. */
const rest = () =>
  acme.context.store.hosts.put({
    ...{ host, failingDays: ['2026-11-23'], deadSince: Date.now(), lastProbe: Date.now(), rfc9421: false },
    ...{ openUntil: Date.now() + 60_000, lastError: 'answered 500' },
  });

async function waitingForTheDead(): Promise<void> {
  await rest();
  await acme.context.store.signals.raise('hosts');
  await post('one');
  await acme.drain();
}

it('are seen by host, with what is held against it', async () => {
  await waitingForTheDead();
  const { body } = await root.get('/deliveries');
  expect(body).toMatchObject({ waiting: 1, givenUp: 0, inbound: 0 });
  expect(body['oldest']).toEqual(expect.any(Number));
  const [state] = body['hosts'] as Document[];
  expect(state).toMatchObject({ host, state: 'dead', lastError: 'answered 500', queue: { waiting: 1 } });
  expect(Number(state?.['nextProbe'])).toBeGreaterThan(Date.now());
  const one = await root.get(`/deliveries/${host}`);
  expect(one.body).toMatchObject({ state: 'dead', deliveries: [{ host, signer: anna.actor, attempts: 0 }] });
});

it('are tried again at once, though the host counts as dead', async () => {
  await waitingForTheDead();
  expect(posts()).toHaveLength(0);
  expect((await root.post('/deliveries/retry', { host })).body).toEqual({ count: 1 });
  await far.until(() => posts().length === 1);
  await acme.drain();
  expect((await root.get(`/deliveries/${host}`)).body).toMatchObject({ state: 'fine', deliveries: [] });
});

it('are dropped one by one, and can be taken up again', async () => {
  await waitingForTheDead();
  const { body } = await root.get(`/deliveries/${host}`);
  const [{ id }] = body['deliveries'] as [Document];
  expect((await root.post('/deliveries/drop', { id })).body).toEqual({ count: 1 });
  expect((await root.get('/deliveries')).body).toMatchObject({ waiting: 0, givenUp: 1 });
  const given = await root.get(`/deliveries/${host}?state=given-up`);
  expect(given.body).toMatchObject({ deliveries: [{ id, error: 'dropped by an operator' }] });
  expect((await root.post('/deliveries/retry', { host })).body).toEqual({ count: 1 });
  await far.until(() => posts().length === 1);
});

it('are for administrators, and what they do is in the ledger', async () => {
  const audra = new ApiClient(acme.origin, (await acme.person('audra', { roles: ['auditor'] })).token);
  expect((await audra.get('/deliveries')).status).toBe(200);
  expect((await audra.post('/deliveries/drop', { host })).status).toBe(403);
  expect((await root.post('/deliveries/drop', {})).status).toBe(422);
  expect((await root.post('/deliveries/drop', { host })).body).toEqual({ count: 0 });
  const { ledger } = acme.context.store;
  await ledger.sequence();
  const entries = (await ledger.entries(0, 1_000)).map((entry) => JSON.parse(new TextDecoder().decode(entry)));
  expect(entries).toContainEqual(expect.objectContaining({ outcome: 'deliveries-dropped', subject: host }));
});

it('are seen and dropped from the command line', async () => {
  await waitingForTheDead();
  const env = {
    PORTICO_ORIGIN: acme.origin,
    PORTICO_DATA: acme.context.config.dataFolder,
    ...store,
    PORTICO_FEDERATION: 'open',
    PORTICO_ALLOW_PRIVATE_ADDRESSES: '1',
  };
  const status = await runCli(['delivery', 'status', '--json'], { env });
  expect(JSON.parse(status.stdout)).toMatchObject({ waiting: 1, hosts: [{ host, state: 'dead' }] });
  const dropped = await runCli(['delivery', 'drop', '--host', host], { env });
  expect(dropped).toMatchObject({ code: 0, stdout: 'dropped: 1\n' });
});
