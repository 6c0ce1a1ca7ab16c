import { EventReader } from '../support/mastodon/event-reader.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

type Document = Readonly<Record<string, unknown>>;

let acme: Organisation;
let far: Stranger;
let mo: ApiClient;
let anna: RestClient;
let bert: RestClient;
let annaId: string;
let annaC2s: C2sClient;

beforeAll(async () => {
  [acme, far] = await Promise.all([Organisation.start(), Stranger.start()]);
  mo = new ApiClient(acme.origin, (await acme.person('mo', { roles: ['moderator'] })).token);
  [anna, bert] = await Promise.all([RestClient.join(acme, 'anna'), RestClient.join(acme, 'bert')]);
  annaId = `${acme.origin}/users/anna`;
  annaC2s = new C2sClient(annaId, anna.token);
});
afterAll(() => Promise.all([acme.stop(), far.stop()]));

let people = 0;
let eve: string;
beforeEach(() => {
  people += 1;
  eve = far.actor(`eve${people}`, { summary: 'a person', published: '2020-01-01T00:00:00Z' });
});

let notes = 0;
function note(actor: string, content: string, more: Document = {}): Document & { readonly id: string } {
  notes += 1;
  const id = `${far.origin}/notes/${notes}`;
  return { id, type: 'Note', attributedTo: actor, content, to: [asPublic], cc: [annaId], ...more };
}

async function say(actor: string, object: Document, type = 'Create'): Promise<number> {
  const { status } = await far.deliver(
    `${acme.origin}/inbox`,
    far.activity(actor, type, object, { to: [asPublic], cc: [annaId] }),
  );
  await acme.drain();
  return status;
}

const mention = (iri: string): Document => ({ type: 'Mention', href: iri, name: '@somebody' });
const rule = (body: Document): Promise<unknown> => mo.post('/moderation/accounts', { reason: 'spam', ...body });
const lift = (actor: string): Promise<unknown> => mo.post('/moderation/accounts/lift', { actor });
const uris = (statuses: readonly Document[]): unknown[] => statuses.map(({ uri }) => uri);
const senders = async (client: RestClient): Promise<unknown[]> =>
  (await client.list('/api/v1/notifications')).map(({ account }) => (account as Document)['uri']);

async function mutualFollow(actor: string): Promise<void> {
  await far.deliver(`${annaId}/inbox`, far.activity(actor, 'Follow', annaId));
  await acme.drain();
  await anna.follow(`${actor.split('/').at(-1)}@${new URL(far.origin).host}`);
  const isOurs = ({ body }: Stranger['posted'][number]): boolean =>
    body['type'] === 'Follow' && body['object'] === actor;
  await far.until((posted) => posted.some(isOurs));
  await far.deliver(`${annaId}/inbox`, far.activity(actor, 'Accept', far.posted.find(isOurs)?.body));
  await acme.drain();
}

