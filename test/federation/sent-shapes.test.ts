import { readFile } from 'node:fs/promises';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { clientContext as context } from '../support/shapes/client-context.ts';
import { placeheld, sentShape } from '../support/shapes/sent.ts';
import { sources } from '../support/shapes/sources.ts';
import { Stranger } from '../support/stranger.ts';

type Document = Readonly<Record<string, unknown>>;

/** Each document that leaves, as exactly those bytes say it that a server elsewhere gets. */
let acme: Organisation;
let far: Stranger;
let anna: C2sClient;
let ada: string;
/** Anna's app, which speaks the client API. */
let app: RestClient;
/** A post of ada's, and one of hers about whose likes, boosts and answers she wants to be asked. */
let theirs: string;
let asking: string;

const terms = ['https://www.w3.org/ns/activitystreams', 'https://gotosocial.org/ns'];
beforeAll(async () => {
  acme = await Organisation.start();
  [far, anna] = await Promise.all([Stranger.start(), acme.person('anna', { display: 'Anna' })]);
  ada = far.actor('ada', {
    followers: `${far.origin}/users/ada/followers`,
    following: `${far.origin}/users/ada/following`,
  });
  const { tokens } = acme.context;
  app = new RestClient(acme.origin, await tokens.issueToken({ actorId: anna.actor, scope: 'read write follow' }));
  await arrives('Follow', anna.actor);
  theirs = await posts('1', {});
  asking = await posts('2', {
    interactionPolicy: Object.fromEntries(
      ['canLike', 'canReply', 'canAnnounce'].map((can) => [can, { manualApproval: [asPublic] }]),
    ),
  });
});
afterAll(async () => {
  await Promise.all([acme.stop(), far.stop()]);
});

const idOf = (value: unknown): string => (typeof value === 'string' ? value : String((value as Document)['id']));

/** Something that ada does comes here. */
async function arrives(type: string, object: unknown, more: Document = {}): Promise<Document> {
  const activity = { ...far.activity(ada, type, object), '@context': terms, ...more };
  const answer = await far.deliver(`${anna.actor}/inbox`, activity);
  if (answer.status !== 202) throw new Error(`answered ${answer.status}: ${answer.text}`);
  await acme.drain();
  return activity;
}

async function posts(name: string, more: Document): Promise<string> {
  const id = `${far.origin}/notes/${name}`;
  const note = { id, type: 'Note', attributedTo: ada, content: '<p>hello</p>', to: [asPublic], ...more };
  far.put(`/notes/${name}`, { '@context': terms, ...note });
  await arrives('Create', note, { to: [asPublic], cc: [anna.actor] });
  return id;
}

/** What anna says of herself or with others' posts. */
async function says(document: Document, as = anna): Promise<Document> {
  const { status, body } = await as.post({ '@context': context, ...document });
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  await acme.drain();
  return body;
}

/** The last that came to ada's server of this type and about this, where something is named. */
function sent(type: string, about = ''): Document {
  const found = far.posted.findLast(({ body }) => body['type'] === type && JSON.stringify(body).includes(about));
  if (found === undefined) throw new Error(`no ${type} was sent about ${about}`);
  return found.body;
}

async function shown(path: string, accept = 'application/activity+json'): Promise<unknown> {
  const url = path.startsWith('http') ? path : `${acme.origin}${path}`;
  const response = await fetch(url, { headers: { accept } });
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  const text = await response.text();
  return accept.includes('xml') ? { text } : JSON.parse(text);
}

const followers = (): string => `${anna.actor}/followers`;
const publicly = (): Document => ({ to: [asPublic], cc: [followers()] });

