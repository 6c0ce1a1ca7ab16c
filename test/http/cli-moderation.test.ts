import { join } from 'node:path';
import { Organisation } from '../support/portico/organisation.ts';
import { type CliResult, runCli } from '../support/portico/run-cli.ts';
import { storeEnv } from '../support/portico/store-env.ts';

const blocks = join(import.meta.dirname, '../fixtures/domain-lists/mastodon-blocks.csv');
const eve = 'https://far.example/users/eve';

let acme: Organisation;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  const store = storeEnv();
  acme = await Organisation.start({ idle: true, env: store });
  env = { ...store, PORTICO_ORIGIN: acme.origin, PORTICO_DATA: acme.context.config.dataFolder };
});
afterAll(() => acme.stop());

const cli = (...args: string[]): Promise<CliResult> => runCli(args, { env });
const standing = async (actor: string): Promise<string> => {
  await acme.context.federation.peers.refresh();
  return acme.context.moderation.accounts.standing(actor);
};

it('keeps outsiders out beside a running server, and lets them in again', async () => {
  const suspended = await cli('account', 'suspend', eve, '--reason', 'spam');
  expect(suspended).toMatchObject({ code: 0, stdout: `${eve}  suspended  spam\n` });
  expect(await standing(eve)).toBe('suspended');
  expect((await cli('account', 'lift', eve)).code).toBe(0);
  expect(await standing(eve)).toBe('ordinary');
});

it('turns a network away, and lets it in again', async () => {
  const blocked = await cli('address', 'block', '203.0.113.9', '--reason', 'scraping', '--json');
  const { id } = JSON.parse(blocked.stdout) as { id: string };
  expect((await cli('address', 'list')).stdout).toBe(`${id}  203.0.113.9/32  scraping\n`);
  expect((await cli('address', 'block', '0.0.0.0/0')).code).not.toBe(0);
  expect((await cli('address', 'unblock', id)).code).toBe(0);
  expect((await cli('address', 'unblock', id)).code).not.toBe(0);
  expect((await cli('address', 'list')).stdout).toBe('no network is blocked\n');
});

it('tries a list, imports it and writes it again', async () => {
  const tried = await cli('domain', 'import', blocks, '--reason', 'from a friend', '--dry-run');
  expect(tried.stdout).toContain('would be added: 3');
  expect(await standing('https://worst.example/users/x')).toBe('ordinary');
  expect((await cli('domain', 'import', blocks, '--reason', 'from a friend')).stdout).toContain('added: 3');
  expect(await standing('https://worst.example/users/x')).toBe('suspended');
  expect((await cli('domain', 'export')).stdout).toContain(
    'worst.example,suspend,true,true,"harassment, every day",false',
  );
});

it('subscribes to lists, and shows what came of them', async () => {
  const url = 'https://lists.example/blocks.csv';
  const made = await cli('domain', 'subscribe', url, '--title', 'blocks', '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({ url, kind: 'block', priority: 100, dryRun: false });
  expect((await cli('domain', 'lists')).stdout).toContain('not read yet');
});

it('shows what waits and what was reported, and deals with it', async () => {
  const { store } = acme.context;
  const by = 'https://far.example/actor';
  const report = { id: 'r1', activity: `${by}/1`, by, about: [eve], items: [], comment: '', at: 1 };
  const hold = {
    ...{ id: 'h1', actor: eve, activity: 'https://far.example/1', type: 'Create', heldAt: 1, score: 75 },
    ...{ body: new TextEncoder().encode('{}'), signals: [{ signal: 'many-links', points: 20 }] },
  };
  await store.commits.commit([
    { change: 'report.put', report },
    { change: 'inboundHold.put', hold },
  ]);
  expect((await cli('queue', 'list')).stdout).toBe(`h1  ${eve}  75  many-links\n`);
  expect((await cli('queue', 'reject', 'h1')).stdout).toBe('rejected: h1\n');
  expect((await cli('report', 'resolve', 'r1', '--act', 'silence')).code).toBe(0);
  expect(await standing(eve)).toBe('silenced');
});
