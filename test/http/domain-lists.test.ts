import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domainListsJob, moderationJob } from '../../server/jobs/moderation.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

type Document = Readonly<Record<string, unknown>>;

const fixtures = join(import.meta.dirname, '../fixtures/domain-lists');
const blocks = readFileSync(join(fixtures, 'mastodon-blocks.csv'), 'utf8');

let acme: Organisation;
let far: Stranger;
let root: ApiClient;
let now = Date.UTC(2026, 10, 23, 9);

beforeAll(async () => {
  [acme, far] = await Promise.all([
    Organisation.start({ idle: true, overrides: { clock: () => now } }),
    Stranger.start(),
  ]);
  root = new ApiClient(acme.origin, (await acme.person('root', { roles: ['admin'] })).token);
});
afterAll(() => Promise.all([acme.stop(), far.stop()]));
afterEach(async () => {
  const { domains, moderation } = acme.context;
  for (const { id } of await moderation.subscriptions.list()) await moderation.subscriptions.remove(id, 'operator');
  for (const { domain } of await domains.list()) await domains.remove(domain, 'operator');
});

const rules = async (): Promise<unknown[]> =>
  (await acme.context.domains.list()).map(({ domain, suspend, silence }) => [
    domain,
    suspend ? 'suspend' : silence ? 'silence' : 'else',
  ]);
const standing = (host: string) => acme.context.federation.peers.standing(`https://${host}/users/x`);

describe('a list as a file', () => {
  const send = (more: object = {}) =>
    root.post('/domain-lists/import', { list: blocks, kind: 'block', reason: 'from a friend', ...more });

  it('is tried before it counts, and leaves what people have set', async () => {
    await root.post('/domains', { domain: 'loud.example', on: ['rejectMedia'], reason: 'ours' });
    const tried = await send({ dryRun: true });
    expect(tried.body).toMatchObject({
      kind: 'tried',
      added: ['pictures.example', 'worst.example'].toReversed(),
      changed: [],
    });
    expect(await rules()).toHaveLength(1);
    expect((await send()).body).toMatchObject({ kind: 'imported', added: ['worst.example', 'pictures.example'] });
    expect(standing('worst.example')).toBe('suspended');
    expect(standing('loud.example')).toBe('ordinary');
    expect((await send({ overwrite: true })).body).toMatchObject({ changed: expect.arrayContaining(['loud.example']) });
    expect(standing('loud.example')).toBe('silenced');
  });

  it('comes out as it went in', async () => {
    await send();
    const { body } = await root.get('/domain-lists/export?kind=block&form=csv');
    const lines = (text: string): string[] => text.trim().split('\n').toSorted();
    const given = lines(blocks).filter((line) => !/^(nothing|b\*d)/.test(line));
    expect(lines(String(body['list']))).toEqual(given);
  });

  it('that is none is refused, and for administrators alone', async () => {
    expect((await send({ list: '{' })).status).toBe(422);
    const mo = new ApiClient(acme.origin, (await acme.person('mo', { roles: ['moderator'] })).token);
    expect((await mo.post('/domain-lists/import', { list: 'x.example', kind: 'block', reason: 'x' })).status).toBe(403);
    expect((await mo.get('/domain-lists/export')).status).toBe(200);
  });
});

/** Runs a background job as the process that has its lease. */
async function job(name: 'moderation' | 'domain-lists'): Promise<void> {
  const { moderation, store } = acme.context;
  const jobs = [moderationJob(moderation, async () => now), domainListsJob(moderation)];
  const held = { signal: new AbortController().signal, commits: store.commits };
  await jobs.find((one) => one.name === name)?.run(held);
}

describe('a subscription', () => {
  const subscribe = async (path: string, more: object = {}): Promise<string> => {
    const asked = { kind: 'block', title: path, priority: 100, dryRun: false, expireDays: 0 };
    const { body } = await root.post('/domain-lists', { ...asked, url: `${far.origin}${path}`, ...more });
    return String(body['id']);
  };
  const run = async (dryRun = false): Promise<Document[]> => {
    const { body } = await root.post('/domain-lists/run', { dryRun });
    return (body['lists'] as Document[]).map(({ lastRun }) => lastRun as Document);
  };

  it('is tried, then makes rules, changes them, and takes them away', async () => {
    far.put('/blocks.csv', blocks, 'text/csv');
    const id = await subscribe('/blocks.csv');
    expect(await run(true)).toMatchObject([{ kind: 'tried', added: 3, skipped: 2 }]);
    expect(await rules()).toEqual([]);
    expect(await run()).toMatchObject([{ kind: 'applied', added: 3, changed: 0, removed: 0 }]);
    expect(standing('worst.example')).toBe('suspended');
    far.put('/blocks.csv', '#domain,#severity\nworst.example,silence\n', 'text/csv');
    expect(await run()).toMatchObject([{ kind: 'applied', added: 0, changed: 1, removed: 2 }]);
    expect(await rules()).toEqual([['worst.example', 'silence']]);
    await root.post(`/domain-lists/${id}/remove`);
    expect(await rules()).toEqual([]);
  });

  it('that only tells what it would do does nothing', async () => {
    far.put('/dry.txt', 'dry.example', 'text/plain');
    await subscribe('/dry.txt', { dryRun: true });
    expect(await run()).toMatchObject([{ kind: 'tried', added: 1 }]);
    expect(await rules()).toEqual([]);
  });

  it('keeps its rules while its list is away or empty, until they run out', async () => {
    far.put('/short.txt', 'short.example', 'text/plain');
    await subscribe('/short.txt', { expireDays: 3 });
    await run();
    far.put('/short.txt', '', 'text/plain');
    expect(await run()).toMatchObject([{ kind: 'failed', reason: 'the list names no domain' }]);
    expect(standing('short.example')).toBe('suspended');
    now += 3 * 24 * 60 * 60 * 1000;
    expect(standing('short.example')).toBe('ordinary');
    await job('moderation');
    expect(await rules()).toEqual([]);
  });

  it('is read once a day by itself, by one process at a time', async () => {
    far.put('/daily.json', '[{"domain":"daily.example"}]', 'application/json');
    await subscribe('/daily.json');
    const due = () => job('domain-lists');
    const asked = () => far.asked.filter((line) => line.includes('daily.json')).length;
    await due();
    expect([await rules(), asked()]).toEqual([[['daily.example', 'suspend']], 1]);
    await due();
    expect(asked()).toBe(1);
    now += 24 * 60 * 60 * 1000;
    await due();
    expect(asked()).toBe(2);
  });

  it('of an address that is none is refused', async () => {
    const asked = { kind: 'block', title: 'x', priority: 1, dryRun: false, expireDays: 0, url: 'file:///etc/passwd' };
    expect((await root.post('/domain-lists', asked)).status).toBe(422);
  });
});
