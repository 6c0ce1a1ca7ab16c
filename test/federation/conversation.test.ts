import { backfillLimits } from '../../federation/limits.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Conversations: those that began here as they are listed for others, and those elsewhere as they are completed here. */
let acme: Organisation;
let client: RestClient;
let anna: C2sClient;
let far: Stranger;
let ada: string;

beforeAll(async () => {
  acme = await Organisation.start();
  client = await RestClient.join(acme, 'anna');
  anna = new C2sClient(`${acme.origin}/users/anna`, client.token);
});
afterAll(() => acme.stop());

beforeEach(async () => {
  far = await Stranger.start();
  ada = far.actor('ada');
});
afterEach(() => far.stop());

type Document = Readonly<Record<string, unknown>>;

async function own(document: Document): Promise<Document & { id: string }> {
  const { body } = await anna.post({ type: 'Note', content: '<p>ours</p>', to: [asPublic], ...document });
  await acme.drain();
  return body['object'] as Document & { id: string };
}

/** A public post, served at its id. */
function note(name: string, more: Document = {}): string {
  const id = `${far.origin}/notes/${name}`;
  far.put(`/notes/${name}`, {
    '@context': 'https://www.w3.org/ns/activitystreams',
    id,
    type: 'Note',
    attributedTo: ada,
    content: `<p>${name}</p>`,
    published: '2026-01-01T00:00:00Z',
    to: [asPublic],
    ...more,
  });
  return id;
}

