import { inboundLimits } from '../../federation/limits.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** What outsiders do, in whatever order it comes, and what is left of it here. */
let acme: Organisation;
let client: RestClient;
let anna: C2sClient;
let far: Stranger;
let ada: string;
let inbox: string;

beforeAll(async () => {
  acme = await Organisation.start();
});
afterAll(() => acme.stop());

let people = 0;
beforeEach(async () => {
  people += 1;
  client = await RestClient.join(acme, `anna${people}`);
  anna = new C2sClient(`${acme.origin}/users/anna${people}`, client.token);
  inbox = `${anna.actor}/inbox`;
  far = await Stranger.start();
  ada = far.actor('ada');
});
afterEach(() => far.stop());

type Document = Readonly<Record<string, unknown>>;

async function hear(...activities: Document[]): Promise<void> {
  for (const activity of activities) {
    expect(await far.deliver(inbox, activity)).toMatchObject({ status: 202 });
    await acme.drain();
  }
}

async function own(document: Document): Promise<string> {
  const { body } = await anna.post({ to: [asPublic], content: '<p>ours</p>', ...document });
  await acme.drain();
  return (body['object'] as { id: string }).id;
}

function note(id: string, more: Document = {}): Document & { id: string } {
  return {
    id: `${far.origin}/${id}`,
    type: 'Note',
    attributedTo: ada,
    content: '<p>first</p>',
    to: [anna.actor],
    ...more,
  };
}

const create = (object: Document): Document => far.activity(ada, 'Create', object, { to: [anna.actor] });

async function inInbox(): Promise<Document[]> {
  const { body } = await anna.get(`${inbox}?page=true`);
  return [body['orderedItems'] ?? []].flat() as Document[];
}

async function shown(url: string): Promise<Document> {
  return (await (await fetch(url, { headers: { accept: 'application/activity+json' } })).json()) as Document;
}

const followers = async (): Promise<string> =>
  JSON.stringify((await anna.get(`${anna.actor}/followers?page=true`)).body);
const following = async (): Promise<string> =>
  JSON.stringify((await anna.get(`${anna.actor}/following?page=true`)).body);

async function follow(other: string): Promise<void> {
  const { body } = await anna.post({ type: 'Follow', object: other });
  await hear(far.activity(other, 'Accept', body['id'], { to: [anna.actor] }));
}

describe('what comes out of order', () => {
  it('leaves nothing of a post whose deletion came first', async () => {
    const late = note('1');
    await hear(far.activity(ada, 'Delete', { id: late.id, type: 'Tombstone' }, { to: [asPublic] }), create(late));
    expect(await inInbox()).toEqual([]);
  });

  it('leaves nothing of a Like that was taken back first', async () => {
    const post = await own({ type: 'Note' });
    const like = far.activity(ada, 'Like', post);
    await hear(far.activity(ada, 'Undo', like), like);
    expect(await client.list('/api/v1/notifications')).toEqual([]);
  });

  it("takes nobody else's word for what is taken back", async () => {
    const eve = far.actor('eve');
    const early = note('1');
    await hear(far.activity(eve, 'Delete', early.id, { to: [anna.actor] }), create(early));
    expect((await inInbox()).map(({ type }) => type)).toContain('Create');
  });

  it('shows the newest version whichever comes first', async () => {
    const at = (updated: string, content: string) => note('1', { updated, content });
    const edit = (object: Document) => far.activity(ada, 'Update', object, { to: [anna.actor] });
    const [second, third] = [at('2026-01-02T00:00:00Z', '<p>second</p>'), at('2026-01-03T00:00:00Z', '<p>third</p>')];
    await hear(edit(third), edit(second), create(note('1', { published: '2026-01-01T00:00:00Z' })));
    const posts = (await inInbox()).filter(({ type }) => type === 'Create');
    expect(posts).toMatchObject([{ object: { content: '<p>third</p>' } }]);
  });
});

