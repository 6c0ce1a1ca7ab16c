import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ServerStore } from '../../server/ports/index.ts';
import { leftBehind, recordKinds } from '../../server/storage/record-kinds.ts';
import { openAt } from '../contract/open-at.ts';
import { activity, actor, at, follow, inbound, note, origin, press, release } from '../contract/samples.ts';
import { outbox, partsOf, submission, whole } from '../contract/submission.ts';
import { howToRun, mongoServer } from '../support/ferretdb/server.ts';
import { type CliResult, runCli } from '../support/portico/run-cli.ts';

const server = await mongoServer();
if (!server) process.stderr.write(`${howToRun}\n`);

describe('portico store copy', () => {
  let folder: string;
  const place = (name: string): string => `sqlite:${join(folder, `${name}.sqlite`)}`;
  const copy = (from: string, to: string): Promise<CliResult> => runCli(['store', 'copy', '--from', from, '--to', to]);
  const filled = async (posts = 3): Promise<string> => {
    const store = await openAt(place('from'));
    await fill(store, posts);
    await store.close();
    return place('from');
  };
  /** One line for each kind with its count and digest. */
  const digests = ({ stdout }: CliResult): string[] => stdout.split('\n').filter((line) => /[0-9a-f]{64}$/.test(line));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-copy-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  afterAll(() => server?.stop());

  it('moves everything to another data file', async () => {
    const copied = await copy(await filled(), place('to'));
    expect([copied.code, copied.stderr]).toEqual([0, expect.stringContaining('portico: comparing\n')]);
    expect(copied.stdout).toMatch(/^copied \d+ records, and both stores agree$/m);
    await isWhole(place('to'));
  });

  it('refuses a store that is not empty, and a file that is not there', async () => {
    const from = await filled(1);
    const other = await openAt(place('to'));
    await other.commits.commit(submission('other').changes);
    await other.close();
    expect((await copy(from, place('to'))).stderr).toContain('portico: the store to copy to is not empty');
    expect((await copy(place('absent'), place('to'))).stderr).toContain('portico: there is no data file to copy from');
  });

  it('refuses a store that a process uses', async () => {
    const store = await openAt(await filled(1));
    await store.owners.enlist('worker');
    expect((await copy(place('from'), place('to'))).stderr).toContain('portico: the store to copy from is in use');
    await store.close();
  });

  const killedAndBegunAgain = async (posts: number, to: string): Promise<void> => {
    const from = await filled(posts);
    const child = spawn(process.execPath, ['server/cli/main.ts', 'store', 'copy', '--from', from, '--to', to]);
    const ended = once(child, 'exit');
    let told = '';
    for await (const text of child.stderr.setEncoding('utf8')) {
      told += String(text);
      if (told.includes('portico: objects')) break;
    }
    child.kill('SIGKILL');
    await ended;
    expect(told).toContain('portico: objects');
    const again = await copy(from, to);
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('going on with the copy that was begun')]);
    expect(again.stdout).toMatch(/^copied \d+ records, and both stores agree$/m);
    await isWhole(to);
  };

  it('goes on where it was killed', async () => {
    await killedAndBegunAgain(400, place('to'));
  });

  it('knows every table of the data file', async () => {
    await filled(1);
    const database = new Database(join(folder, 'from.sqlite'), { readonly: true });
    const tables = database
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all()
      .map(({ name }) => name);
    database.close();
    const known = new Set([...leftBehind, ...recordKinds.map(({ name }) => name)]);
    expect(tables.filter((name) => !known.has(name) && !name.startsWith('search_words_'))).toEqual([]);
  });

  (server ? it : it.skip)('moves everything to MongoDB and back, to the last byte', async () => {
    const there = server?.urlOf(`portico-${randomUUID()}`) ?? '';
    const went = await copy(await filled(), there);
    expect([went.code, went.stderr]).toEqual([0, expect.any(String)]);
    const came = await copy(there, place('back'));
    expect([came.code, came.stderr]).toEqual([0, expect.any(String)]);
    expect(digests(came)).toEqual(digests(went));
    // These write, so they come last.
    await isWhole(place('back'));
    await isWhole(there);
  });

  (server ? it : it.skip)('goes on where it was killed on its way to MongoDB', async () => {
    await killedAndBegunAgain(60, server?.urlOf(`portico-${randomUUID()}`) ?? '');
  });

  async function isWhole(where: string): Promise<void> {
    const store = await openAt(where);
    expect(await partsOf('p1', store)).toEqual(whole);
    const { followers, ledger, deliveries, inbound: queue } = store;
    expect(await followers.targets(`${press}/followers`, undefined, 10)).toEqual([
      { inbox: 'https://far.example/inbox', host: 'far.example' },
    ]);
    expect(await ledger.indexOf('decision', 'decision p1')).toBeDefined();
    const request = { owner: 'a', now: at + 10, leaseMs: 1_000, limit: 5 };
    expect(await deliveries.claim({ ...request, perHost: 5, withoutHosts: [] })).toHaveLength(5);
    expect(await queue.claim(request)).toHaveLength(1);
    await store.commits.commit(submission('later').changes);
    expect(await partsOf('later', store)).toEqual(whole);
    await store.close();
  }
});

