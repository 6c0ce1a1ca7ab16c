import { generateKeyPairSync } from 'node:crypto';
import { inboundLimits } from '../../federation/limits.ts';
import { retentionJob } from '../../server/jobs/retention.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Rows A to Q of what activitypub-express accepts as published; each is refused here (reference apex.md §2.1). */
let acme: Organisation;
let anna: C2sClient;
let evil: Stranger;
let victim: Stranger;
let mallory: string;
let inbox: string;

beforeEach(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  evil = await Stranger.start();
  victim = await Stranger.start();
  mallory = evil.actor('mallory');
  inbox = `${anna.actor}/inbox`;
});

afterEach(async () => {
  await Promise.all([acme.stop(), evil.stop(), victim.stop()]);
});

const stored = (id: string): Promise<unknown> => acme.context.store.objects.get(id);

async function publicNote(content = '<p>the truth</p>'): Promise<{ id: string; create: string }> {
  const { body } = await anna.post({ type: 'Note', content, to: [asPublic] });
  return { id: (body['object'] as { id: string }).id, create: body['id'] as string };
}

async function seen(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { headers: { accept: 'application/activity+json' } });
  return { status: response.status, text: await response.text() };
}

describe('what a stranger sends to an inbox', () => {
  it('takes an honest note (control)', async () => {
    const note = {
      id: `${evil.origin}/notes/1`,
      type: 'Note',
      attributedTo: mallory,
      content: 'hello',
      to: [anna.actor],
    };
    const answer = await evil.deliver(inbox, evil.activity(mallory, 'Create', note, { to: [anna.actor] }));
    expect(answer.status).toBe(202);
    await acme.drain();
    expect(await stored(note.id)).toMatchObject({ id: note.id });
    expect(JSON.stringify((await anna.get(`${inbox}?page=true`)).body)).toContain('hello');
  });

  it('refuses who signs with the key of an actor document that no processor reads', async () => {
    const odd = evil.actor('odd', { '@context': { '@vocab': 7 } });
    const answer = await evil.deliver(inbox, evil.activity(odd, 'Follow', anna.actor));
    expect(answer).toEqual({ status: 401, text: expect.stringContaining('not readable') });
  });

  it('takes a document of unfamiliar terms as large as the processor may read, and works off no larger one', async () => {
    const sent = async (id: string, members: number) => {
      const own = Object.fromEntries(Array.from({ length: members }, (_, at) => [`p${at}`, at]));
      const note = { id: `${evil.origin}/${id}`, type: 'Note', attributedTo: mallory, content: 'hello', ...own };
      await evil.deliver(inbox, evil.activity(mallory, 'Create', note, { to: [anna.actor] }));
      await acme.drain();
      return stored(note.id);
    };
    // Beside its own terms: the root, its six members, the recipient, and four of the note.
    const most = inboundLimits.processorMembers - 12;
    expect(await sent('most', most)).toBeDefined();
    expect(await sent('more', most + 1)).toBeUndefined();
  });

  it('A: refuses a key document elsewhere that claims a victim', async () => {
    const alice = victim.actor('alice');
    evil.put('/key', {
      id: alice,
      type: 'Person',
      publicKey: { id: `${evil.origin}/key`, owner: alice, publicKeyPem: evil.publicKeyPem },
    });
    const like = { ...victim.activity(alice, 'Follow', anna.actor) };
    expect((await evil.deliver(inbox, like, { keyId: `${evil.origin}/key` })).status).toBe(401);
    await acme.drain();
    expect(await stored(like['id'] as string)).toBeUndefined();
  });

  it('A: refuses a stranger who claims to be an account of this server', async () => {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const activity = { ...evil.activity(anna.actor, 'Follow', anna.actor), id: `${acme.origin}/activities/x` };
    expect((await evil.deliver(inbox, activity, { key, keyId: `${anna.actor}#main-key` })).status).toBe(401);
  });

  it('B: does not let an Update rewrite a local post', async () => {
    const { id } = await publicNote();
    const forged = { id, type: 'Note', attributedTo: mallory, content: 'defaced' };
    await evil.deliver(inbox, evil.activity(mallory, 'Update', forged, { to: [anna.actor] }));
    await acme.drain();
    expect((await seen(id)).text).toContain('the truth');
    expect((await anna.get(id)).body['content']).toBe('<p>the truth</p>');
  });

  it('B: does not let an Update take over a local account or its key', async () => {
    const before = await stored(anna.actor);
    const forged = { id: anna.actor, type: 'Person', attributedTo: mallory, inbox: `${mallory}/inbox`, publicKey: {} };
    await evil.deliver(inbox, evil.activity(mallory, 'Update', forged, { to: [anna.actor] }));
    await acme.drain();
    expect(await stored(anna.actor)).toEqual(before);
  });

  it('B2: does not cache a document under an id that it was not fetched from', async () => {
    evil.put('/users/mallory', {
      id: anna.actor,
      type: 'Person',
      inbox: `${mallory}/inbox`,
      publicKey: { id: `${mallory}#main-key`, owner: mallory, publicKeyPem: evil.publicKeyPem },
    });
    const before = await stored(anna.actor);
    expect((await evil.deliver(inbox, evil.activity(mallory, 'Follow', anna.actor))).status).toBe(401);
    expect(await stored(anna.actor)).toEqual(before);
  });

  it('C: does not believe an inline object in an Announce', async () => {
    const fake = {
      id: `${acme.origin}/objects/fake`,
      type: 'Note',
      attributedTo: anna.actor,
      content: 'I quit',
      to: [asPublic],
    };
    await evil.deliver(
      inbox,
      evil.activity(
        mallory,
        'Announce',
        { id: `${acme.origin}/activities/fake`, type: 'Create', actor: anna.actor, object: fake },
        { to: [anna.actor] },
      ),
    );
    await acme.drain();
    expect((await seen(fake.id)).status).toBe(404);
    expect((await seen(`${acme.origin}/activities/fake`)).status).toBe(404);
    expect(await stored(fake.id)).toBeUndefined();
  });

  it('D: does not file an activity where its `_meta` says', async () => {
    const like = evil.activity(mallory, 'Follow', anna.actor, { _meta: { collection: [`${anna.actor}/outbox`] } });
    await evil.deliver(inbox, like);
    await acme.drain();
    const filed = await acme.context.store.activities.collectionsOf(like['id'] as string);
    expect(filed).toContain(inbox);
    expect(filed).not.toContain(`${anna.actor}/outbox`);
  });

  it('E: does not let a stranger reject a Follow of somebody else', async () => {
    const alice = victim.actor('alice');
    const follow = await anna.post({ type: 'Follow', object: alice });
    const id = follow.body['id'] as string;
    await victim.deliver(inbox, victim.activity(alice, 'Accept', id, { to: [anna.actor] }));
    await acme.drain();
    const following = `${anna.actor}/following`;
    expect(await acme.context.store.activities.collectionsOf(id)).toContain(following);
    await evil.deliver(inbox, evil.activity(mallory, 'Reject', id, { to: [anna.actor] }));
    await acme.drain();
    expect(await acme.context.store.activities.collectionsOf(id)).toContain(following);
  });

  it('F: does not deliver a private post under its id into another inbox', async () => {
    const ben = await acme.person('ben');
    const { body } = await ben.post({ type: 'Note', content: 'for me alone', to: [ben.actor] });
    const forged = { ...evil.activity(mallory, 'Create', { type: 'Note' }), id: body['id'] as string };
    expect((await evil.deliver(inbox, forged)).status).toBe(401);
    await acme.drain();
    expect(JSON.stringify((await anna.get(`${inbox}?page=true`)).body)).not.toContain('for me alone');
  });

  it('G: fetches no context, before or after the signature was checked', async () => {
    const context = `${victim.origin}/context.json`;
    const unsigned = { ...evil.activity(mallory, 'Follow', anna.actor), '@context': context };
    expect((await evil.deliver(inbox, unsigned, { unsigned: true })).status).toBe(401);
    await evil.deliver(inbox, { ...evil.activity(mallory, 'Follow', anna.actor), '@context': [context] });
    await acme.drain();
    expect(victim.asked).toEqual([]);
  });

  it('H, I: fetches nothing for the tags and parents that a note names', async () => {
    const tag = Array.from({ length: 30 }, (_, n) => ({
      type: 'Mention',
      href: `${victim.origin}/users/${n}`,
      name: '@x',
    }));
    const inline = { id: `${victim.origin}/users/planted`, type: 'Person', inbox: `${mallory}/inbox` };
    const note = {
      id: `${evil.origin}/notes/2`,
      type: 'Note',
      attributedTo: mallory,
      content: 'x',
      inReplyTo: `${victim.origin}/notes/1`,
      tag: [...tag, inline],
    };
    expect((await evil.deliver(inbox, evil.activity(mallory, 'Create', note, { to: [anna.actor] }))).status).toBe(202);
    await acme.drain();
    expect(victim.asked).toEqual([]);
    expect(await stored(inline.id)).toBeUndefined();
  });

  it.each<[string, Parameters<Stranger['deliver']>[2]]>([
    ['J: a body that was changed after signing', { body: JSON.stringify({ type: 'Follow', actor: 'x', padding: 1 }) }],
    ['K: a signature over the date alone', { signs: ['date'] }],
    ['K: a signature that leaves the digest out', { signs: ['(request-target)', 'host', 'date'] }],
    ['K: a signature made for another path', { path: '/users/ben/inbox' }],
    ['L: no signature at all', { unsigned: true }],
    ['a date of yesterday', { date: new Date(Date.now() - 24 * 60 * 60 * 1000) }],
    ["somebody else's key", { key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
  ])('refuses %s with 401 and stores nothing', async (_what, forgery) => {
    const follow = evil.activity(mallory, 'Follow', anna.actor);
    const answer = await evil.deliver(inbox, follow, forgery);
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toEqual({ error: expect.stringMatching(/\S/) });
    await acme.drain();
    expect(await acme.context.store.inbound.waiting()).toBe(0);
    expect(await acme.context.store.activities.get(follow['id'] as string)).toBeUndefined();
  });

  it('M, N: fetches nothing for whoever shows no token', async () => {
    const { create } = await publicNote();
    const response = await fetch(`${acme.origin}/proxy`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `id=${encodeURIComponent(create)}`,
    });
    expect(response.status).toBe(401);
  });

  it('P: takes no host for its own because it begins like it', async () => {
    const activity = {
      ...evil.activity(mallory, 'Follow', anna.actor),
      id: `${acme.origin.replace(/:\d+$/, '')}.evil.example/1`,
    };
    expect((await evil.deliver(inbox, activity)).status).toBe(401);
  });

  it('Q: processes a replayed Follow once', async () => {
    const follow = evil.activity(mallory, 'Follow', anna.actor);
    const first = await evil.deliver(inbox, follow);
    await acme.drain();
    const second = await evil.deliver(inbox, follow);
    await acme.drain();
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(evil.posted.filter(({ body }) => body['type'] === 'Accept')).toHaveLength(1);
  });

  it('case 13: lets no neighbour on the same host act for another', async () => {
    const eve = evil.actor('eve');
    const note = {
      id: `${evil.origin}/notes/3`,
      type: 'Note',
      attributedTo: mallory,
      content: 'mine',
      to: [anna.actor],
    };
    await evil.deliver(inbox, evil.activity(mallory, 'Create', note, { to: [anna.actor] }));
    const follow = evil.activity(mallory, 'Follow', anna.actor);
    await evil.deliver(inbox, follow);
    await acme.drain();
    await evil.deliver(inbox, evil.activity(eve, 'Delete', note.id, { to: [anna.actor] }));
    await evil.deliver(inbox, evil.activity(eve, 'Update', { ...note, content: 'hers' }, { to: [anna.actor] }));
    await evil.deliver(inbox, evil.activity(eve, 'Undo', follow['id'], { to: [anna.actor] }));
    await acme.drain();
    expect(await stored(note.id)).toMatchObject({ type: 'Note', content: ['mine'] });
    expect(await acme.context.store.activities.get(follow['id'] as string)).toBeDefined();
  });

  it('case 29: refuses keywords that restructure a document', async () => {
    for (const keyword of ['@graph', '@reverse', '@included', '@nest']) {
      const activity = evil.activity(mallory, 'Follow', anna.actor, { [keyword]: [{ id: anna.actor }] });
      expect((await evil.deliver(inbox, activity)).status).toBe(400);
    }
  });

  it('case 59: sends nothing of an internal post, even where it names an outsider', async () => {
    const { body } = await anna.post({ type: 'Note', content: 'parent inside' });
    const parent = (body['object'] as { id: string }).id;
    await anna.post({ type: 'Note', content: 'see this', to: [mallory], inReplyTo: parent });
    await acme.drain();
    expect(evil.posted).toEqual([]);
  });
});

describe('an outsider who follows', () => {
  it('is accepted with the whole Follow embedded, and then gets posts signed and released', async () => {
    const follow = evil.activity(mallory, 'Follow', anna.actor);
    await evil.deliver(inbox, follow);
    await acme.drain();
    const accept = evil.posted.find(({ body }) => body['type'] === 'Accept');
    expect(accept?.body['object']).toMatchObject({
      id: follow['id'],
      type: 'Follow',
      actor: mallory,
      object: anna.actor,
    });
    const { id } = await publicNote('<p>for followers</p>');
    await acme.drain();
    const create = evil.posted.find(({ body }) => body['type'] === 'Create');
    expect(create?.body['object']).toMatchObject({ id, content: '<p>for followers</p>' });
  });

  it('gets the retraction of what it got', async () => {
    await evil.deliver(inbox, evil.activity(mallory, 'Follow', anna.actor));
    await acme.drain();
    const { id } = await publicNote();
    await anna.post({ type: 'Delete', object: id });
    await acme.drain();
    const last = evil.posted.find(({ body }) => body['type'] === 'Delete');
    expect(last?.body['object']).toMatchObject({ id, type: 'Tombstone' });
    expect(JSON.stringify(last)).not.toContain('the truth');
  });

  it('gets nothing any more after its account is deleted, though the deletion names nobody here', async () => {
    await evil.deliver(inbox, evil.activity(mallory, 'Follow', anna.actor));
    await acme.drain();
    await evil.deliver(`${acme.origin}/inbox`, evil.activity(mallory, 'Delete', mallory, { to: [asPublic] }));
    await acme.drain();
    expect(await stored(mallory)).toMatchObject({ type: 'Tombstone' });
    await publicNote();
    await acme.drain();
    expect(evil.posted.some(({ body }) => body['type'] === 'Create')).toBe(false);
  });

  it('is known by its second copy for thirty days, and a copy after that is taken anew', async () => {
    let now = Date.now();
    await using later = await Organisation.start({ overrides: { clock: () => now }, idle: true });
    const ben = await later.person('ben');
    const follow = evil.activity(mallory, 'Follow', ben.actor);
    const send = async (): Promise<string> => {
      const { text } = await evil.deliver(`${ben.actor}/inbox`, follow, { date: new Date(now) });
      await later.drain();
      return text;
    };
    const day = 24 * 60 * 60 * 1000;
    expect(await send()).toContain('"accepted"');
    now += 29 * day;
    expect(await send()).toContain('accepted before');
    now += 2 * day;
    const { store } = later.context;
    await retentionJob({ ...store, time: async () => now }).run({
      signal: new AbortController().signal,
      commits: store.commits,
    });
    expect(await send()).toContain('"accepted"');
  });

  it('gets nothing any more after it took the Follow back', async () => {
    const follow = evil.activity(mallory, 'Follow', anna.actor);
    await evil.deliver(inbox, follow);
    await acme.drain();
    await evil.deliver(inbox, evil.activity(mallory, 'Undo', follow, { to: [anna.actor] }));
    await acme.drain();
    await publicNote();
    await acme.drain();
    expect(evil.posted.some(({ body }) => body['type'] === 'Create')).toBe(false);
  });
});