describe('a suspended outsider', () => {
  it('is refused at the inbox while everybody else of that server is heard', async () => {
    expect(await say(eve, note(eve, 'before'))).toBe(202);
    await rule({ actor: eve, suspend: true });
    expect(await say(eve, note(eve, 'after'))).toBe(403);
    expect(await say(far.actor('finn'), note(far.actor('finn'), 'hello'))).toBe(202);
    await lift(eve);
    expect(await say(eve, note(eve, 'again'))).toBe(202);
  });

  it('is not seen any more, by whomever it is passed on, and is seen again when the rule is lifted', async () => {
    await mutualFollow(eve);
    const said = note(eve, 'look at this');
    await say(eve, said);
    expect(uris(await anna.timeline('home'))).toContain(said.id);
    await rule({ actor: eve, suspend: true });
    expect(uris(await anna.timeline('home'))).not.toContain(said.id);
    expect(uris(await anna.timeline('public'))).not.toContain(said.id);
    const { body: inbox } = await annaC2s.get(`${annaId}/inbox?page=true`);
    expect(JSON.stringify(inbox)).not.toContain(said.id);
    const finn = far.actor('finn');
    const boost = far.activity(finn, 'Announce', said.id, { to: [asPublic], cc: [annaId] });
    expect((await far.deliver(`${acme.origin}/inbox`, boost)).status).toBe(202);
    await acme.drain();
    expect(await acme.context.store.activities.get(String(boost['id']))).toBeUndefined();
    await lift(eve);
    expect(uris(await anna.timeline('home'))).toContain(said.id);
  });

  it('is in no follow with anybody here, until the rule is lifted', async () => {
    await mutualFollow(eve);
    const { listings } = acme.context.store;
    const follows = async (): Promise<number> => {
      const asked = ['followers', 'following'].map((name) => ({ listing: `${name}:${annaId}`, item: eve }));
      return (await listings.holding(asked)).length;
    };
    expect(await follows()).toBe(2);
    await rule({ actor: eve, suspend: true });
    expect(await follows()).toBe(0);
    await lift(eve);
    expect(await follows()).toBe(2);
  });

  it('can not be written to', async () => {
    await rule({ actor: eve, suspend: true });
    const carl = await acme.person('carl');
    expect((await carl.post({ type: 'Note', content: 'hello', to: [eve] })).status).toBe(400);
    await lift(eve);
  });

  it('is told by a rule for its whole server as well', async () => {
    const away = await Stranger.start();
    const zoe = away.actor('zoe');
    const { domains } = acme.context;
    const { host } = new URL(away.origin);
    const follow = away.activity(zoe, 'Follow', annaId);
    await away.deliver(`${annaId}/inbox`, follow);
    await acme.drain();
    await domains.set({ domain: host, on: ['suspend'], reason: 'test', by: 'operator' });
    const held = [{ listing: `followers:${annaId}`, item: zoe }];
    expect(await acme.context.store.listings.holding(held)).toEqual([]);
    expect((await away.deliver(`${acme.origin}/inbox`, away.activity(zoe, 'Follow', annaId))).status).toBe(401);
    expect((await away.fetchAs(zoe, annaId)).status).toBe(404);
    await domains.remove(host, 'operator');
    expect(await acme.context.store.listings.holding(held)).toHaveLength(1);
    await away.stop();
  });
});

describe('a silenced outsider', () => {
  it('is read and heard of by followers alone', async () => {
    await mutualFollow(eve);
    await rule({ actor: eve, silence: true });
    const both = [annaId, `${acme.origin}/users/bert`];
    const said = note(eve, 'hello you two', { cc: both, tag: both.map(mention) });
    await say(eve, said);
    expect(uris(await anna.timeline('public'))).toContain(said.id);
    expect(uris(await bert.timeline('public'))).not.toContain(said.id);
    expect(await senders(anna)).toContain(eve);
    expect(await senders(bert)).not.toContain(eve);
    await lift(eve);
    expect(uris(await bert.timeline('public'))).toContain(said.id);
    expect(await senders(bert)).toContain(eve);
  });
});

describe('a silenced outsider, on open streams,', () => {
  it('is shown to followers, and to nobody else', async () => {
    await mutualFollow(eve);
    await rule({ actor: eve, silence: true });
    const stream = (client: RestClient) => EventReader.open(`${acme.origin}/api/v1/streaming/public`, client.token);
    await using forAnna = await stream(anna);
    await using forBert = await stream(bert);
    const finn = far.actor('finn', { summary: 'x' });
    const [quiet, loud] = [note(eve, 'quiet'), note(finn, 'loud')];
    await say(eve, quiet);
    await say(finn, loud);
    expect(await forAnna.next('update')).toMatchObject({ uri: quiet.id });
    expect(await forBert.next('update')).toMatchObject({ uri: loud.id });
    await lift(eve);
  });
});

