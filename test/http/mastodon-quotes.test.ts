import { createRestAPIClient } from 'masto';
import generator from 'megalodon';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let far: Stranger;
let anna: RestClient;
let ben: RestClient;
let carla: RestClient;

beforeAll(async () => {
  acme = await Organisation.start();
  far = await Stranger.start();
  [anna, ben, carla] = [
    await RestClient.join(acme, 'anna'),
    await RestClient.join(acme, 'ben'),
    await RestClient.join(acme, 'carla'),
  ];
});

afterAll(async () => {
  await acme.stop();
  await far.stop();
});

const quoting = (client: RestClient, id: unknown, more: object = {}) =>
  client.post('see this', { quoted_status_id: id, ...more });
const read = (client: RestClient, id: unknown) => client.get(`/api/v1/statuses/${id}`);

describe('a quote among colleagues', () => {
  it('shows the quoted post, is counted, listed and told to its author', async () => {
    const first = await anna.post('the plan');
    const quote = await quoting(ben, first['id']);
    expect(quote).toMatchObject({ quote: { state: 'accepted', quoted_status: { id: first['id'], quote: null } } });
    expect(quote['content']).toMatch(/^<p class="quote-inline">RE: <a href=/);
    expect(await read(anna, first['id'])).toMatchObject({
      quotes_count: 1,
      quote_approval: { current_user: 'automatic' },
    });
    const listed = await carla.list(`/api/v1/statuses/${first['id']}/quotes`);
    expect(listed.map(({ id }) => id)).toEqual([quote['id']]);
    const [notice] = await anna.list('/api/v1/notifications?types[]=quote');
    expect(notice).toMatchObject({ type: 'quote', status: { id: quote['id'] }, account: { acct: 'ben' } });
  });

  it('of a quote names what that quotes by its id alone', async () => {
    const [first] = [await anna.post('root')];
    const second = await quoting(ben, first['id']);
    const third = await quoting(carla, second['id']);
    expect(third['quote']).toMatchObject({
      quoted_status: { id: second['id'], quote: { state: 'accepted', quoted_status_id: first['id'] } },
    });
  });

  it('keeps what it quotes when it is edited, and goes when it is deleted', async () => {
    const first = await anna.post('kept');
    const quote = await quoting(ben, first['id']);
    const edited = await ben.do(`/api/v1/statuses/${quote['id']}`, { status: 'see that' }, 'PUT');
    expect(edited).toMatchObject({ quote: { quoted_status: { id: first['id'] } } });
    expect(edited['content']).toMatch(/^<p class="quote-inline">.*see that/);
    await ben.do(`/api/v1/statuses/${quote['id']}`, {}, 'DELETE');
    expect(await read(anna, first['id'])).toMatchObject({ quotes_count: 0 });
  });

  it('is not heard further than what it quotes', async () => {
    const first = await anna.post('for us', { visibility: 'private' });
    expect(await quoting(ben, first['id'], { visibility: 'public' })).toMatchObject({ visibility: 'private' });
  });

  it('hides a quoted post from whoever may not see it, and says that it is there', async () => {
    const secret = await anna.post('@ben for you', { visibility: 'direct' });
    const quote = await quoting(ben, secret['id'], { visibility: 'direct', status: '@anna indeed' });
    expect(quote).toMatchObject({ quote: { quoted_status: { id: secret['id'] } } });
    expect((await carla.request(`/api/v1/statuses/${quote['id']}`)).status).toBe(404);
    const refused = await carla.request('/api/v1/statuses', { json: { status: 'x', quoted_status_id: secret['id'] } });
    expect([refused.status, refused.body['error']]).toEqual([422, 'The post that you are quoting is gone']);
  });

  it('is taken back by the author of the quoted post, and by nobody else', async () => {
    const first = await anna.post('mine');
    const quote = await quoting(ben, first['id']);
    const path = `/api/v1/statuses/${first['id']}/quotes/${quote['id']}/revoke`;
    expect((await carla.request(path, { method: 'POST' })).status).toBe(404);
    expect(await anna.do(path)).toMatchObject({ quote: { state: 'revoked', quoted_status: null } });
    expect(await read(carla, quote['id'])).toMatchObject({ quote: { state: 'revoked', quoted_status: null } });
    expect(await anna.list(`/api/v1/statuses/${first['id']}/quotes`)).toEqual([]);
    const other = await anna.post('another');
    const wrong = `/api/v1/statuses/${other['id']}/quotes/${quote['id']}/revoke`;
    expect((await anna.request(wrong, { method: 'POST' })).status).toBe(404);
  });
});