async function fill(store: ServerStore, posts: number): Promise<void> {
  for (let n = 1; n <= posts; n += 1) await store.commits.commit(submission(`p${n}`).changes);
  const follower = 'https://far.example/users/ada';
  const followed = follow(follower, press);
  const like = activity({ type: 'Like', object: [`${origin}/objects/p1`] });
  const file = {
    ...{ id: 'file', owner: press, kind: 'picture' as const, description: 'a tide gauge', uploadedAt: at },
    original: { mediaType: 'image/png', size: 3, digest: 'digest' },
  };
  await store.commits.commit([
    { change: 'object.insert', node: actor(follower, 'https://far.example/inbox') },
    { change: 'activity.insert', node: followed, collections: [`${press}/followers`] },
    { change: 'activity.insert', node: like, collections: [outbox, `${origin}/objects/p1/likes`] },
    { change: 'object.insert', node: note({ id: `${origin}/objects/last` }) },
    { change: 'release.put', release: release({ id: 'release of like', subject: like.id ?? '' }) },
    { change: 'media.put', file },
    { change: 'media.shown', object: `${origin}/objects/last`, media: ['file'] },
    { change: 'clientData.put', owner: press, kind: 'marker', key: 'home', value: { at: [1, null] } },
    { change: 'id.put', iri: `${origin}/objects/p1`, id: '000000000000000042' },
    { change: 'listing.add', listing: `home:${press}`, item: `${origin}/objects/p1` },
    { change: 'retraction.put', retraction: { actor: follower, id: 'https://far.example/notes/1', at } },
  ]);
  await moderate(store, follower);
  await store.inbound.accept(inbound());
  await store.hosts.put({ host: 'far.example', failingDays: [], rfc9421: true });
  await store.hosts.put({
    host: 'ill.example',
    failingDays: ['2026-11-23'],
    openUntil: at,
    lastError: 'timeout',
    rfc9421: false,
  });
}

async function moderate(store: ServerStore, outsider: string): Promise<void> {
  const ruled = { reason: 'spam', by: 'operator', at };
  const list = { id: 's1', url: 'https://lists.example/1', title: 'blocks', kind: 'block', priority: 9 } as const;
  const arrived = { id: 'h1', actor: outsider, activity: `${outsider}#1`, type: 'Create', body: Uint8Array.of(0, 255) };
  const newAccount = { days: 7, mentionsMost: 5, linksMost: 5 };
  await store.commits.commit([
    { change: 'actorRule.put', rule: { actor: outsider, suspend: true, silence: false, rejectMedia: false, ...ruled } },
    {
      change: 'inboundPolicy.put',
      policy: { rules: [], mentionsMost: 30, newAccount, holdAt: 60, by: 'operator', at },
    },
    { change: 'inboundHold.put', hold: { ...arrived, score: 75, signals: [{ signal: 'x', points: 75 }], heldAt: at } },
    {
      change: 'inboundHold.put',
      hold: { ...arrived, id: 'h2', recipient: 'press', score: 0, signals: [], heldAt: at },
    },
    { change: 'subscription.put', subscription: { ...list, dryRun: true, expireDays: 0, by: 'operator', at } },
  ]);
}