const objects: Readonly<Record<string, Document>> = {
  note: { type: 'Note', content: '<p>x</p>' },
  article: { type: 'Article', name: 'Doors', content: '<p>x</p>', summary: 'About doors' },
  page: { type: 'Page', name: 'Doors', content: '<p>x</p>' },
  question: {
    type: 'Question',
    content: '<p>tea?</p>',
    endTime: '2030-01-01T00:00:00.000Z',
    oneOf: ['yes', 'no'].map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } })),
  },
  'question-of-many': {
    type: 'Question',
    content: '<p>which?</p>',
    endTime: '2030-01-01T00:00:00.000Z',
    anyOf: ['tea', 'coffee'].map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } })),
  },
  image: { type: 'Image', name: 'A door', content: '<p>x</p>' },
  video: { type: 'Video', name: 'A door closes', content: '<p>x</p>', duration: 'PT2M' },
  audio: { type: 'Audio', name: 'A door creaks', content: '<p>x</p>' },
  event: {
    type: 'Event',
    name: 'Opening',
    content: '<p>x</p>',
    startTime: '2030-01-01T10:00:00.000Z',
    endTime: '2030-01-01T12:00:00.000Z',
    location: { type: 'Place', name: 'Hall 1' },
  },
};

const altered = (document: Document): Document => ({ ...document, content: `${String(document['content'])}<p>y</p>` });

it.each(Object.entries(objects))(
  'writes, alters and deletes a post of type %s as others read it',
  async (name, said) => {
    const object = idOf((await says({ ...said, ...publicly() }))['object']);
    matches(`create-${name}`, sent('Create', object));
    matches(`object-${name}`, await shown(object));
    await says({ type: 'Update', object: { ...altered(said), id: object, ...publicly() } });
    matches(`update-${name}`, sent('Update', object));
    await says({ type: 'Delete', object });
    matches(`delete-${name}`, sent('Delete', object));
  },
);

const note = async (more: Document): Promise<Document> => {
  const { object } = await says({ type: 'Note', content: '<p>x</p>', ...publicly(), ...more });
  return sent('Create', idOf(object));
};

const undone = async (activity: Document): Promise<Document> => {
  await says({ type: 'Undo', object: activity['id'] });
  return sent('Undo', idOf(activity['id']));
};

const asks = async (type: string, document: Document): Promise<Document> => {
  await says(document);
  return sent(type, asking);
};

/** Of anna's own, with a word on who may do what with it. */
const mayBeQuoted = async (how: Document): Promise<string> =>
  idOf((await note({ interactionPolicy: { canQuote: how } }))['object']);

const quoteRequest = (post: string, name: string): Promise<Document> => {
  const instrument = {
    id: `${far.origin}/notes/${name}`,
    type: 'Note',
    attributedTo: ada,
    content: 'see',
    quote: post,
  };
  return arrives('QuoteRequest', post, { instrument, to: [anna.actor] });
};

