import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { placed, type Shape, shapes } from '../support/shapes/fixtures.ts';
import { Stranger } from '../support/stranger.ts';

/** What the servers of the field send, each sent over HTTP and signed, and what people here see of it. */
let acme: Organisation;
let anna: C2sClient;
let client: RestClient;
let moderator: ApiClient;
let far: Stranger;

beforeAll(async () => {
  acme = await Organisation.start();
  client = await RestClient.join(acme, 'anna');
  anna = new C2sClient(`${acme.origin}/users/anna`, client.token);
  const mo = await acme.person('mo', { roles: ['moderator'] });
  moderator = new ApiClient(acme.origin, mo.token);
});
afterAll(() => acme.stop());

beforeEach(async () => {
  far = await Stranger.start();
});
afterEach(() => far.stop());

interface Sent {
  readonly shape: Shape;
  readonly post: string;
  readonly poll: string;
}

type Document = Readonly<Record<string, unknown>>;

async function objectOf(document: Document): Promise<string> {
  const { body } = await anna.post({ to: [asPublic], ...document });
  return (body['object'] as { id: string }).id;
}

async function send(shape: Shape): Promise<Sent> {
  const policy = { canLike: { automaticApproval: [asPublic] } };
  const context = [
    'https://www.w3.org/ns/activitystreams',
    { gts: 'https://gotosocial.org/ns#', interactionPolicy: { '@id': 'gts:interactionPolicy', '@type': '@id' } },
    { canLike: { '@id': 'gts:canLike', '@type': '@id' } },
    { automaticApproval: { '@id': 'gts:automaticApproval', '@type': '@id' } },
  ];
  const note = { '@context': context, type: 'Note', content: '<p>ours</p>', interactionPolicy: policy };
  const text = JSON.stringify(shape);
  const post = text.includes('/objects/post') ? await objectOf(note) : '';
  const choices = ['Yes', 'No'].map((name) => ({
    type: 'Note',
    name,
    replies: { type: 'Collection', totalItems: 0 },
  }));
  const endTime = new Date(Date.now() + 3_600_000).toISOString();
  const question = { type: 'Question', content: '<p>?</p>', oneOf: choices, endTime };
  const poll = text.includes('/objects/poll') ? await objectOf(question) : '';
  far.actor('ada');
  const here = {
    'https://sender.example': far.origin,
    'https://portico.example/objects/post': post,
    'https://portico.example/objects/poll': poll,
    'https://portico.example': acme.origin,
  };
  const sent = placed(shape, here);
  const actor = String(sent.activity['actor']);
  const keyed = { id: `${actor}#main-key`, owner: actor, publicKeyPem: far.publicKeyPem };
  const activity = JSON.parse(JSON.stringify(sent.activity).replace('"$key"', JSON.stringify(keyed))) as Document;
  if (sent.sender !== undefined) {
    const group = { type: 'Group', id: actor, inbox: `${actor}/inbox`, preferredUsername: 'doors', publicKey: keyed };
    far.put(sent.sender, { '@context': 'https://www.w3.org/ns/activitystreams', ...group });
  }
  for (const [path, document] of Object.entries(sent.serve ?? {})) far.put(path, document);
  const answer = await far.deliver(`${anna.actor}/inbox`, activity);
  expect(answer).toEqual({ status: 202, text: expect.any(String) });
  await acme.drain();
  return { shape: { ...sent, activity }, post, poll };
}

async function inInbox(id: unknown): Promise<Document | undefined> {
  const { body } = await anna.get(`${anna.actor}/inbox?page=true`);
  return ([body['orderedItems'] ?? []].flat() as Document[]).find((item) => item['id'] === id);
}

async function outside(url: string): Promise<Document> {
  const response = await fetch(url, { headers: { accept: 'application/activity+json' } });
  return (await response.json()) as Document;
}

async function notified(): Promise<unknown[]> {
  const all = (await client.list('/api/v1/notifications')) as {
    type: string;
    account: { uri?: string; url: string };
  }[];
  return all.filter(({ account }) => JSON.stringify(account).includes(far.origin)).map(({ type }) => type);
}

