import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { clientContext as context } from '../support/shapes/client-context.ts';
import { Stranger } from '../support/stranger.ts';

/** What other servers are sent, as they expect it. */
let acme: Organisation;
let anna: C2sClient;
let far: Stranger;
let ada: string;

beforeAll(async () => {
  acme = await Organisation.start();
});
afterAll(() => acme.stop());

let people = 0;
beforeEach(async () => {
  people += 1;
  anna = await acme.person(`anna${people}`);
  far = await Stranger.start();
  ada = far.actor('ada');
  await far.deliver(`${anna.actor}/inbox`, far.activity(ada, 'Follow', anna.actor));
  await acme.drain();
});
afterEach(() => far.stop());

type Document = Readonly<Record<string, unknown>>;

function sent(type: string): Document | undefined {
  return far.posted.findLast(({ body }) => body['type'] === type)?.body;
}

async function say(document: Document): Promise<Document> {
  const { status, body } = await anna.post(document);
  if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  await acme.drain();
  return body;
}

const post = (more: Document): Document => ({ '@context': context, to: [asPublic], ...more });

describe('a post that leaves', () => {
  it.each<[string, Document]>([
    ['a content warning', { type: 'Note', content: '<p>x</p>', summary: 'careful', sensitive: true }],
    [
      'a text in several languages',
      { type: 'Note', content: '<p>x</p>', contentMap: { en: '<p>x</p>', de: '<p>y</p>' } },
    ],
    [
      'hashtags and custom emoji',
      {
        type: 'Note',
        content: '<p>#doors :blob:</p>',
        tag: [
          { type: 'Hashtag', name: '#doors', href: 'https://acme.example/tags/doors' },
          {
            type: 'Emoji',
            id: 'https://acme.example/emoji/1',
            name: ':blob:',
            icon: { type: 'Image', mediaType: 'image/png', url: 'https://acme.example/emoji/1.png' },
          },
        ],
      },
    ],
    [
      'a poll',
      {
        type: 'Question',
        content: '<p>tea?</p>',
        endTime: '2030-01-01T00:00:00.000Z',
        votersCount: 0,
        oneOf: ['yes', 'no'].map((name) => ({ type: 'Note', name, replies: { type: 'Collection', totalItems: 0 } })),
      },
    ],
    [
      'who may quote it',
      {
        type: 'Note',
        content: '<p>x</p>',
        interactionPolicy: { canQuote: { automaticApproval: 'https://www.w3.org/ns/activitystreams#Public' } },
      },
    ],
  ])('has %s as Mastodon reads it', async (_what, document) => {
    await say(post(document));
    const create = sent('Create');
    const { interactionPolicy, ...members } = document;
    expect(create?.['object']).toMatchObject(members);
    if (interactionPolicy === undefined) return;
    const written = JSON.stringify(create?.['object']).replaceAll('as:Public', asPublic);
    expect(written).toContain(JSON.stringify(interactionPolicy));
  });

  it('says what its terms mean, and only of those that few posts have where it has them', async () => {
    await say(post({ type: 'Note', content: '<p>x</p>' }));
    expect(JSON.stringify(sent('Create')?.['@context'])).not.toContain('gotosocial');
    await say(
      post({ type: 'Note', content: '<p>x</p>', interactionPolicy: { canQuote: { automaticApproval: asPublic } } }),
    );
    const terms = (sent('Create')?.['@context'] as Document[] | undefined)?.[2];
    expect(terms).toMatchObject({ gts: 'https://gotosocial.org/ns#', sensitive: 'as:sensitive' });
    expect(terms).not.toHaveProperty('litepub');
  });
});

describe('pins', () => {
  it('are told to followers and shown to everybody, until they are taken out', async () => {
    const { object } = (await say(post({ type: 'Note', content: '<p>pinned</p>' }))) as { object: { id: string } };
    const featured = `${anna.actor}/featured`;
    await say({ type: 'Add', object: object.id, target: featured });
    expect(sent('Add')).toMatchObject({ object: expect.anything(), target: featured });
    const shown = async (): Promise<unknown> =>
      (await fetch(featured, { headers: { accept: 'application/activity+json' } })).json();
    expect(await shown()).toMatchObject({ orderedItems: [{ id: object.id }] });
    await say({ type: 'Remove', object: object.id, target: featured });
    expect(sent('Remove')).toMatchObject({ target: featured });
    expect(await shown()).toMatchObject({ orderedItems: [] });
  });
});

describe('a move', () => {
  const moved = async (): Promise<Document> =>
    (await (await fetch(anna.actor, { headers: { accept: 'application/activity+json' } })).json()) as Document;

  it('is told to followers and stands in the profile', async () => {
    const target = far.actor('new-anna', { alsoKnownAs: [anna.actor] });
    far.put('/users/new-anna', {
      '@context': [
        'https://www.w3.org/ns/activitystreams',
        { alsoKnownAs: { '@id': 'as:alsoKnownAs', '@type': '@id' } },
      ],
      id: target,
      type: 'Person',
      inbox: `${target}/inbox`,
      alsoKnownAs: [anna.actor],
    });
    await say({ type: 'Move', object: anna.actor, target });
    expect(sent('Move')).toMatchObject({ actor: anna.actor, object: anna.actor, target });
    expect(await moved()).toMatchObject({ id: anna.actor, movedTo: target });
  });

  it('is refused to an account that does not know this one', async () => {
    const target = far.actor('stranger');
    const { status, body } = await anna.post({ type: 'Move', object: anna.actor, target });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('alsoKnownAs');
    await acme.drain();
    expect(sent('Move')).toBeUndefined();
    expect(await moved()).not.toHaveProperty('movedTo');
  });
});