const cases: Readonly<Record<string, () => Promise<unknown>>> = {
  'accept-follow': async () => sent('Accept', `${far.origin}/activities/1`),
  follow: async () => {
    await says({ type: 'Follow', object: ada });
    return sent('Follow', ada);
  },
  'undo-follow': async () => undone(sent('Follow', ada)),
  'reject-follow': async () => {
    await says({ type: 'Update', object: { id: anna.actor, type: 'Person', manuallyApprovesFollowers: true } });
    const eve = far.actor('eve');
    const follow = far.activity(eve, 'Follow', anna.actor);
    await far.deliver(`${anna.actor}/inbox`, follow);
    await acme.drain();
    await says({ type: 'Reject', object: follow['id'] });
    return sent('Reject', eve);
  },
  'create-note-with-warning': () => note({ summary: 'careful', sensitive: true }),
  'create-note-in-languages': () => note({ contentMap: { en: '<p>x</p>', de: '<p>y</p>' } }),
  'create-note-with-tags': () =>
    note({
      content: '<p>@ada #doors :blob:</p>',
      cc: [followers(), ada],
      tag: [
        { type: 'Mention', name: '@ada', href: ada },
        { type: 'Hashtag', name: '#doors', href: 'https://acme.example/tags/doors' },
        {
          type: 'Emoji',
          id: 'https://acme.example/emoji/1',
          name: ':blob:',
          icon: { type: 'Image', mediaType: 'image/png', url: 'https://acme.example/emoji/1.png' },
        },
      ],
    }),
  'create-note-to-followers': () => note({ to: [followers()], cc: [] }),
  'create-note-to-one': () => note({ to: [ada], cc: [], tag: [{ type: 'Mention', name: '@ada', href: ada }] }),
  'create-reply': () => note({ inReplyTo: theirs, cc: [followers(), ada] }),
  'create-quote-of-ours': async () => note({ quote: await mayBeQuoted({ automaticApproval: [asPublic] }) }),
  'create-with-policy': () => note({ interactionPolicy: { canQuote: { automaticApproval: [followers()] } } }),
  vote: async () => {
    const oneOf = ['yes', 'no'].map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } }));
    const poll = await posts('poll', { type: 'Question', oneOf, endTime: '2030-01-01T00:00:00Z' });
    await says({ type: 'Create', to: [ada], object: { type: 'Note', name: 'yes', inReplyTo: poll, to: [ada] } });
    return sent('Create', poll);
  },
  'update-question-counts': async () => {
    const { object } = await says({ ...objects['question'], ...publicly() });
    const poll = idOf(object);
    const vote = { id: `${far.origin}/votes/1`, type: 'Note', attributedTo: ada, name: 'yes', inReplyTo: poll };
    await arrives('Create', { ...vote, to: [anna.actor] }, { to: [anna.actor] });
    return sent('Update', poll);
  },
  like: async () => {
    await says({ type: 'Like', object: theirs, to: [ada] });
    return sent('Like', theirs);
  },
  'undo-like': async () => undone(sent('Like', theirs)),
  announce: async () => {
    await says({ type: 'Announce', object: theirs, to: [asPublic], cc: [ada, followers()] });
    return sent('Announce', theirs);
  },
  'undo-announce': async () => undone(sent('Announce', theirs)),
  'emoji-react': async () => {
    await says({ type: 'EmojiReact', content: '🚪', object: theirs, to: [ada] });
    return sent('EmojiReact', theirs);
  },
  'undo-emoji-react': async () => undone(sent('EmojiReact', theirs)),
  add: async () => {
    const object = idOf((await note({}))['object']);
    await says({ type: 'Add', object, target: `${anna.actor}/featured` });
    return sent('Add', object);
  },
  'collection-featured': () => shown(`${anna.actor}/featured`),
  remove: async () => {
    const object = idOf(sent('Add')['object']);
    await says({ type: 'Remove', object, target: `${anna.actor}/featured` });
    return sent('Remove', object);
  },
  flag: async () => {
    await says({ type: 'Flag', object: [ada, theirs], content: 'rude to us', to: [ada] });
    const rae = new ApiClient(acme.origin, (await acme.person('rae', { roles: ['reviewer'] })).token);
    const { holds } = (await rae.get('/holds')).body as { holds: { id: string }[] };
    for (const { id } of holds) {
      const { digest } = (await rae.get(`/holds/${id}`)).body;
      await rae.post(`/holds/${id}/approve`, { digest });
    }
    await acme.drain();
    return sent('Flag');
  },
  'update-actor': async () => {
    const attachment = [{ type: 'PropertyValue', name: 'Web', value: 'https://acme.example/' }];
    const schema = { schema: 'http://schema.org#', PropertyValue: 'schema:PropertyValue', value: 'schema:value' };
    await says({
      '@context': [...context, schema],
      type: 'Update',
      object: { id: anna.actor, type: 'Person', name: 'Anna A.', summary: '<p>doors</p>', attachment },
    });
    return sent('Update', 'Anna A.');
  },
  'quote-request': () => asks('QuoteRequest', { type: 'Note', content: '<p>see</p>', quote: asking, ...publicly() }),
  'update-quote-with-stamp': async () => {
    const asked = sent('QuoteRequest', asking);
    const [interactingObject, stamp] = [idOf(asked['instrument']), `${far.origin}/stamps/1`];
    const about = { interactingObject, interactionTarget: asking };
    far.put('/stamps/1', { '@context': terms, id: stamp, type: 'QuoteAuthorization', attributedTo: ada, ...about });
    await arrives('Accept', asked['id'], { result: stamp, to: [anna.actor] });
    return sent('Update', stamp);
  },
  'like-request': () => asks('LikeRequest', { type: 'Like', object: asking, to: [ada] }),
  'announce-request': () =>
    asks('AnnounceRequest', { type: 'Announce', object: asking, to: [asPublic], cc: [ada, followers()] }),
  'reply-request': () =>
    asks('ReplyRequest', { type: 'Note', content: '<p>indeed</p>', inReplyTo: asking, to: [asPublic], cc: [ada] }),
  'like-with-stamp': async () => {
    const asked = sent('LikeRequest', asking);
    const stamp = `${far.origin}/stamps/2`;
    const about = { interactingObject: idOf(asked['instrument']), interactionTarget: asking };
    far.put('/stamps/2', { '@context': terms, id: stamp, type: 'LikeAuthorization', attributedTo: ada, ...about });
    await arrives('Accept', asked['id'], { result: stamp, to: [anna.actor] });
    return sent('Like', stamp);
  },
  'accept-quote-request': async () => {
    const post = await mayBeQuoted({ automaticApproval: [asPublic] });
    const { id } = await quoteRequest(post, 'quote-1');
    return sent('Accept', idOf(id));
  },
  'stamp-of-quote': () => shown(idOf(sent('Accept', 'quote-1')['result'])),
  'delete-stamp': async () => {
    const stamp = idOf(sent('Accept', 'quote-1')['result']);
    await says({ type: 'Delete', object: stamp });
    return sent('Delete', stamp);
  },
  'reject-quote-request': async () => {
    const post = idOf((await note({}))['object']);
    const { id } = await quoteRequest(post, 'quote-2');
    return sent('Reject', idOf(id));
  },
  'group-announce': async () => {
    const chess = await acme.person('chess', { kind: 'community', display: 'Chess' });
    await arrives('Follow', chess.actor);
    const id = await posts('e4', { to: [asPublic, chess.actor] });
    return sent('Announce', id);
  },
  'group-announce-activity': async () => sent('Announce'),
  'actor-person': () => shown('/users/anna'),
  'actor-group': () => shown('/users/chess'),
  'actor-organization': async () => shown((await acme.person('press', { kind: 'corporate', display: 'Press' })).actor),
  'actor-service': async () => shown((await acme.person('bot', { kind: 'service', display: 'Bot' })).actor),
  'actor-instance': () => shown('/users/instance'),
  'collection-followers': () => shown(followers()),
  'collection-following': () => shown(`${anna.actor}/following`),
  'collection-outbox': async () => shown((await acme.person('quiet')).actor.concat('/outbox')),
  'collection-outbox-page': async () => {
    const loud = await acme.person('loud', { display: 'Loud' });
    await says({ type: 'Note', content: '<p>x</p>', to: [asPublic] }, loud);
    return shown(`${loud.actor}/outbox?page=true`);
  },
  'collection-replies': async () => {
    const object = idOf((await note({}))['object']);
    await says({ type: 'Note', content: '<p>to that</p>', inReplyTo: object, ...publicly() });
    return shown(`${object}/replies`);
  },
  'collection-context': async () => shown(idOf((sent('Create')['object'] as Document)['context'])),
  'collection-followers-synchronization': async () =>
    JSON.parse((await far.fetchAs(ada, `${anna.actor}/followers_synchronization`)).text),
  webfinger: () => shown(`/.well-known/webfinger?resource=acct:anna@${new URL(acme.origin).host}`),
  'webfinger-of-service': () => shown(`/.well-known/webfinger?resource=acct:bot@${new URL(acme.origin).host}`),
  'host-meta': () => shown('/.well-known/host-meta', 'application/xrd+xml'),
  'host-meta-json': () => shown('/.well-known/host-meta.json', 'application/json'),
  'nodeinfo-links': () => shown('/.well-known/nodeinfo', 'application/json'),
  'nodeinfo-2.0': () => shown('/nodeinfo/2.0', 'application/json'),
  'nodeinfo-2.1': () => shown('/nodeinfo/2.1', 'application/json'),
  move: async () => {
    const leaving = await acme.person('leaving');
    await arrives('Follow', leaving.actor);
    const target = `${far.origin}/users/new`;
    far.actor('new', {
      '@context': [
        ...context,
        'https://w3id.org/security/v1',
        { alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' } },
      ],
      alsoKnownAs: [leaving.actor],
    });
    await says({ type: 'Move', object: leaving.actor, target }, leaving);
    return sent('Move');
  },
};

