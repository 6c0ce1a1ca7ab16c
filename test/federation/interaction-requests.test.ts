import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventReader } from '../support/mastodon/event-reader.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sAnswer, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { writePolicyFolder } from '../support/portico/policy-folder.ts';
import { Stranger } from '../support/stranger.ts';

/** What is done with the posts of outsiders who want to be asked first (GoToSocial's interaction controls, FEP-044f). */
let acme: Organisation;
let anna: C2sClient;
let gts: Stranger;
let ada: string;
/** Follows anna from elsewhere: hears what everybody hears. */
let far: Stranger;
let eve: string;
/** A policy folder of this file's own. */
let policies: string;

const context = ['https://www.w3.org/ns/activitystreams', 'https://gotosocial.org/ns'];
type Document = Readonly<Record<string, unknown>>;

beforeAll(async () => {
  policies = writePolicyFolder(await mkdtemp(join(tmpdir(), 'portico-policies-')));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: policies } });
  [gts, far] = await Promise.all([Stranger.start(), Stranger.start()]);
  eve = far.actor('eve');
});
afterAll(async () => {
  await Promise.all([acme.stop(), gts.stop(), far.stop()]);
  await rm(policies, { recursive: true });
});

let people = 0;
beforeEach(async () => {
  people += 1;
  anna = await acme.person(`anna${people}`);
  const actor = `${gts.origin}/users/ada${people}`;
  ada = gts.actor(`ada${people}`, { followers: `${actor}/followers`, following: `${actor}/following` });
  await far.deliver(`${anna.actor}/inbox`, far.activity(eve, 'Follow', anna.actor));
  await acme.drain();
  gts.posted.length = 0;
  far.posted.length = 0;
});

/** A post of ada's whose policy says this, as it came here. */
async function posted(policy: Document, more: Document = {}): Promise<string> {
  const id = `${gts.origin}/notes/${crypto.randomUUID()}`;
  const note = {
    id,
    type: 'Note',
    attributedTo: ada,
    content: '<p>hello</p>',
    to: [asPublic],
    interactionPolicy: policy,
  };
  const create = gts.activity(ada, 'Create', { ...note, ...more }, { '@context': context, to: [asPublic] });
  expect((await gts.deliver(`${anna.actor}/inbox`, create)).status).toBe(202);
  await acme.drain();
  return id;
}

async function say(document: Document): Promise<C2sAnswer> {
  const answer = await anna.post(document);
  await acme.drain();
  return answer;
}

function sent(to: Stranger, type: string): Document[] {
  return to.posted.map(({ body }) => body).filter((body) => body['type'] === type);
}

const idOf = (value: unknown): string => (typeof value === 'string' ? value : String((value as Document)['id']));

/** A stamp at its author's server, which answers a request with it. */
async function approve(request: Document, type: string, more: Document = {}): Promise<string> {
  const path = `/stamps/${crypto.randomUUID()}`;
  const id = `${gts.origin}${path}`;
  gts.put(path, {
    '@context': context,
    id,
    type,
    attributedTo: ada,
    interactingObject: idOf(request['instrument']),
    interactionTarget: request['object'],
    ...more,
  });
  await answer('Accept', request, { result: id });
  return id;
}

async function answer(type: string, request: Document, more: Document = {}, by = ada): Promise<void> {
  const { id, object, instrument, actor } = request;
  const about = { id, type: request['type'], actor, object, instrument: idOf(instrument) };
  const activity = gts.activity(by, type, about, { '@context': context, to: [anna.actor], ...more });
  expect((await gts.deliver(`${anna.actor}/inbox`, activity)).status).toBe(202);
  await acme.drain();
}

const byHand = { manualApproval: [asPublic] };
const followersOnly = () => ({ automaticApproval: [`${ada}/followers`] });

interface Done {
  readonly policy: string;
  readonly request: string;
  readonly stamp: string;
  readonly authorization: string;
  /** What leaves once it is approved. */
  readonly leaves: string;
  readonly say: (post: string) => Document;
  /** Where its stamp stands. */
  readonly stamped: (activity: Document) => Document;
}