/** The policies that ship let a reviewer see every report first. */
async function approveAll(): Promise<void> {
  const rae = new ApiClient(acme.origin, (await acme.person(`rae${people}`, { roles: ['reviewer'] })).token);
  const { holds } = (await rae.get('/holds')).body as { holds: { id: string }[] };
  for (const { id } of holds) {
    const { digest } = (await rae.get(`/holds/${id}`)).body;
    expect((await rae.post(`/holds/${id}/approve`, { digest })).body).toMatchObject({ kind: 'released' });
  }
}

describe('a report to another server', () => {
  it('names the account and its posts, and the server in the place of whoever reports', async () => {
    const note = { id: `${far.origin}/notes/1`, type: 'Note', attributedTo: ada, content: 'rude', to: [anna.actor] };
    await far.deliver(`${anna.actor}/inbox`, far.activity(ada, 'Create', note, { to: [anna.actor] }));
    await acme.drain();
    const internal = (await anna.post({ type: 'Note', content: 'inside' })).body as { object: { id: string } };
    const report = { type: 'Flag', object: [ada, note.id, internal.object.id], content: 'rude to us', to: [ada] };
    expect((await anna.post(report)).status).toBe(202);
    await approveAll();
    await acme.drain();
    const flag = sent('Flag');
    expect(flag).toMatchObject({
      actor: `${acme.origin}/users/instance`,
      object: [ada, note.id],
      content: 'rude to us',
    });
    expect(JSON.stringify(flag)).not.toContain(anna.actor);
    expect(JSON.stringify(flag)).not.toContain(internal.object.id);
  });
});

describe('a quote of an outsider', () => {
  it('is asked for, and has the stamp that is given', async () => {
    const theirs = `${far.origin}/notes/7`;
    far.put('/notes/7', {
      '@context': context,
      id: theirs,
      type: 'Note',
      attributedTo: ada,
      content: 'q',
      to: [asPublic],
    });
    await far.deliver(
      `${anna.actor}/inbox`,
      far.activity(
        ada,
        'Create',
        { id: theirs, type: 'Note', attributedTo: ada, content: 'q', to: [asPublic] },
        { to: [asPublic] },
      ),
    );
    await acme.drain();
    const { object } = (await say(post({ type: 'Note', content: '<p>see</p>', quote: theirs }))) as {
      object: { id: string };
    };
    const asked = sent('QuoteRequest');
    expect(asked).toMatchObject({ actor: anna.actor, object: theirs, instrument: object.id });
    const stamp = `${far.origin}/stamps/1`;
    far.put('/stamps/1', {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://gotosocial.org/ns'],
      id: stamp,
      type: 'QuoteAuthorization',
      attributedTo: ada,
      interactingObject: object.id,
      interactionTarget: theirs,
    });
    await far.deliver(
      `${anna.actor}/inbox`,
      far.activity(ada, 'Accept', asked?.['id'], { result: stamp, to: [anna.actor] }),
    );
    await acme.drain();
    expect(sent('Update')?.['object']).toMatchObject({ id: object.id, quote: theirs, quoteAuthorization: stamp });
  });

  it('is not asked for where it stays inside', async () => {
    const theirs = `${far.origin}/notes/8`;
    far.put('/notes/8', {
      '@context': context,
      id: theirs,
      type: 'Note',
      attributedTo: ada,
      content: 'q',
      to: [asPublic],
    });
    await anna.post({ '@context': context, type: 'Note', content: '<p>between us</p>', quote: theirs });
    await acme.drain();
    expect(sent('QuoteRequest')).toBeUndefined();
  });
});

describe('a Follow of a locked account', () => {
  it('waits until its owner answers, and is answered whole', async () => {
    const locking = { manuallyApprovesFollowers: 'as:manuallyApprovesFollowers' };
    const object = { id: anna.actor, type: 'Person', manuallyApprovesFollowers: true };
    await say({ '@context': ['https://www.w3.org/ns/activitystreams', locking], type: 'Update', object });
    const eve = far.actor('eve');
    const follow = far.activity(eve, 'Follow', anna.actor);
    await far.deliver(`${anna.actor}/inbox`, follow);
    await acme.drain();
    const accepts = () =>
      far.posted.filter(({ body }) => body['type'] === 'Accept' && JSON.stringify(body).includes(eve));
    expect(accepts()).toEqual([]);
    expect(JSON.stringify((await anna.get(`${anna.actor}/followers?page=true`)).body)).not.toContain(eve);
    await say({ type: 'Accept', object: follow['id'] });
    expect(accepts()[0]?.body['object']).toMatchObject({
      id: follow['id'],
      type: 'Follow',
      actor: eve,
      object: anna.actor,
    });
    expect(JSON.stringify((await anna.get(`${anna.actor}/followers?page=true`)).body)).toContain(eve);
  });
});