describe('somebody whom a colleague blocks', () => {
  it('can neither follow nor write to them', async () => {
    await say(eve, note(eve, 'hello'));
    const id = await anna.accountId(`${eve.split('/').at(-1)}@${new URL(far.origin).host}`);
    await anna.do(`/api/v1/accounts/${id}/block`);
    await far.deliver(`${annaId}/inbox`, far.activity(eve, 'Follow', annaId));
    const said = note(eve, 'hello again', { to: [annaId], cc: [], tag: [mention(annaId)] });
    await far.deliver(`${annaId}/inbox`, far.activity(eve, 'Create', said, { to: [annaId] }));
    await acme.drain();
    const { listings, objects } = acme.context.store;
    expect(await listings.holding([{ listing: `followers:${annaId}`, item: eve }])).toEqual([]);
    expect(await objects.get(said.id)).toBeUndefined();
    expect(await senders(anna)).not.toContain(eve);
    await anna.do(`/api/v1/accounts/${id}/unblock`);
  });
});

describe('an outsider whose files are refused', () => {
  it('is heard without them', async () => {
    await rule({ actor: eve, rejectMedia: true });
    const file = { type: 'Document', mediaType: 'image/png', url: `${far.origin}/1.png` };
    const said = note(eve, 'a picture', { attachment: [file] });
    await say(eve, said);
    const stored = await acme.context.store.objects.get(said.id);
    expect(stored).toMatchObject({ content: ['a picture'] });
    expect(stored?.['attachment']).toBeUndefined();
    await lift(eve);
  });
});

describe('what waits for a moderator', () => {
  const waiting = async (): Promise<Document[]> => {
    const { body } = await mo.get('/moderation/queue');
    return (body['waiting'] as Document[]).filter(({ actor }) => actor === eve);
  };
  const spam = (): Document & { readonly id: string } => {
    const strangers = [1, 2, 3, 4].map((n) => `${far.origin}/users/victim${n}`);
    const links = [1, 2, 3].map((n) => `<a href="https://shop.example/${n}">buy</a>`).join(' ');
    return note(eve, `now <b onclick="x()">cheap</b> ${links}`, { tag: [annaId, ...strangers].map(mention) });
  };

  it('is a post whose signals sum up, until it is let in', async () => {
    const said = spam();
    expect(await say(eve, said)).toBe(202);
    const [held] = await waiting();
    const signals = ['first-contact', 'uninvited-mention', 'many-mentions', 'many-links'];
    const given = { signals: signals.map((signal) => expect.objectContaining({ signal })), score: 75 };
    expect(held).toMatchObject({ ...given, object: said.id, type: 'Create' });
    expect(held?.['content']).toMatch(/^now <b>cheap<\/b> <a href/);
    expect(await acme.context.store.objects.get(said.id)).toBeUndefined();
    expect(await senders(anna)).not.toContain(eve);
    expect(await mo.post(`/moderation/queue/${held?.['id']}/let-in`)).toMatchObject({ body: { kind: 'let-in' } });
    expect(await senders(anna)).toContain(eve);
    expect(uris(await anna.timeline('public'))).toContain(said.id);
    expect((await mo.post(`/moderation/queue/${held?.['id']}/reject`)).status).toBe(404);
  });

  it('is gone for good when it is rejected', async () => {
    const said = spam();
    await say(eve, said);
    const [held] = await waiting();
    expect((await mo.post(`/moderation/queue/${held?.['id']}/reject`)).status).toBe(200);
    expect(await waiting()).toEqual([]);
    expect(await acme.context.store.objects.get(said.id)).toBeUndefined();
  });

  it('comes to nothing where its sender took it back meanwhile', async () => {
    const said = spam();
    await say(eve, said);
    await far.deliver(`${acme.origin}/inbox`, far.activity(eve, 'Delete', said.id, { to: [asPublic] }));
    await acme.drain();
    const [held] = await waiting();
    await mo.post(`/moderation/queue/${held?.['id']}/let-in`);
    expect(await acme.context.store.objects.get(said.id)).toBeUndefined();
  });

  it('is rejected by itself after a month', async () => {
    await say(eve, spam());
    const { queue } = acme.context.moderation;
    const [held] = await waiting();
    await queue.expire(Number(held?.['heldAt']));
    expect(await waiting()).toHaveLength(1);
    await queue.expire(Number(held?.['heldAt']) + 1);
    expect(await waiting()).toEqual([]);
  });

  it('does not come in by an edit', async () => {
    const said = spam();
    await say(eve, said);
    await say(eve, { ...said, updated: '2026-11-23T10:00:00Z' }, 'Update');
    expect(await waiting()).toHaveLength(2);
    expect(await acme.context.store.objects.get(said.id)).toBeUndefined();
  });

  it('is not what somebody says whom a colleague follows', async () => {
    await mutualFollow(eve);
    const said = spam();
    await say(eve, said);
    expect(await waiting()).toEqual([]);
    expect(await acme.context.store.objects.get(said.id)).toBeDefined();
  });
});