const like: Done = {
  policy: 'canLike',
  request: 'LikeRequest',
  stamp: 'LikeAuthorization',
  authorization: 'likeAuthorization',
  leaves: 'Like',
  say: (object) => ({ type: 'Like', object, to: [ada, `${anna.actor}/followers`] }),
  stamped: (activity) => activity,
};
const boost: Done = {
  policy: 'canAnnounce',
  request: 'AnnounceRequest',
  stamp: 'AnnounceAuthorization',
  authorization: 'announceAuthorization',
  leaves: 'Announce',
  say: (object) => ({ type: 'Announce', object, to: [asPublic], cc: [ada, `${anna.actor}/followers`] }),
  stamped: (activity) => activity,
};
const reply: Done = {
  policy: 'canReply',
  request: 'ReplyRequest',
  stamp: 'ReplyAuthorization',
  authorization: 'replyAuthorization',
  leaves: 'Create',
  say: (inReplyTo) => ({
    type: 'Note',
    content: '<p>indeed</p>',
    inReplyTo,
    to: [asPublic],
    cc: [ada, `${anna.actor}/followers`],
  }),
  stamped: ({ object }) => object as Document,
};
const all = [like, boost, reply];

/** Says it, and gives the request that comes of it. */
async function ask(done: Done, more: Document = {}): Promise<{ readonly said: C2sAnswer; readonly request: Document }> {
  const post = await posted({ [done.policy]: byHand });
  const said = await say({ ...done.say(post), ...more });
  expect(said.status).toBe(201);
  const [request = {}] = sent(gts, done.request);
  return { said, request };
}

describe.each(all)('$leaves of a post whose author wants to be asked', (done) => {
  it('asks them alone, with the whole of it, and tells whoever did it', async () => {
    const { said, request } = await ask(done);
    const made = done === reply ? (said.body['object'] as Document) : said.body;
    expect(request).toMatchObject({ actor: anna.actor, to: [ada], instrument: { id: made['id'], type: made['type'] } });
    expect(JSON.stringify(request['@context'])).toContain(`gts:${done.request}`);
    expect(JSON.stringify(said.body['portico'])).toContain(ada);
    expect([...sent(gts, done.leaves), ...far.posted]).toEqual([]);
    const outside = await fetch(idOf(made), { headers: { accept: 'application/activity+json' } });
    expect(outside.status).toBe(404);
  });

  it('is sent to everybody with the stamp that they give, once', async () => {
    const { request } = await ask(done);
    const stamp = await approve(request, done.stamp);
    for (const heard of [gts, far]) {
      const [activity = {}, ...more] = sent(heard, done.leaves);
      expect(done.stamped(activity)).toMatchObject({ [done.authorization]: stamp });
      expect(JSON.stringify(activity['@context'])).toContain(`gts:${done.authorization}`);
      expect(more).toEqual([]);
    }
    await approve(request, done.stamp);
    expect(sent(far, done.leaves)).toHaveLength(1);
  });

  it('is asked for as well where their followers may, which only they can tell', async () => {
    const post = await posted({ [done.policy]: followersOnly() });
    await say(done.say(post));
    expect(sent(gts, done.request)).toHaveLength(1);
    expect(sent(far, done.leaves)).toEqual([]);
  });

  it.each<[string, (request: Document) => Promise<unknown>]>([
    [
      'is about another post',
      (request) => approve(request, done.stamp, { interactionTarget: `${gts.origin}/notes/0` }),
    ],
    ['is about something else', (request) => approve(request, done.stamp, { interactingObject: anna.actor })],
    ['is of another kind', (request) => approve(request, 'QuoteAuthorization')],
    ["is somebody else's", (request) => approve(request, done.stamp, { attributedTo: `${gts.origin}/users/other` })],
    ['is not there', (request) => answer('Accept', request, { result: `${gts.origin}/stamps/none` })],
    ['is on another server', (request) => answer('Accept', request, { result: `${far.origin}/stamps/1` })],
    ['is missing', (request) => answer('Accept', request)],
    [
      'comes from somebody who was not asked',
      async (request) => {
        const path = `/stamps/${crypto.randomUUID()}`;
        gts.put(path, {
          '@context': context,
          id: `${gts.origin}${path}`,
          type: done.stamp,
          attributedTo: ada,
          interactingObject: idOf(request['instrument']),
          interactionTarget: request['object'],
        });
        await answer('Accept', request, { result: `${gts.origin}${path}` }, gts.actor('mallory'));
      },
    ],
  ])('stays where it is when the stamp %s', async (_what, wrong) => {
    const { request } = await ask(done);
    await wrong(request);
    expect([...sent(gts, done.leaves), ...far.posted]).toEqual([]);
  });

  it('never reaches anybody when they reject it', async () => {
    const { request } = await ask(done);
    await answer('Reject', request);
    expect([...sent(gts, done.leaves), ...far.posted]).toEqual([]);
    const undone = sent(gts, 'Undo').map(({ object }) => idOf(object));
    expect(undone).toEqual(done === reply ? [] : [idOf(request['instrument'])]);
  });

  it('is refused where they take none', async () => {
    const post = await posted({ [done.policy]: { automaticApproval: [ada] } });
    const { status, body } = await say(done.say(post));
    expect(status).toBe(403);
    expect(JSON.stringify(body)).toContain('does not take');
    expect(gts.posted).toEqual([]);
  });

  it('leaves at once where everybody may, or who does it by name', async () => {
    for (const automaticApproval of [[asPublic], [anna.actor]]) {
      const post = await posted({ [done.policy]: { automaticApproval } });
      await say(done.say(post));
    }
    expect(sent(far, done.leaves)).toHaveLength(2);
    expect(sent(gts, done.request)).toEqual([]);
  });
});

