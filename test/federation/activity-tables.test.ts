import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { activityTables, placed, type Row } from '../support/shapes/fixtures.ts';
import { Stranger } from '../support/stranger.ts';

/** Activities as the documentation of the field's servers has them, each by an account of its own, over HTTP and signed. */
let acme: Organisation;
let anna: C2sClient;
let post: string;

type Document = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  acme = await Organisation.start();
  const { actor, token } = await acme.person('anna');
  anna = new C2sClient(actor, token);
  const { body } = await anna.post({ type: 'Note', content: '<p>ours</p>', to: [asPublic] });
  post = (body['object'] as { readonly id: string }).id;
});
afterAll(() => acme.stop());

/** What came of a row. */
interface Came {
  readonly row: Row;
  readonly status: number;
}

/** The row as its account on that server sends it. */
async function rowOf(row: Row, at: number, far: Stranger): Promise<Row> {
  const sender = row.sender === undefined ? far.actor(`ada${at}`) : `${far.origin}${row.sender}-${at}`;
  const keyed = { id: `${sender}#main-key`, owner: sender, publicKeyPem: far.publicKeyPem };
  if (row.sender !== undefined) {
    const group = { type: 'Group', id: sender, inbox: `${sender}/inbox`, preferredUsername: 'doors', publicKey: keyed };
    far.put(`${row.sender}-${at}`, { '@context': 'https://www.w3.org/ns/activitystreams', ...group });
  }
  const follow = row.follows ? String((await anna.post({ type: 'Follow', object: sender })).body['id']) : '';
  const places = {
    [`https://sender.example${row.sender ?? '/users/ada'}`]: sender,
    'https://sender.example': far.origin,
    'https://portico.example/objects/post': post,
    'https://portico.example': acme.origin,
    $follow: follow,
    '"$key"': JSON.stringify(keyed),
  };
  return placed(row, places);
}

async function sent(far: Stranger, activity: Document): Promise<number> {
  return (await far.deliver(`${anna.actor}/inbox`, activity)).status;
}

function idOf(thing: unknown): string {
  const id = typeof thing === 'object' && thing !== null ? Reflect.get(thing, 'id') : thing;
  return typeof id === 'string' ? id : '';
}

const object = (id: string) => acme.context.store.objects.get(id);
/** Whether an object or an activity is here, and not what was left of it. */
async function isHere(id: string): Promise<boolean> {
  const node = (await object(id)) ?? (await acme.context.store.activities.get(id));
  return node !== undefined && node.type !== 'Tombstone';
}

const checks: Readonly<Record<Row['comes'], (came: Came) => Promise<void>>> = {
  async stored({ row: { activity, holds = [] } }) {
    const text = JSON.stringify(await object(idOf(activity['object'])));
    expect(holds.filter((held) => !text?.includes(held))).toEqual([]);
    expect(text).not.toMatch(/<script|onerror/);
  },
  async gone({ row: { activity } }) {
    expect(await isHere(idOf(activity['object']))).toBe(false);
  },
  async filed({ row: { activity } }) {
    expect(await acme.context.store.activities.get(idOf(activity))).toMatchObject({ type: activity['type'] });
  },
  async reported({ row: { activity } }) {
    const reports = await acme.context.store.reports.page({ open: true, limit: 100 });
    expect(reports.map((report) => report.activity)).toContain(idOf(activity));
  },
  async ignored({ row: { activity }, status }) {
    expect(status).toBe(202);
    expect(await acme.context.store.activities.get(idOf(activity))).toBeUndefined();
    if (activity['type'] === 'Create') expect(await isHere(idOf(activity['object']))).toBe(false);
  },
};

describe.each(Object.entries(activityTables()))('what %s sends', (_server, rows) => {
  const came = new Map<string, Came>();
  let far: Stranger;

  beforeAll(async () => {
    far = await Stranger.start();
    const placedRows: Row[] = [];
    for (const [at, row] of rows.entries()) {
      for (const [path, document] of Object.entries(row.serve ?? {})) far.put(path, document);
      placedRows.push(await rowOf(row, at, far));
    }
    for (const [path, document] of placedRows.flatMap(({ serve = {} }) => Object.entries(serve)))
      far.put(path, document);
    for (const { before = [] } of placedRows) for (const one of before) expect(await sent(far, one)).toBe(202);
    await acme.drain();
    for (const { name, comes, before, activity } of placedRows) {
      if (comes === 'gone' && before) expect([name, await isHere(idOf(activity['object']))]).toEqual([name, true]);
    }
    for (const row of placedRows) came.set(row.name, { row, status: await sent(far, row.activity) });
    await acme.drain();
  }, 120_000);
  afterAll(() => far.stop());

  it.each(rows.map(({ name, comes, source }) => [name, comes, source] as const))('%s: %s', async (name, comes) => {
    const one = came.get(name);
    if (!one) throw new Error(`\`${name}\` was not sent`);
    await checks[comes](one);
  });
});

it('each row says where it was written from, and there are two hundred shapes and more', () => {
  const rows = Object.values(activityTables()).flat();
  expect(rows.filter(({ source }) => !/^https:\/\/[\w.-]+\/./.test(source)).map(({ name }) => name)).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(200);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});