describe('who may quote', () => {
  const denied = async (client: RestClient, id: unknown) =>
    (await client.request('/api/v1/statuses', { json: { status: 'x', quoted_status_id: id } })).body['error'];

  it('is said with the post, for all, for followers or for nobody', async () => {
    const closed = await anna.post('closed', { quote_approval_policy: 'nobody' });
    expect(await denied(ben, closed['id'])).toBe('Its author does not let you quote this post');
    expect(await quoting(anna, closed['id'])).toMatchObject({ quote: { state: 'accepted' } });
    const followers = await anna.post('half', { quote_approval_policy: 'followers' });
    expect(followers['quote_approval']).toMatchObject({ automatic: ['followers'], manual: [] });
    expect(await denied(carla, followers['id'])).toContain('does not let you');
    await carla.follow('anna');
    expect(await quoting(carla, followers['id'])).toMatchObject({ quote: { state: 'accepted' } });
    const json = { status: 'x', quote_approval_policy: 'friends' };
    expect((await anna.request('/api/v1/statuses', { json })).status).toBe(422);
  });

  it('can be changed afterwards by its author, without that counting as an edit of the text', async () => {
    const open = await anna.post('open', { quote_approval_policy: 'public' });
    const path = `/api/v1/statuses/${open['id']}/interaction_policy`;
    const json = { quote_approval_policy: 'nobody' };
    expect((await ben.request(path, { method: 'PUT', json })).status).toBe(404);
    expect((await anna.do(path, json, 'PUT'))['quote_approval']).toMatchObject({ automatic: [] });
    expect(await denied(ben, open['id'])).toContain('does not let you');
    expect(await anna.list(`/api/v1/statuses/${open['id']}/history`)).toHaveLength(1);
    await anna.do(`/api/v1/statuses/${open['id']}`, { status: 'opened' }, 'PUT');
    expect(await read(ben, open['id'])).toMatchObject({ quote_approval: { automatic: [], current_user: 'denied' } });
  });

  it('is what the preferences say where the post does not', async () => {
    const changed = await carla.do(
      '/api/v1/accounts/update_credentials',
      { source: { quote_policy: 'followers' } },
      'PATCH',
    );
    expect(changed['source']).toMatchObject({ quote_policy: 'followers' });
    expect(await carla.get('/api/v1/preferences')).toMatchObject({ 'posting:default:quote_policy': 'followers' });
    expect((await carla.post('by habit'))['quote_approval']).toMatchObject({ automatic: ['followers'] });
  });
});

const iri = (id: string) => ({ '@id': id, '@type': '@id' });
const context = [
  'https://www.w3.org/ns/activitystreams',
  {
    quote: iri('https://w3id.org/fep/044f#quote'),
    quoteAuthorization: iri('https://w3id.org/fep/044f#quoteAuthorization'),
    QuoteRequest: 'https://w3id.org/fep/044f#QuoteRequest',
  },
];

describe('a quote across servers', () => {
  const open = 'https://www.w3.org/ns/activitystreams#Public';

  it('stands by the stamp that its author got, and falls with it', async () => {
    const ada = far.actor('ada');
    await carla.follow('anna');
    const post = await anna.post('for the world', { visibility: 'public', quote_approval_policy: 'public' });
    const note = { id: `${far.origin}/notes/q`, type: 'Note', attributedTo: ada, content: 'look', to: [open] };
    const inbox = `${acme.origin}/users/anna/inbox`;
    const tell = async (activity: Record<string, unknown>) => {
      expect((await far.deliver(inbox, { ...activity, '@context': context })).status).toBe(202);
      await acme.drain();
    };
    const instrument = note.id;
    await tell(far.activity(ada, 'QuoteRequest', post['uri'], { instrument, to: [`${acme.origin}/users/anna`] }));
    const stamp = String(far.posted.find(({ body }) => body['type'] === 'Accept')?.body['result']);
    const quote = { ...note, quote: post['uri'], quoteAuthorization: stamp };
    await tell(far.activity(ada, 'Create', quote, { to: [open], cc: [`${acme.origin}/users/anna`] }));
    const [listed] = await anna.list(`/api/v1/statuses/${post['id']}/quotes`);
    expect(listed).toMatchObject({ uri: note.id, quote: { state: 'accepted', quoted_status: { id: post['id'] } } });
    const revoked = await anna.do(`/api/v1/statuses/${post['id']}/quotes/${listed?.['id']}/revoke`);
    expect(revoked).toMatchObject({ quote: { state: 'revoked' } });
    await acme.drain();
    expect(far.posted.at(-1)?.body).toMatchObject({ type: 'Delete', object: { id: stamp } });
  });
});