/** The id by which a client knows somebody else's post. */
const statusOf = async (uri: string): Promise<string> => {
  const { statuses } = (await app.get(`/api/v2/search?type=statuses&resolve=true&q=${encodeURIComponent(uri)}`)) as {
    readonly statuses: readonly { readonly id: string }[];
  };
  return statuses[0]?.id ?? '';
};

const clientPosts = async (status: string, more: Document): Promise<Document> => {
  const { uri } = await app.post(status, { visibility: 'public', ...more });
  await acme.drain();
  return sent('Create', String(uri));
};

/** What comes of what people do in apps. */
const inApps: Readonly<Record<string, () => Promise<unknown>>> = {
  'client-create-note': () =>
    clientPosts('hello @ada #doors https://acme.example/a?b=c&d=e\n\n<b>second</b>', {
      ...{ language: 'en', spoiler_text: 'careful', sensitive: true },
    }),
  'client-create-note-mention': () =>
    clientPosts(`hello @ada@${new URL(far.origin).host}`, { visibility: 'direct', language: 'de' }),
  'client-create-note-unlisted': () => clientPosts('quietly', { visibility: 'unlisted' }),
  'client-create-reply': async () => clientPosts('indeed', { in_reply_to_id: await statusOf(theirs) }),
  'client-create-question': () => clientPosts('tea?', { poll: { options: ['yes', 'no'], expires_in: 3600 } }),
  'client-create-question-of-many': () =>
    clientPosts('which?', { poll: { options: ['tea', 'coffee'], expires_in: 3600, multiple: true } }),
  'client-create-note-with-picture': async () => {
    const form = new FormData();
    const bytes = await readFile(new URL('../fixtures/files/cat.png', import.meta.url));
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'cat.png');
    form.set('description', 'A cat');
    form.set('focus', '0.5,-0.5');
    const headers = { authorization: `Bearer ${app.token}` };
    const answer = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
    const { id } = (await answer.json()) as { readonly id: string };
    await acme.context.media.drain();
    return clientPosts('look', { media_ids: [id] });
  },
  'client-update-note': async () => {
    const { id, uri } = await app.post('first', { visibility: 'public' });
    await app.do(`/api/v1/statuses/${id}`, { status: 'second' }, 'PUT');
    await acme.drain();
    return sent('Update', String(uri));
  },
  'client-like': async () => {
    await app.do(`/api/v1/statuses/${await statusOf(theirs)}/favourite`);
    await acme.drain();
    return sent('Like', theirs);
  },
  'client-undo-like': async () => {
    const like = sent('Like', theirs);
    await app.do(`/api/v1/statuses/${await statusOf(theirs)}/unfavourite`);
    await acme.drain();
    return sent('Undo', idOf(like));
  },
  'client-announce': async () => {
    await app.do(`/api/v1/statuses/${await statusOf(theirs)}/reblog`);
    await acme.drain();
    return sent('Announce', theirs);
  },
  'client-vote': async () => {
    const oneOf = ['yes', 'no'].map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } }));
    const question = await posts('poll-2', { type: 'Question', oneOf, endTime: '2030-01-01T00:00:00Z' });
    const { poll } = (await app.get(`/api/v1/statuses/${await statusOf(question)}`)) as { poll: { id: string } };
    await app.do(`/api/v1/polls/${poll.id}/votes`, { choices: [0] });
    await acme.drain();
    return sent('Create', question);
  },
};

it.each(Object.entries({ ...cases, ...inApps }))('sends %s as others read it', async (name, act) => {
  matches(name, await act());
});

it('tells nobody that they are blocked', async () => {
  const eve = far.actor('eve');
  const before = far.posted.length;
  await says({ type: 'Block', object: eve });
  expect(far.posted.slice(before).filter(({ body }) => body['type'] === 'Block')).toEqual([]);
});

function matches(name: string, document: unknown): void {
  const actual = placeheld(document, { ours: acme.origin, theirs: far.origin });
  expect(actual).toEqual(sentShape(name, actual, sources(name)).document);
}
