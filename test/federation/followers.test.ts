import { createHash } from 'node:crypto';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { type Answered, Stranger } from '../support/stranger.ts';

/** Both sides of a followers collection hold the same (FEP-8fcf). */
let acme: Organisation;
let anna: C2sClient;
let far: Stranger;
let elsewhere: Stranger | undefined;
let ada: string;

beforeAll(async () => {
  acme = await Organisation.start();
});
afterAll(() => acme.stop());

let people = 0;
beforeEach(async () => {
  people += 1;
  anna = await person(`anna${people}`);
  far = await Stranger.start();
  ada = far.actor('ada', { followers: `${far.origin}/users/ada/followers` });
});
afterEach(async () => {
  await far.stop();
  await elsewhere?.stop();
  elsewhere = undefined;
});

async function person(name: string): Promise<C2sClient> {
  const { token } = await RestClient.join(acme, name);
  return new C2sClient(`${acme.origin}/users/${name}`, token);
}

/** As another server works it out: hex of all SHA-256 taken together by XOR. */
function digestOf(...ids: string[]): string {
  const sum = ids.reduce((xor, id) => xor ^ BigInt(`0x${createHash('sha256').update(id).digest('hex')}`), 0n);
  return sum.toString(16).padStart(64, '0');
}

async function followedBy(...followers: string[]): Promise<void> {
  for (const follower of followers) {
    const home = follower.startsWith(far.origin) ? far : elsewhere;
    expect(await home!.deliver(`${anna.actor}/inbox`, home!.activity(follower, 'Follow', anna.actor))).toMatchObject({
      status: 202,
    });
  }
  await acme.drain();
}

describe('what we say of our followers', () => {
  const delivered = () => far.posted.findLast(({ body }) => body['type'] === 'Create')!;

  it('goes signed with a post for followers alone, about those of the server that gets it', async () => {
    elsewhere = await Stranger.start();
    const bo = far.actor('bo');
    await followedBy(ada, bo, elsewhere.actor('eve'));
    await anna.post({ type: 'Note', content: '<p>ours</p>', to: [`${anna.actor}/followers`] });
    await acme.drain();
    const { headers } = delivered();
    expect(headers['collection-synchronization']).toBe(
      `collectionId="${anna.actor}/followers", url="${anna.actor}/followers_synchronization", digest="${digestOf(ada, bo)}"`,
    );
    expect(headers['signature']).toMatch(/headers="[^"]*\bcollection-synchronization\b/);
  });

  it('does not go with a post for everybody', async () => {
    await followedBy(ada);
    await anna.post({ type: 'Note', content: '<p>ours</p>', to: [asPublic], cc: [`${anna.actor}/followers`] });
    await acme.drain();
    expect(delivered().headers).not.toHaveProperty('collection-synchronization');
  });

  it('is listed for the server whose people they are, and for nobody else', async () => {
    elsewhere = await Stranger.start();
    const eve = elsewhere.actor('eve');
    await followedBy(ada, eve);
    const url = `${anna.actor}/followers_synchronization`;
    const items = ({ text }: Answered) => (JSON.parse(text) as { orderedItems: string[] }).orderedItems;
    expect(items(await far.fetchAs(ada, url))).toEqual([ada]);
    expect(items(await elsewhere.fetchAs(eve, url))).toEqual([eve]);
    const unsigned = await fetch(url, { headers: { accept: 'application/activity+json' } });
    expect(unsigned.status).toBe(404);
    expect((await anna.get(url)).status).toBe(404);
  });
});