describe('a public quote of a colleague', () => {
  const outside = async (url: unknown) => {
    const response = await fetch(String(url), { headers: { accept: 'application/activity+json' } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('carries the stamp of its author, which other servers find, until that one takes it back', async () => {
    const first = await anna.post('to be quoted', { visibility: 'public' });
    const quote = await quoting(ben, first['id'], { visibility: 'public' });
    const { body } = await outside(quote['uri']);
    expect(body).toMatchObject({ quote: first['uri'], quoteAuthorization: expect.any(String) });
    const stamp = await outside(body['quoteAuthorization']);
    expect(stamp.body).toMatchObject({
      type: 'QuoteAuthorization',
      attributedTo: `${acme.origin}/users/anna`,
      interactingObject: quote['uri'],
      interactionTarget: first['uri'],
    });
    await ben.do(`/api/v1/statuses/${quote['id']}`, { status: 'see what it says' }, 'PUT');
    expect((await outside(quote['uri'])).body['quoteAuthorization']).toBe(body['quoteAuthorization']);
    await anna.do(`/api/v1/statuses/${first['id']}/quotes/${quote['id']}/revoke`);
    expect((await outside(body['quoteAuthorization'])).status).toBe(410);
    expect(await read(carla, quote['id'])).toMatchObject({ quote: { state: 'revoked' } });
  });

  it('has none among colleagues, and none that its writer claims', async () => {
    const c2s = await acme.person('dora');
    const first = await anna.post('to be quoted again', { visibility: 'public' });
    const claimed = { quoteAuthorization: `${acme.origin}/objects/made-up` };
    const inside = await c2s.post({ '@context': context, type: 'Note', content: 'x', quote: first['uri'], ...claimed });
    expect((inside.body['object'] as Record<string, unknown>)['quoteAuthorization']).toBeUndefined();
    const to = ['https://www.w3.org/ns/activitystreams#Public'];
    const shown = await c2s.post({
      ...{ '@context': context, type: 'Note', content: 'x', to },
      ...{ quote: `${far.origin}/notes/1`, ...claimed },
    });
    expect((shown.body['object'] as Record<string, unknown>)['quoteAuthorization']).toBeUndefined();
  });

  it('is refused to an ActivityPub client, too, where its author lets nobody, and can not be exchanged', async () => {
    const c2s = await acme.person('emil');
    const closed = await anna.post('closed', { visibility: 'public', quote_approval_policy: 'nobody' });
    const open = await anna.post('open', { visibility: 'public', quote_approval_policy: 'public' });
    const quoteOf = (quote: unknown) => c2s.post({ '@context': context, type: 'Note', content: 'x', quote });
    expect((await quoteOf(closed['uri'])).status).toBe(403);
    const { status, body } = await quoteOf(open['uri']);
    expect(status).toBe(201);
    const { id } = body['object'] as { id: string };
    const exchange = { '@context': context, type: 'Update', object: { id, type: 'Note', quote: closed['uri'] } };
    expect((await c2s.post(exchange)).status).toBe(403);
  });
});

describe('the client libraries', () => {
  it('masto quotes and lists quotes', async () => {
    const masto = (client: RestClient) => createRestAPIClient({ url: acme.origin, accessToken: client.token });
    const first = await masto(anna).v1.statuses.create({ status: 'by masto', quoteApprovalPolicy: 'public' });
    const quote = await masto(ben).v1.statuses.create({ status: 'quoted', quotedStatusId: first.id });
    expect(quote.quote?.state).toBe('accepted');
    const listed = await masto(carla).v1.statuses.$select(first.id).quotes.list();
    expect(listed.map(({ id }) => id)).toEqual([quote.id]);
  });

  it('megalodon reads a status that quotes', async () => {
    const first = await anna.post('for megalodon');
    const quote = await quoting(ben, first['id']);
    const read = await generator('mastodon', acme.origin, carla.token).getStatus(String(quote['id']));
    expect(read.data.content).toContain('see this');
  });
});