async function countsOf(uri: string): Promise<Document> {
  const all = await client.list('/api/v1/accounts/lookup?acct=anna').then(() => client.timeline('home'));
  return all.find((status) => status['uri'] === uri) ?? {};
}

const effects: Readonly<Record<string, (sent: Sent) => Promise<void>>> = {
  async post({ shape }) {
    const create = await inInbox(shape.activity['id']);
    const { id } = shape.activity['object'] as { id: string };
    expect(create?.['object']).toMatchObject({ id, ...shape.expect });
  },
  async kept({ shape }) {
    expect(await inInbox(shape.activity['id'])).toMatchObject({ type: shape.activity['type'] });
  },
  async nothing({ shape }) {
    expect(await inInbox(shape.activity['id'])).toBeUndefined();
    expect(await notified()).toEqual([]);
  },
  async like({ post }) {
    expect(await notified()).toEqual(['favourite']);
    expect(await countsOf(post)).toMatchObject({ favourites_count: 1 });
  },
  async reaction({ shape, post }) {
    await effects['like']?.({ shape, post, poll: '' });
    expect(await inInbox(shape.activity['id'])).toMatchObject({ content: shape.activity['content'] });
  },
  async boost({ post }) {
    expect(await notified()).toEqual(['reblog']);
    expect(await countsOf(post)).toMatchObject({ reblogs_count: 1 });
  },
  async shared({ shape }) {
    const announce = await inInbox(shape.activity['id']);
    expect(announce?.['object']).toMatchObject(shape.expect ?? {});
  },
  async follower({ shape }) {
    expect(await notified()).toEqual(['follow']);
    const followers = await anna.get(`${anna.actor}/followers?page=true`);
    expect(JSON.stringify(followers.body)).toContain(`${far.origin}/users/ada`);
    const accept = far.posted.find(({ body }) => body['type'] === 'Accept');
    expect(accept?.body['object']).toMatchObject({ id: shape.activity['id'], type: 'Follow', object: anna.actor });
  },
  async report({ shape, post }) {
    const { body } = await moderator.get('/reports');
    const report = (body['reports'] as Document[]).find(({ activity }) => activity === shape.activity['id']);
    expect(report).toMatchObject({ about: [anna.actor], items: [post], ...shape.expect });
  },
  async actor({ shape }) {
    const handle = `ada@${new URL(far.origin).host}`;
    const found = await client.get(`/api/v1/accounts/lookup?acct=${handle}`);
    expect(found['display_name']).toBe(shape.expect?.['name']);
  },
  async vote({ poll, shape }) {
    const { oneOf, votersCount } = await outside(poll);
    expect(oneOf).toMatchObject([
      { name: 'Yes', replies: { totalItems: 1 } },
      { name: 'No', replies: { totalItems: 0 } },
    ]);
    expect(votersCount).toBe(1);
    expect(await inInbox(shape.activity['id'])).toBeUndefined();
  },
  async stamp({ shape, post }) {
    const accept = far.posted.find(({ body }) => body['type'] === 'Accept')?.body;
    expect(accept?.['object']).toMatchObject({ id: shape.activity['id'], type: shape.activity['type'] });
    expect(await outside(String(accept?.['result']))).toMatchObject({
      ...shape.expect,
      attributedTo: anna.actor,
      interactingObject: shape.activity['instrument'],
      interactionTarget: post,
    });
  },
  'refused-quote': async ({ shape }) => {
    const reject = far.posted.find(({ body }) => body['type'] === 'Reject')?.body;
    expect(reject?.['object']).toMatchObject({ id: shape.activity['id'], type: 'QuoteRequest' });
  },
};

describe('what other servers send', () => {
  it.each(shapes().map((shape) => [shape.name, shape.effect, shape] as const))(
    '%s: %s',
    async (_name, effect, shape) => {
      const check = effects[effect];
      if (!check) throw new Error(`no test looks for the effect \`${effect}\``);
      await check(await send(shape));
    },
  );
});