describe('an outsider who goes', () => {
  it('takes along what it said, liked and followed, and is not followed any more', async () => {
    const post = await own({ type: 'Note' });
    await follow(ada);
    await hear(far.activity(ada, 'Follow', anna.actor), create(note('1')), far.activity(ada, 'Like', post));
    expect(await followers()).toContain(ada);
    await hear(far.activity(ada, 'Delete', ada, { to: [asPublic] }));
    expect(await followers()).not.toContain(ada);
    expect(await following()).not.toContain(ada);
    expect(JSON.stringify(await inInbox())).not.toContain('first');
    expect(await client.timeline('home')).toMatchObject([{ uri: post, favourites_count: 0 }]);
  });
});

describe('an outsider who moves', () => {
  const moveTo = (target: string): Document => far.activity(ada, 'Move', ada, { target, to: [anna.actor] });

  it('is followed at the new account by whoever followed the old one', async () => {
    await follow(ada);
    const target = far.actor('ada2', { alsoKnownAs: ada });
    const terms = { alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' } };
    const context = ['https://www.w3.org/ns/activitystreams', terms];
    const document = { '@context': context, id: target, type: 'Person', inbox: `${target}/inbox`, alsoKnownAs: [ada] };
    far.put('/users/ada2', document);
    await hear(moveTo(target));
    const said = far.posted.map(({ body }) => [body['type'], body['object']]);
    expect(said).toContainEqual(['Follow', target]);
    expect(said.findLast(([type]) => type === 'Undo')).toBeDefined();
    expect(await following()).not.toContain(`"${ada}"`);
  });

  it('is not believed where the new account does not name the old one', async () => {
    await follow(ada);
    await hear(moveTo(far.actor('mallory')));
    expect(await following()).toContain(ada);
    expect(far.posted.map(({ body }) => body['type'])).not.toContain('Undo');
  });
});

describe('an outsider who blocks', () => {
  it('neither follows nor is followed any more', async () => {
    await follow(ada);
    await hear(far.activity(ada, 'Follow', anna.actor), far.activity(ada, 'Block', anna.actor));
    expect([await followers(), await following()].join()).not.toContain(ada);
  });
});

describe('a poll', () => {
  const choices = (names: string[]) => names.map((name) => ({ type: 'Note', name }));
  const ballot = (poll: string, name: string, voter = ada): Document => ({
    ...far.activity(voter, 'Create', {
      id: `${far.origin}/votes/${Math.random()}`,
      type: 'Note',
      name,
      attributedTo: voter,
      inReplyTo: poll,
      to: [anna.actor],
    }),
    to: [anna.actor],
  });
  const counts = async (poll: string, property: string): Promise<unknown> => {
    const document = await shown(poll);
    const each = [document[property]].flat() as { replies?: { totalItems?: number } }[];
    return [each.map(({ replies }) => replies?.totalItems ?? 0), document['votersCount'] ?? 0];
  };

  it('counts one vote a voter where one choice may be made', async () => {
    const poll = await own({ type: 'Question', oneOf: choices(['Yes', 'No']) });
    await hear(ballot(poll, 'Yes'), ballot(poll, 'No'), ballot(poll, 'Perhaps', far.actor('eve')));
    await hear(ballot(poll, 'No', far.actor('bob')));
    expect(await counts(poll, 'oneOf')).toEqual([[1, 1], 2]);
  });

  it('counts each choice once a voter where several may be made', async () => {
    const poll = await own({ type: 'Question', anyOf: choices(['Tea', 'Milk']) });
    await hear(ballot(poll, 'Tea'), ballot(poll, 'Milk'), ballot(poll, 'Tea'));
    expect(await counts(poll, 'anyOf')).toEqual([[1, 1], 1]);
  });

  it('is news to those who have it once in a while, and no edit', async () => {
    await hear(far.activity(ada, 'Follow', anna.actor));
    const poll = await own({ type: 'Question', oneOf: choices(['Yes', 'No']), cc: [`${anna.actor}/followers`] });
    await hear(ballot(poll, 'Yes'));
    await hear(ballot(poll, 'No', far.actor('eve')));
    const news = far.posted.map(({ body }) => body).filter(({ type }) => type === 'Update');
    expect(news).toMatchObject([{ actor: anna.actor, object: { id: poll, type: 'Question', votersCount: 1 } }]);
    expect(news[0]!['object']).not.toHaveProperty('updated');
    expect(await counts(poll, 'oneOf')).toEqual([[1, 1], 2]);
  });

  it('counts nothing after its end', async () => {
    const poll = await own({ type: 'Question', oneOf: choices(['Yes']), endTime: '2026-01-01T00:00:00Z' });
    await hear(ballot(poll, 'Yes'));
    expect(await counts(poll, 'oneOf')).toEqual([[0], 0]);
  });
});

describe('who may do what with a post', () => {
  const iri = (id: string) => ({ '@id': id, '@type': '@id' });
  const names = [
    'interactionPolicy',
    'canQuote',
    'canLike',
    'canReply',
    'canAnnounce',
    'automaticApproval',
    'manualApproval',
  ];
  const terms = Object.fromEntries(names.map((name) => [name, iri(`gts:${name}`)]));
  const context = ['https://www.w3.org/ns/activitystreams', { gts: 'https://gotosocial.org/ns#', ...terms }];
  const limited = (policy: Document) => own({ '@context': context, type: 'Note', interactionPolicy: policy });
  const nobody = { automaticApproval: [] as string[] };

  it.each(['Like', 'Announce', 'EmojiReact'])('refuses a %s where its author takes none', async (type) => {
    const self = { automaticApproval: [anna.actor] };
    const post = await limited({ canLike: self, canAnnounce: self });
    await hear(far.activity(ada, type, post, { to: [anna.actor] }));
    expect(await inInbox()).toEqual([]);
  });

  it('takes answers from followers alone, and from whoever is mentioned', async () => {
    const post = await limited({ canReply: { automaticApproval: [`${anna.actor}/followers`] } });
    await hear(create(note('1', { inReplyTo: post })));
    expect(await inInbox()).toEqual([]);
    await hear(far.activity(ada, 'Follow', anna.actor), create(note('2', { inReplyTo: post })));
    expect((await inInbox()).map(({ type }) => type)).toContain('Create');
  });

  it('stamps a quote that is allowed, takes it for one then, and revokes the stamp by its deletion', async () => {
    const post = await limited({ canQuote: { automaticApproval: [asPublic] }, canLike: nobody });
    const quoting = note('q', { quote: post });
    const fep = { quote: iri('https://w3id.org/fep/044f#quote') };
    const more = { QuoteRequest: 'https://w3id.org/fep/044f#QuoteRequest' };
    const authorisation = { quoteAuthorization: iri('https://w3id.org/fep/044f#quoteAuthorization') };
    const inTerms = { '@context': ['https://www.w3.org/ns/activitystreams', { ...fep, ...more, ...authorisation }] };
    await hear({ ...create(quoting), ...inTerms });
    const quoted = async () =>
      ((await inInbox()).find(({ type }) => type === 'Create') as { object: Document } | undefined)?.object['quote'];
    expect(await quoted()).toBeUndefined();
    await hear({
      ...far.activity(ada, 'QuoteRequest', post, { instrument: quoting.id, to: [anna.actor] }),
      ...inTerms,
    });
    const stamp = String(far.posted.find(({ body }) => body['type'] === 'Accept')?.body['result']);
    expect(await shown(stamp)).toMatchObject({ type: 'QuoteAuthorization', interactionTarget: post });
    const edited = { ...quoting, quoteAuthorization: stamp, updated: '2030-01-01T00:00:00Z' };
    await hear({ ...far.activity(ada, 'Update', edited, { to: [anna.actor] }), ...inTerms });
    expect(await quoted()).toBe(post);
    await anna.post({ type: 'Delete', object: stamp });
    await acme.drain();
    expect(far.posted.at(-1)?.body).toMatchObject({ type: 'Delete', object: { id: stamp } });
    expect((await fetch(stamp, { headers: { accept: 'application/activity+json' } })).status).toBe(404);
  });

  it('lays before its author what the policy leaves to them, who stamps it by an Accept', async () => {
    const post = await limited({ canLike: { automaticApproval: [anna.actor], manualApproval: [asPublic] } });
    const request: Document = {
      ...far.activity(ada, 'LikeRequest', post, { instrument: `${ada}/likes/1`, to: [anna.actor] }),
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://gotosocial.org/ns'],
    };
    await hear(request);
    expect(far.posted).toEqual([]);
    expect(await inInbox()).toMatchObject([{ type: 'LikeRequest', id: request['id'] }]);
    expect((await anna.post({ type: 'Accept', object: request['id'] })).status).toBe(201);
    await acme.drain();
    const accept = far.posted.find(({ body }) => body['type'] === 'Accept')?.body;
    expect(await shown(String(accept?.['result']))).toMatchObject({
      type: 'LikeAuthorization',
      interactingObject: `${ada}/likes/1`,
      interactionTarget: post,
    });
  });
});

describe('the answers to a post', () => {
  it('are listed for whoever may read it: those that anybody may read', async () => {
    const post = await own({ type: 'Note' });
    const open = note('open', { inReplyTo: post, to: [asPublic, anna.actor] });
    const [discreet, gone] = [note('discreet', { inReplyTo: post }), note('gone', { inReplyTo: post, to: [asPublic] })];
    await hear(
      create(open),
      create(discreet),
      create(gone),
      far.activity(ada, 'Delete', gone.id, { to: [anna.actor] }),
    );
    const ours = await own({ type: 'Note', inReplyTo: post });
    await anna.post({ type: 'Note', content: 'between us', inReplyTo: post });
    const { replies } = await shown(post);
    const collection = await shown(String(replies));
    expect(collection).toMatchObject({ id: replies, type: 'Collection' });
    const { items } = await shown(String(collection['first']));
    expect([items].flat().map(String).toSorted()).toEqual([open.id, ours].toSorted());
  });

  it('are not there for whoever may not read it', async () => {
    const { body } = await anna.post({ type: 'Note', content: 'inside' });
    const { id } = body['object'] as { id: string };
    const asked = await Promise.all([fetch(`${id}/replies`), fetch(`${acme.origin}/objects/never/replies`)]);
    expect(asked.map(({ status }) => status)).toEqual([404, 404]);
  });
});

describe('a locked account', () => {
  it('is asked in its clients, and answers there', async () => {
    await client.do('/api/v1/accounts/update_credentials', { locked: true }, 'PATCH');
    const eve = far.actor('eve');
    await hear(far.activity(ada, 'Follow', anna.actor), far.activity(eve, 'Follow', anna.actor));
    expect(await followers()).not.toContain(far.origin);
    const asking = await client.list('/api/v1/follow_requests');
    expect(asking.map(({ username }) => String(username)).toSorted()).toEqual(['ada', 'eve']);
    const idOf = (name: string) => asking.find(({ username }) => username === name)?.['id'];
    await client.do(`/api/v1/follow_requests/${idOf('ada')}/authorize`);
    await client.do(`/api/v1/follow_requests/${idOf('eve')}/reject`);
    await acme.drain();
    expect(await followers()).toContain(ada);
    expect(await followers()).not.toContain(eve);
    expect(await client.list('/api/v1/follow_requests')).toEqual([]);
    expect(far.posted.map(({ body }) => String(body['type'])).toSorted()).toEqual(['Accept', 'Reject']);
  });
});

describe('an activity that holds too much', () => {
  it('is refused in one line, and one at the limit is taken', async () => {
    const tagged = (count: number) =>
      note(String(count), { tag: Array.from({ length: count }, () => ({ type: 'Hashtag', name: '#x' })) });
    const most = inboundLimits.items.tag;
    expect((await far.deliver(inbox, create(tagged(most)))).status).toBe(202);
    const refused = await far.deliver(inbox, create(tagged(most + 1)));
    expect(refused).toEqual({ status: 400, text: JSON.stringify({ error: `\`tag\` has more than ${most} items` }) });
  });
});