describe('what an outsider says of its followers here', () => {
  const listAt = () => `${ada}/followers_synchronization`;
  const header = (digest: string, more: { collectionId?: string; url?: string } = {}) =>
    `collectionId="${more.collectionId ?? `${ada}/followers`}", url="${more.url ?? listAt()}", digest="${digest}"`;
  const signed = ['(request-target)', 'host', 'date', 'digest', 'collection-synchronization'];

  async function say(value: string, signs = signed): Promise<void> {
    const note = { id: `${far.origin}/notes/1`, type: 'Note', attributedTo: ada, to: [`${ada}/followers`] };
    const create = far.activity(ada, 'Create', note, { to: [`${ada}/followers`] });
    const answer = await far.deliver(`${acme.origin}/inbox`, create, {
      signs,
      headers: { 'collection-synchronization': value },
    });
    expect(answer).toMatchObject({ status: 202 });
    await acme.drain();
  }

  function list(...orderedItems: unknown[]): void {
    far.put(new URL(listAt()).pathname, { id: listAt(), type: 'OrderedCollection', orderedItems });
  }

  async function follow(client: C2sClient): Promise<string> {
    const { body } = await client.post({ type: 'Follow', object: ada });
    await acme.drain();
    return String(body['id']);
  }

  async function accept(followId: string, client: C2sClient): Promise<void> {
    await far.deliver(`${client.actor}/inbox`, far.activity(ada, 'Accept', followId, { to: [client.actor] }));
    await acme.drain();
  }

  async function following(client: C2sClient): Promise<boolean> {
    return JSON.stringify((await client.get(`${client.actor}/following?page=true`)).body).includes(ada);
  }
  const asked = () => far.asked.filter((line) => line.endsWith('/followers_synchronization'));

  it('leaves everything as it is where both sides hold the same', async () => {
    await accept(await follow(anna), anna);
    await say(header(digestOf(anna.actor)));
    expect(asked()).toEqual([]);
    expect(await following(anna)).toBe(true);
  });

  it('ends a Follow that is not listed there any more', async () => {
    await accept(await follow(anna), anna);
    list();
    await say(header(digestOf()));
    expect(await following(anna)).toBe(false);
  });

  it('confirms a Follow whose Accept never came', async () => {
    await follow(anna);
    list(anna.actor);
    await say(header(digestOf(anna.actor)));
    expect(await following(anna)).toBe(true);
  });

  it('takes back a Follow that nobody here knows of', async () => {
    list(anna.actor, `${acme.origin}/users/nobody`, 'https://elsewhere.example/users/tom', { id: 7 });
    await say(header(digestOf(anna.actor)));
    expect(far.posted.map(({ body }) => body)).toMatchObject([
      { type: 'Undo', actor: anna.actor, object: { type: 'Follow', actor: anna.actor, object: ada } },
    ]);
    expect(await following(anna)).toBe(false);
  });

  it('is asked for once in a while, however often it says so', async () => {
    await accept(await follow(anna), anna);
    for (const digest of [digestOf(), digestOf(ada), digestOf()]) await say(header(digest));
    expect(asked()).toHaveLength(1);
  });

  it('changes nothing where its list has gaps', async () => {
    await accept(await follow(anna), anna);
    const path = new URL(listAt()).pathname;
    far.put(path, { id: listAt(), type: 'OrderedCollection', first: `${listAt()}?page=1` });
    far.put(`${path}?page=1`, { id: `${listAt()}?page=1`, type: 'OrderedCollectionPage', next: listAt() });
    await say(header(digestOf()));
    expect(asked().length).toBeGreaterThan(0);
    expect(await following(anna)).toBe(true);
  });

  it.each<[string, () => [string, string[]?]]>([
    ['is not covered by the signature', () => [header(digestOf()), signed.slice(0, 4)]],
    ['is about a collection that is not its followers', () => [header(digestOf(), { collectionId: `${ada}/friends` })]],
    ['points to another server', () => [header(digestOf(), { url: 'http://127.0.0.1:9/followers' })]],
    ['says a thing twice', () => [`${header(digestOf())}, digest="${digestOf()}"`]],
    ['has no digest', () => [`collectionId="${ada}/followers", url="${listAt()}"`]],
    ['has a digest of another length', () => [header('00')]],
  ])('is not looked into where it %s', async (_, said) => {
    await accept(await follow(anna), anna);
    list();
    await say(...said());
    expect(asked()).toEqual([]);
    expect(await following(anna)).toBe(true);
  });
});