function collection(name: string, more: Document): string {
  const id = `${far.origin}/${name}`;
  far.put(`/${name}`, { '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'Collection', ...more });
  return id;
}

/** A post comes here by its Create, as it is served. */
async function hear(id: string): Promise<void> {
  const served = await (await fetch(id)).json();
  const create = far.activity(ada, 'Create', served, { to: [asPublic, anna.actor] });
  expect(await far.deliver(`${anna.actor}/inbox`, create)).toMatchObject({ status: 202 });
  await acme.drain();
}

const get = async (url: string): Promise<Document> =>
  (await (await fetch(url, { headers: { accept: 'application/activity+json' } })).json()) as Document;

describe('a conversation that began here', () => {
  const listed = async (context: unknown): Promise<string[]> => {
    const { first } = await get(String(context));
    return [(await get(String(first)))['items'] ?? []].flat().map(String);
  };

  it('is named by its posts, and lists those that anybody may read', async () => {
    const root = await own({});
    const ours = await own({ inReplyTo: root.id });
    const answer = note('answer', { inReplyTo: ours.id, context: 'https://elsewhere.example/contexts/1' });
    await hear(answer);
    const again = await own({ inReplyTo: answer });
    await own({ inReplyTo: root.id, content: 'between us', to: [`${acme.origin}/zones/internal`] });
    const hidden = note('hidden', { inReplyTo: root.id, to: [anna.actor] });
    await hear(hidden);
    const context = `${root.id}/context`;
    expect([root, ours, again].map((post) => post['context'])).toEqual([context, context, context]);
    expect(await get(context)).toMatchObject({ id: context, type: 'Collection', attributedTo: anna.actor });
    expect((await listed(context)).toSorted()).toEqual([root.id, ours.id, answer, again.id].toSorted());
  });

  it('tells by no page how much of it is inside', async () => {
    const root = await own({});
    const posts = Array.from({ length: 60 }, () =>
      anna.post({ type: 'Note', content: 'between us', inReplyTo: root.id, to: [`${acme.origin}/zones/internal`] }),
    );
    await Promise.all(posts);
    expect(await listed(`${root.id}/context`)).toEqual([root.id]);
    expect(await get(`${root.id}/context?page=true`)).not.toHaveProperty('next');
    expect(await get(`${root.id}/replies?page=true`)).not.toHaveProperty('next');
  });

  it('is not there for whoever may not read its first post', async () => {
    const root = await own({ to: [`${acme.origin}/zones/internal`] });
    expect((await fetch(`${root.id}/context`)).status).toBe(404);
  });

  it('takes in no post on the word of its author alone', async () => {
    const root = await own({});
    await hear(note('lone', { context: `${root.id}/context` }));
    expect(await listed(`${root.id}/context`)).toEqual([root.id]);
    const answer = await own({ inReplyTo: `${far.origin}/notes/lone` });
    expect(answer).not.toHaveProperty('context');
  });

  it('elsewhere is named by our answers in it as its own posts name it', async () => {
    const context = `${far.origin}/contexts/1`;
    await hear(note('theirs', { context }));
    expect(await own({ inReplyTo: `${far.origin}/notes/theirs` })).toMatchObject({ context });
  });
});

describe('a conversation elsewhere that somebody here looks at', () => {
  async function look(id: string): Promise<{ ancestors: string[]; descendants: string[] }> {
    const [found] = JSON.parse(
      (await client.request(`/api/v2/search?q=${encodeURIComponent(id)}&type=statuses`)).text,
    ).statuses;
    const path = `/api/v1/statuses/${found.id}/context`;
    await client.get(path);
    await acme.drain();
    const context = (await client.get(path)) as Record<'ancestors' | 'descendants', { uri: string }[]>;
    const names = (list: { uri: string }[]) => list.map(({ uri }) => uri.slice(`${far.origin}/notes/`.length));
    return { ancestors: names(context.ancestors), descendants: names(context.descendants).toSorted() };
  }
  const asked = (path: string) => far.asked.filter((line) => line === `GET ${path}`).length;

  it('is completed upwards and downwards', async () => {
    const top = note('top');
    const middle = note('middle', { inReplyTo: top });
    const root = note('root', { inReplyTo: middle, replies: `${far.origin}/replies` });
    const first = note('first', {
      inReplyTo: root,
      replies: { type: 'Collection', items: [`${far.origin}/notes/deep`] },
    });
    note('deep', { inReplyTo: first });
    const second = note('second', { inReplyTo: root });
    collection('replies', { first: { type: 'CollectionPage', items: [first], next: `${far.origin}/replies?page=2` } });
    collection('replies?page=2', { type: 'CollectionPage', items: [{ id: second, content: 'something else' }] });
    await hear(root);
    const seen = await look(root);
    expect(seen).toEqual({ ancestors: ['top', 'middle'], descendants: ['deep', 'first', 'second'] });
  });

  it('is completed from the list of its own server', async () => {
    const root = note('root', { context: `${far.origin}/contexts/1` });
    const answer = note('answer', { inReplyTo: root });
    const below = note('below', { inReplyTo: answer });
    collection('contexts/1', { items: [below, answer, note('stray'), `${far.origin}/notes/gone`] });
    await hear(root);
    expect(await look(root)).toEqual({ ancestors: [], descendants: ['answer', 'below'] });
  });

  it.each<[string, (root: string) => Document | Promise<Document>]>([
    ['answers something else', () => ({ inReplyTo: note('other') })],
    ['is not for everybody', (inReplyTo) => ({ inReplyTo, to: [anna.actor] })],
    ['is by nobody', (inReplyTo) => ({ inReplyTo, attributedTo: [] })],
    ['is by somebody of another server', (inReplyTo) => ({ inReplyTo, attributedTo: 'http://127.0.0.1:9/users/eve' })],
    ['is by an actor that is not there', (inReplyTo) => ({ inReplyTo, attributedTo: `${far.origin}/users/nobody` })],
    ['is served under another id', (inReplyTo) => ({ inReplyTo, id: `${far.origin}/notes/elsewhere` })],
    ['is no post', (inReplyTo) => ({ inReplyTo, type: 'Person' })],
    ['is a vote', (inReplyTo) => ({ inReplyTo, name: 'yes', content: undefined })],
    ['has more of something than an activity may have', (inReplyTo) => ({ inReplyTo, tag: Array(600).fill({}) })],
    ['answers a post of ours', async () => ({ inReplyTo: (await own({})).id })],
  ])('is not given a post that %s', async (_, more) => {
    const root = note('root', { replies: `${far.origin}/replies` });
    note('bad', await more(root));
    collection('replies', { items: [`${far.origin}/notes/bad`] });
    await hear(root);
    expect(await look(root)).toEqual({ ancestors: [], descendants: [] });
    expect(asked('/notes/bad')).toBeGreaterThan(0);
  });

  it('is kept without what a page could be made to run', async () => {
    const root = note('root', { replies: `${far.origin}/replies` });
    const answer = note('answer', { inReplyTo: root, content: '<p>fine<script>alert(1)</script></p>' });
    collection('replies', { items: [answer] });
    await hear(root);
    await look(root);
    expect((await acme.context.store.objects.get(answer))?.['content']).toEqual(['<p>fine</p>']);
  });

  it('case 53: is not looked for in a circle', async () => {
    const root = note('root', { replies: `${far.origin}/replies`, inReplyTo: `${far.origin}/notes/child` });
    note('child', { inReplyTo: root, replies: `${far.origin}/replies` });
    collection('replies', { items: [root, `${far.origin}/notes/child`], next: `${far.origin}/replies` });
    await hear(root);
    await look(root);
    expect(asked('/notes/child')).toBe(1);
    expect(asked('/replies')).toBeLessThanOrEqual(3);
  });

  it('case 53: has an end where its collections have none', async () => {
    const root = note('root', { replies: `${far.origin}/replies` });
    const pages = backfillLimits.pages + 5;
    for (let page = 0; page < pages; page++) {
      const name = page === 0 ? 'replies' : `replies?page=${page}`;
      const next = `${far.origin}/replies?page=${page + 1}`;
      collection(name, { items: [note(`answer${page}`, { inReplyTo: root })], next });
    }
    await hear(root);
    expect((await look(root)).descendants).toHaveLength(backfillLimits.pages);
  });

  it('costs a host no more than its share of a minute', async () => {
    const root = note('root', { replies: `${far.origin}/replies` });
    const many = backfillLimits.perHostAndMinute + 10;
    collection('replies', { items: Array.from({ length: many }, (_, at) => note(`answer${at}`, { inReplyTo: root })) });
    await hear(root);
    const before = far.asked.length;
    const { descendants } = await look(root);
    expect(far.asked.length - before).toBeLessThanOrEqual(backfillLimits.perHostAndMinute);
    expect(descendants.length).toBeGreaterThan(0);
  });

  it('leads to no other server by its pages', async () => {
    const other = await Stranger.start();
    const root = note('root', { replies: `${other.origin}/replies` });
    await hear(root);
    await look(root);
    expect(other.asked).toEqual([]);
    await other.stop();
  });

  it('is looked for once in a while, however often somebody looks at it', async () => {
    const root = note('root');
    await hear(root);
    const before = asked('/notes/root');
    await look(root);
    await look(root);
    expect(asked('/notes/root') - before).toBe(1);
  });

  it('is read upwards as far as it may be, and not one step further', async () => {
    const { ancestors } = backfillLimits;
    let above = note(`up${ancestors + 1}`);
    for (let step = ancestors; step > 0; step--) above = note(`up${step}`, { inReplyTo: above });
    const root = note('root', { inReplyTo: above });
    await hear(root);
    await look(root);
    expect([asked(`/notes/up${ancestors}`), asked(`/notes/up${ancestors + 1}`)]).toEqual([1, 0]);
  });

  it('is read downwards as far as it may be, and not one step further', async () => {
    const { depth } = backfillLimits;
    const replies = (step: number) => ({ type: 'Collection', items: [`${far.origin}/notes/down${step}`] });
    const root = note('root', { replies: replies(1) });
    for (let step = 1, above = root; step <= depth + 1; step++) {
      above = note(`down${step}`, { inReplyTo: above, replies: replies(step + 1) });
    }
    await hear(root);
    await look(root);
    expect([asked(`/notes/down${depth}`), asked(`/notes/down${depth + 1}`)]).toEqual([1, 0]);
  });

  it('has as many items of a collection as may be read, and not one more', async () => {
    const root = note('root', { replies: `${far.origin}/replies` });
    const [same, last, beyond] = ['same', 'last', 'beyond'].map((name) => note(name, { inReplyTo: root }));
    collection('replies', { items: [...Array(backfillLimits.items - 1).fill(same), last, beyond] });
    await hear(root);
    expect((await look(root)).descendants).toEqual(['last', 'same']);
  });

  it('waits behind as many others as may wait, and not behind one more', async () => {
    await using other = await Stranger.start();
    const { waiting } = backfillLimits;
    // Of two hosts, since one has its share of a minute.
    const paths = Array.from({ length: waiting + 1 }, (_, at) => `/waiting/${at}`);
    for (const [at, path] of paths.entries())
      acme.context.federation.backfill.look(`${(at % 2 ? other : far).origin}${path}`);
    await acme.drain();
    const looked = [...far.asked, ...other.asked].filter((line) => line.startsWith('GET /waiting/'));
    expect(looked).toHaveLength(waiting);
    expect(looked).not.toContain(`GET ${paths.at(-1)}`);
  });
});