async function revoke(stamp: string): Promise<void> {
  await gts.deliver(`${anna.actor}/inbox`, gts.activity(ada, 'Delete', stamp, { to: [anna.actor] }));
  await acme.drain();
}

/** A public quote of a post whose author wants to be asked, and the request that comes of it. */
async function askToQuote(content = '<p>see</p>'): Promise<{ readonly quoted: string; readonly request: Document }> {
  const quoted = await posted({ canQuote: byHand });
  const quote = { '@context': [...context, { quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' } }] };
  await say({ ...quote, type: 'Note', content, quote: quoted, to: [asPublic, `${anna.actor}/followers`] });
  const [request = {}] = sent(gts, 'QuoteRequest');
  return { quoted, request };
}

describe('a quote, as clients show it', () => {
  /** What its author's client has in the place of the quoted post. */
  async function shown(request: Document): Promise<unknown> {
    const id = await acme.context.clientApi.parts.ids.idOf(idOf(request['instrument']));
    return (await new RestClient(acme.origin, anna.token).get(`/api/v1/statuses/${id}`))['quote'];
  }

  it('waits, stands, and was taken back', async () => {
    const { quoted, request } = await askToQuote();
    expect(await shown(request)).toEqual({ state: 'pending', quoted_status: null });
    const stamp = await approve(request, 'QuoteAuthorization');
    expect(await shown(request)).toMatchObject({ state: 'accepted', quoted_status: { uri: quoted } });
    await revoke(stamp);
    expect(await shown(request)).toEqual({ state: 'revoked', quoted_status: null });
  });

  it('waits, and was rejected', async () => {
    const { request } = await askToQuote();
    await answer('Reject', request, {}, gts.actor('mallory'));
    expect(await shown(request)).toMatchObject({ state: 'pending' });
    await answer('Reject', request);
    expect(await shown(request)).toEqual({ state: 'rejected', quoted_status: null });
    expect([...sent(gts, 'Delete'), ...sent(gts, 'Undo')]).toEqual([]);
  });
});

describe('what policies stop after its author agreed', () => {
  const forbid = async (...words: string[]): Promise<void> => {
    writePolicyFolder(policies, ['Nightjar', ...words]);
    expect(await acme.context.reloadPolicies()).toMatchObject({ kind: 'in-force', activated: true });
  };
  afterEach(() => forbid());

  it.each<[string, () => Promise<Document>, string]>([
    ['an answer', async () => (await ask(reply, { content: '<p>Kestrel</p>' })).request, reply.stamp],
    ['a quote', async () => (await askToQuote('<p>Kestrel</p>')).request, 'QuoteAuthorization'],
  ])('stays inside, and whoever wrote %s hears why', async (_what, asking, stamp) => {
    const request = await asking();
    const left = far.posted.length;
    await forbid('Kestrel');
    await using stream = await EventReader.open(`${acme.origin}/api/v1/streaming/user/notification`, anna.token);
    await approve(request, stamp);
    expect(far.posted.slice(left)).toEqual([]);
    let told = '';
    while (!told.includes('"acct":"policy"')) told = JSON.stringify(await stream.next('notification'));
    for (const said of ['agreed', 'Leave out the code name.', '/tips/']) expect(told).toContain(said);
  });
});

describe('a stamp that is taken back', () => {
  it.each([like, boost])('undoes the $leaves', async (done) => {
    const { request } = await ask(done);
    await revoke(await approve(request, done.stamp));
    expect(sent(far, 'Undo').map(({ object }) => idOf(object))).toEqual([idOf(request['instrument'])]);
  });

  it('takes the answer back from everybody outside, and leaves it to those inside', async () => {
    const { request } = await ask(reply);
    const id = idOf(request['instrument']);
    await revoke(await approve(request, reply.stamp));
    expect(sent(far, 'Delete').map(({ object }) => idOf(object))).toEqual([id]);
    const outside = await fetch(id, { headers: { accept: 'application/activity+json' } });
    expect([404, 410]).toContain(outside.status);
    expect((await anna.get(id)).body).toMatchObject({ content: '<p>indeed</p>' });
    await say({ type: 'Update', object: { id, type: 'Note', content: '<p>indeed!</p>' } });
    expect(sent(far, 'Update')).toEqual([]);
  });

  it('takes itself off a quote', async () => {
    const { quoted, request } = await askToQuote();
    const stamp = await approve(request, 'QuoteAuthorization');
    expect(sent(far, 'Update').at(-1)?.['object']).toMatchObject({ quoteAuthorization: stamp });
    await revoke(stamp);
    const last = sent(far, 'Update').at(-1)?.['object'];
    expect(last).toMatchObject({ quote: quoted });
    expect(last).not.toHaveProperty('quoteAuthorization');
  });

  it('is no matter to what carries another', async () => {
    const { request } = await ask(like);
    await approve(request, like.stamp);
    const path = '/stamps/other';
    const other = { interactingObject: idOf(request['instrument']), interactionTarget: request['object'] };
    const id = `${gts.origin}${path}`;
    const create = gts.activity(
      ada,
      'Create',
      { id, type: like.stamp, attributedTo: ada, ...other },
      { '@context': context },
    );
    await gts.deliver(`${anna.actor}/inbox`, create);
    await revoke(id);
    expect(sent(far, 'Undo')).toEqual([]);
  });
});

describe('an answer that waits for its author elsewhere', () => {
  it('may be altered meanwhile, and leaves as it is then', async () => {
    const { request } = await ask(reply);
    const id = idOf(request['instrument']);
    await say({ type: 'Update', object: { id, type: 'Note', content: '<p>well, indeed</p>' } });
    expect([...sent(far, 'Update'), ...sent(gts, 'Update')]).toEqual([]);
    await approve(request, reply.stamp);
    expect(sent(far, 'Create')[0]?.['object']).toMatchObject({ content: '<p>well, indeed</p>' });
  });

  it('has no stamp but the one that was given', async () => {
    const claimed = { '@context': context, replyAuthorization: `${gts.origin}/stamps/claimed` };
    const { request } = await ask(reply, claimed);
    expect(JSON.stringify(request)).not.toContain('claimed');
    expect(far.posted).toEqual([]);
  });

  it('passes the gate with what it brings along, as a receipt for every byte that left', async () => {
    const { request } = await ask(reply);
    await approve(request, reply.stamp);
    const auditor = new ApiClient(acme.origin, (await acme.person(`audra${people}`, { roles: ['auditor'] })).token);
    const entries = JSON.stringify((await auditor.get('/ledger/entries?limit=50')).body);
    const [create = {}] = sent(far, 'Create');
    for (const subject of [request['id'], create['id']]) expect(entries).toContain(String(subject));
  });

  it('is not needed by whoever the post mentions', async () => {
    const tag = [{ type: 'Mention', href: anna.actor, name: '@anna' }];
    const post = await posted({ canReply: byHand }, { tag });
    await say(reply.say(post));
    expect(sent(far, 'Create')).toHaveLength(1);
    expect(sent(gts, 'ReplyRequest')).toEqual([]);
  });
});

describe('a post of this server whose author wants to be asked', () => {
  const terms = { '@context': context };

  it.each([
    ['Like', 'LikeRequest', 'likeAuthorization', 'canLike'],
    ['Announce', 'AnnounceRequest', 'announceAuthorization', 'canAnnounce'],
  ])('takes a %s with the stamp alone', async (type, request, authorization, policy) => {
    const { body } = await say({
      ...terms,
      type: 'Note',
      content: '<p>x</p>',
      to: [asPublic],
      interactionPolicy: { [policy]: byHand },
    });
    const post = idOf(body['object']);
    const activity = gts.activity(ada, type, post, { ...terms, to: [anna.actor] });
    const inbox = async (): Promise<string> => JSON.stringify((await anna.get(`${anna.actor}/inbox?page=true`)).body);
    await gts.deliver(`${anna.actor}/inbox`, activity);
    await acme.drain();
    expect(await inbox()).not.toContain(idOf(activity));
    const asked = gts.activity(ada, request, post, { ...terms, instrument: activity, to: [anna.actor] });
    await gts.deliver(`${anna.actor}/inbox`, asked);
    await acme.drain();
    await say({ type: 'Accept', object: idOf(asked), to: [ada] });
    const stamp = sent(gts, 'Accept').find(({ result }) => result !== undefined)?.['result'];
    const again = { ...gts.activity(ada, type, post, { ...terms, to: [anna.actor] }), id: idOf(activity) };
    await gts.deliver(`${anna.actor}/inbox`, { ...again, [authorization]: stamp });
    await acme.drain();
    expect(await inbox()).toContain(idOf(activity));
  });
});
