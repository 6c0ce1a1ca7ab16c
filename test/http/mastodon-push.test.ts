import { createRestAPIClient } from 'masto';
import generator from 'megalodon';
import { pushJob } from '../../server/jobs/push.ts';
import { PushService } from '../support/mastodon/push-service.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let now = Date.now();
let acme: Organisation;
let phone: PushService;
let anna: RestClient;
let ben: RestClient;

beforeAll(async () => {
  acme = await Organisation.start({ overrides: { clock: () => now } });
  phone = await PushService.start();
  [anna, ben] = [await RestClient.join(acme, 'anna'), await RestClient.join(acme, 'ben')];
});

afterAll(async () => {
  await phone.stop();
  await acme.stop();
});

beforeEach(() => {
  phone.received.length = 0;
  phone.answers.length = 0;
});

const path = '/api/v1/push/subscription';
const everything = { alerts: { mention: true, favourite: true, follow: true, quote: true, reblog: true } };
const subscribe = (client: RestClient, data: object = everything, at?: string) =>
  client.do(path, { subscription: phone.subscription(at), data });
/** What the background job does each few seconds. */
const send = () => {
  const { parts } = acme.context.clientApi;
  const { signal } = new AbortController();
  return pushJob(() => parts).run({ commits: acme.context.store.commits, signal });
};

describe('push messages', () => {
  it('tell an app that there is something, and nothing of what it is', async () => {
    const subscription = await subscribe(anna);
    const { configuration } = await anna.get('/api/v2/instance');
    const { vapid } = configuration as { vapid: { public_key: string } };
    expect(subscription).toMatchObject({
      server_key: vapid.public_key,
      alerts: { mention: true, reblog: true },
    });
    await ben.post('@anna the Nightjar contract is signed', { visibility: 'direct' });
    const [notice] = await anna.list('/api/v1/notifications');
    await send();
    const [message] = phone.received;
    expect(phone.read(message!)).toEqual({
      access_token: '',
      preferred_locale: 'en',
      notification_id: notice?.['id'],
      notification_type: 'mention',
      icon: `${acme.origin}/avatars/missing.svg`,
      title: 'You were mentioned',
      body: 'Open the app to read it.',
    });
    expect(message!.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '172800' });
    expect(phone.claims(message!)).toMatchObject({ key: vapid.public_key, aud: phone.origin });
    expect(message!.body.toString('latin1')).not.toMatch(/mention|anna|ben/);
    await send();
    expect(phone.received).toHaveLength(1);
  });

  it('are sent for what the app asked for, of whom it asked for', async () => {
    await subscribe(anna, { alerts: { mention: true }, policy: 'followed' });
    const { id } = await anna.post('hello');
    await ben.do(`/api/v1/statuses/${id}/favourite`);
    await ben.post('@anna a stranger');
    await send();
    expect(phone.received).toEqual([]);
    await anna.follow('ben');
    await ben.post('@anna a friend');
    await send();
    expect(phone.received).toHaveLength(1);
    const changed = await anna.do(path, { data: { alerts: { favourite: true }, policy: 'none' } }, 'PUT');
    expect(changed).toMatchObject({ policy: 'none', alerts: { mention: false, favourite: true } });
    await ben.post('@anna again');
    await send();
    expect(phone.received).toHaveLength(1);
  });

  it('are not sent of whom the reader mutes, nor of what is gone by then', async () => {
    await subscribe(anna);
    const gone = await ben.post('@anna never mind');
    await ben.do(`/api/v1/statuses/${gone['id']}`, {}, 'DELETE');
    await send();
    expect(phone.received).toEqual([]);
    await anna.do(`/api/v1/accounts/${await anna.accountId('ben')}/mute`);
    await ben.post('@anna do you hear me');
    await send();
    await anna.do(`/api/v1/accounts/${await anna.accountId('ben')}/unmute`);
    expect(phone.received).toEqual([]);
  });

  it('are tried again later where the service is down, and not for ever', async () => {
    await subscribe(anna);
    phone.answers.push(503, 429, 500, 500, 500, 500);
    await ben.post('@anna patience');
    await send();
    await send();
    expect(phone.received).toHaveLength(1);
    for (const minutes of [1, 3, 11, 61, 241, 241, 241]) {
      now += minutes * 60_000;
      await send();
    }
    expect(phone.received).toHaveLength(6);
  });

  it('end with the app: where its address is gone, or its token is revoked', async () => {
    await subscribe(anna);
    phone.answers.push(410);
    await ben.post('@anna one');
    await send();
    expect((await anna.request(path)).status).toBe(404);
    const actorId = `${acme.origin}/users/ben`;
    const { jti } = JSON.parse(Buffer.from(ben.token.split('.')[1]!, 'base64url').toString());
    await subscribe(ben);
    await acme.context.tokens.revoke(jti);
    await anna.post('@ben two');
    await send();
    expect(phone.received).toHaveLength(1);
    ben = new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope: 'read write push' }));
  });
});

describe('a subscription', () => {
  it.each([
    ['keys that are none', { endpoint: 'https://push.example/1', keys: { p256dh: 'AAAA', auth: 'BBBB' } }],
    ['no keys', { endpoint: 'https://push.example/1' }],
    ['an address of this server', undefined],
    ['an address that is none', { endpoint: 'push', keys: {} }],
  ])('is refused with %s', async (_what, given) => {
    const subscription = given ?? { ...phone.subscription(), endpoint: `${acme.origin}/inbox` };
    expect((await anna.request(path, { json: { subscription, data: everything } })).status).toBe(422);
  });

  it('takes the scope `push`, and is of one token', async () => {
    const actorId = `${acme.origin}/users/ben`;
    const reading = new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope: 'read' }));
    expect((await reading.request(path)).status).toBe(403);
    await subscribe(ben);
    const other = new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope: 'push' }));
    expect((await other.request(path)).status).toBe(404);
    expect((await other.request(path, { method: 'PUT', json: { data: everything } })).status).toBe(404);
    expect(await ben.do(path, {}, 'DELETE')).toEqual({});
    expect((await ben.request(path)).status).toBe(404);
  });

  it('is made by masto, and read and ended by megalodon', async () => {
    const masto = createRestAPIClient({ url: acme.origin, accessToken: ben.token });
    const made = await masto.v1.push.subscription.create({
      subscription: phone.subscription() as never,
      data: { alerts: { follow: true } },
      policy: 'all',
    } as never);
    expect(made.alerts.follow).toBe(true);
    const megalodon = generator('mastodon', acme.origin, ben.token);
    expect((await megalodon.getPushSubscription()).data.endpoint).toBe(made.endpoint);
    expect((await megalodon.deletePushSubscription()).status).toBe(200);
  });
});

it('is not offered where an operator has switched it off, as it is while federation is closed', async () => {
  await using quiet = await Organisation.start({ env: { PORTICO_FEDERATION: 'closed' } });
  const carla = await RestClient.join(quiet, 'carla');
  const refused = await carla.request(path, { json: { subscription: phone.subscription(), data: everything } });
  expect(refused).toMatchObject({ status: 403, body: { error: 'Push notifications are switched off on this server' } });
});