describe('the inbound policy', () => {
  const usual = { rules: [], mentionsMost: 30, newAccount: { days: 7, mentionsMost: 5, linksMost: 5 }, holdAt: 60 };
  const set = (more: object) => mo.post('/moderation/inbound', { ...usual, ...more });
  const held = async (): Promise<unknown[]> => {
    const { body } = await mo.get('/moderation/queue');
    const ours = (body['waiting'] as Document[]).filter(({ actor }) => actor === eve);
    return ours.map(({ signals }) => (signals as Document[]).map(({ signal }) => signal)[0]);
  };
  const come = async (more: Document): Promise<boolean> => {
    const said = note(eve, '<p>hello</p>', more);
    await say(eve, said);
    return (await acme.context.store.objects.get(said.id)) !== undefined;
  };
  const many = (count: number) => Array.from({ length: count }, (_, n) => mention(`${far.origin}/users/v${n}`));
  afterEach(() => set({}));

  it('stops whole words, whatever their case', async () => {
    await set({ rules: [{ kind: 'word', match: 'Casino', action: 'hold' }] });
    expect(await come({ content: 'a CASINO of <b>our</b> own' })).toBe(false);
    expect(await come({ content: 'casinos are something else' })).toBe(true);
    expect(await come({ summary: 'casino', content: 'x' })).toBe(false);
    expect(await held()).toEqual(['word-rule', 'word-rule']);
  });

  it('refuses links to a host and all below it', async () => {
    await set({ rules: [{ kind: 'link', match: 'bad.example', action: 'reject' }] });
    expect(await come({ content: '<a href="https://www.bad.example/x">x</a>' })).toBe(false);
    expect(await come({ content: '<a href="https://notbad.example/x">x</a>' })).toBe(true);
    expect(await held()).toEqual([]);
  });

  it('holds posts that mention more accounts than the limit, at one beyond', async () => {
    await set({ mentionsMost: 8, holdAt: 0 });
    expect(await come({ tag: many(7) })).toBe(true);
    expect(await come({ tag: many(8) })).toBe(false);
    expect(await held()).toEqual(['mentions-most']);
  });

  it('limits what new accounts may do', async () => {
    eve = far.actor(`new${people}`, { summary: 'new here', published: new Date().toISOString() });
    await set({ newAccount: { days: 2, mentionsMost: 3, linksMost: 0 }, holdAt: 0 });
    expect(await come({ tag: many(2) })).toBe(true);
    expect(await come({ tag: many(3) })).toBe(false);
    expect(await come({ content: '<a href="https://a.example">a</a>' })).toBe(false);
    expect(await held()).toEqual(['new-account-mentions', 'new-account-links']);
  });

  it('counts what a rule scores', async () => {
    await set({ rules: [{ kind: 'word', match: 'buy', action: 'score', points: 60 }] });
    expect(await come({ content: 'buy' })).toBe(false);
    expect(await held()).toEqual(['word-rule']);
  });

  it('says what is wrong with it, and is for moderators', async () => {
    expect((await set({ rules: [{ kind: 'link', match: 'no link', action: 'hold' }] })).status).toBe(422);
    const pat = new ApiClient(acme.origin, (await acme.person(`pat${people}`, { roles: ['admin'] })).token);
    expect((await pat.post('/moderation/inbound', usual)).status).toBe(403);
    expect((await pat.get('/moderation/queue')).status).toBe(403);
  });
});

describe('a report', () => {
  async function report(about: string, items: string[] = []): Promise<string> {
    const id = `report-${people}-${items.length}`;
    const made = {
      id,
      activity: `${acme.origin}/reports/${id}`,
      by: annaId,
      about: [about],
      items,
      comment: '',
      at: 1,
    };
    await acme.context.store.commits.commit([{ change: 'report.put', report: made }]);
    return id;
  }

  it('suspends whom it is about', async () => {
    const id = await report(eve);
    expect((await mo.post(`/reports/${id}/resolve`, { act: 'suspend' })).body).toMatchObject({
      resolved: { by: `${acme.origin}/users/mo`, act: 'suspend' },
    });
    expect(acme.context.moderation.accounts.standing(eve)).toBe('suspended');
    await lift(eve);
  });

  it('deletes the posts that it names, inside and outside, which do not come back', async () => {
    const said = note(eve, 'rude');
    await say(eve, said);
    const own = String((await anna.post('ours'))['uri']);
    const id = await report(eve, [said.id, own]);
    expect((await mo.post(`/reports/${id}/resolve`, { act: 'delete' })).status).toBe(200);
    await say(eve, { ...said, updated: '2027-01-01T00:00:00Z' }, 'Update');
    for (const iri of [said.id, own])
      expect(await acme.context.store.objects.get(iri)).toMatchObject({ type: 'Tombstone' });
  });

  it('about a colleague says what to do instead, and stays open', async () => {
    const id = await report(annaId);
    expect(await mo.post(`/reports/${id}/resolve`, { act: 'suspend' })).toMatchObject({ status: 422 });
    expect((await mo.get(`/reports/${id}`)).body['resolved']).toBeUndefined();
  });

  it('is taken on, and opened again', async () => {
    const id = await report(eve);
    expect((await mo.post(`/reports/${id}/assign`)).body).toMatchObject({ assignedTo: `${acme.origin}/users/mo` });
    await mo.post(`/reports/${id}/resolve`);
    expect((await mo.post(`/reports/${id}/reopen`)).body['resolved']).toBeUndefined();
  });

  it('from a server whose reports are refused does not come in', async () => {
    const { domains, moderation } = acme.context;
    const { host } = new URL(far.origin);
    const flags = async () =>
      (await moderation.reports.list({ open: true, limit: 100 })).filter(({ by }) => by === eve);
    const flag = () => far.deliver(`${acme.origin}/inbox`, far.activity(eve, 'Flag', [annaId]));
    await domains.set({ domain: host, on: ['rejectReports'], reason: 'test', by: 'operator' });
    await flag();
    await acme.drain();
    expect(await flags()).toEqual([]);
    await domains.remove(host, 'operator');
    await flag();
    await acme.drain();
    expect(await flags()).toHaveLength(1);
  });
});

it('enters what moderators do in the ledger', async () => {
  const { ledger } = acme.context.store;
  await ledger.sequence();
  const entries = (await ledger.entries(0, 5_000)).map((entry) => JSON.parse(new TextDecoder().decode(entry)));
  const outcomes = new Set(entries.filter(({ kind }) => kind === 'moderation').map(({ outcome }) => outcome));
  const expected = ['suspended', 'silenced', 'media-rejected', 'lifted', 'let-in', 'rejected'];
  for (const outcome of [...expected, 'report-suspend', 'report-delete', 'report-reopened']) {
    expect(outcomes).toContain(outcome);
  }
});
