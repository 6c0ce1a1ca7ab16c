import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { EventReader } from '../support/mastodon/event-reader.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';

let acme: Organisation;
let anna: RestClient;
let ben: RestClient;
let carla: RestClient;

beforeAll(async () => {
  acme = await Organisation.start();
  [anna, ben, carla] = [
    await RestClient.join(acme, 'anna'),
    await RestClient.join(acme, 'ben'),
    await RestClient.join(acme, 'carla'),
  ];
  await ben.follow('anna');
});

afterAll(() => acme.stop());

const sse = (client: RestClient, name: string) =>
  EventReader.open(`${acme.origin}/api/v1/streaming/${name}`, client.token);
const socket = async (query: string, protocols: string[] = []) => {
  const client = new WebSocket(`${acme.origin.replace('http', 'ws')}/api/v1/streaming${query}`, protocols);
  await once(client, 'open');
  return client;
};
const heardBy = async (client: WebSocket): Promise<{ stream: string[]; event: string; payload: string }> => {
  const [data] = await once(client, 'message');
  return JSON.parse(String(data));
};

describe('server-sent events', () => {
  it('show a follower a new post, its edit and its deletion', async () => {
    await using stream = await sse(ben, 'user');
    const status = await anna.post('first words');
    expect(await stream.next('update')).toMatchObject({ id: status['id'], account: { acct: 'anna' } });
    await anna.do(`/api/v1/statuses/${status['id']}`, { status: 'better words' }, 'PUT');
    expect(await stream.next('status.update')).toMatchObject({ id: status['id'], edited_at: expect.any(String) });
    await anna.request(`/api/v1/statuses/${status['id']}`, { method: 'DELETE' });
    expect(await stream.nextText('delete')).toBe(status['id']);
  });

  it('tell of a mention and of a favourite', async () => {
    await using stream = await sse(ben, 'user/notification');
    await anna.post('@ben hello');
    expect(await stream.next('notification')).toMatchObject({ type: 'mention', account: { acct: 'anna' } });
    const status = await ben.post('like this');
    await carla.do(`/api/v1/statuses/${status['id']}/favourite`);
    expect(await stream.next('notification')).toMatchObject({ type: 'favourite', account: { acct: 'carla' } });
  });

  it('tell the other clients of a person that a filter changed', async () => {
    await using stream = await sse(ben, 'user');
    await ben.do('/api/v2/filters', { title: 'noise', context: ['home'] });
    expect(await stream.nextText('filters_changed')).toBe('');
  });

  it('carry a hashtag and the local timeline, and keep a direct post from whoever it is not for', async () => {
    await using tag = await sse(carla, 'hashtag?tag=Cake');
    await using local = await sse(carla, 'public/local');
    await anna.post('@ben for your eyes #cake', { visibility: 'direct' });
    const status = await anna.post('there is #cake');
    expect(await tag.next('update')).toMatchObject({ id: status['id'] });
    expect(await local.next('update')).toMatchObject({ id: status['id'] });
  });

  it('are kept from whoever mutes the author', async () => {
    const dora = await RestClient.join(acme, 'dora');
    await using stream = await sse(dora, 'public');
    const { id } = await dora.get('/api/v1/accounts/lookup?acct=anna');
    await dora.do(`/api/v1/accounts/${id}/mute`);
    await anna.post('loud');
    const status = await carla.post('quiet');
    expect(await stream.next('update')).toMatchObject({ id: status['id'] });
  });

  it('need a token with the scope, and a stream that there is', async () => {
    const open = (path: string, token = ben.token) =>
      fetch(`${acme.origin}/api/v1/streaming/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await open('user', 'nonsense')).status).toBe(401);
    expect((await open('nowhere')).status).toBe(400);
    expect((await open('hashtag')).status).toBe(400);
    expect((await open('list?list=12')).status).toBe(404);
    const { actorId } = (await acme.context.store.accounts.byName('ben')) ?? { actorId: '' };
    const narrow = await acme.context.tokens.issueToken({ actorId, scope: 'write' });
    expect((await open('user', narrow)).status).toBe(403);
  });

  it('end within a second when their token is revoked', async () => {
    const { actorId } = (await acme.context.store.accounts.byName('carla')) ?? { actorId: '' };
    const leaving = new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId, scope: 'read' }));
    await using stream = await sse(leaving, 'user');
    await using staying = await sse(carla, 'user');
    const client = await socket(`?access_token=${leaving.token}&stream=user`);
    const closed = once(client, 'close');
    const jti = (await acme.context.tokens.inspect(leaving.token))?.jti ?? '';
    const started = performance.now();
    await acme.context.tokens.revoke(jti);
    await Promise.all([stream.ended(), closed]);
    expect(performance.now() - started).toBeLessThan(1000);
    const status = await carla.post('still here');
    expect(await staying.next('update')).toMatchObject({ id: status['id'] });
  });
});

describe('a WebSocket', () => {
  it('carries as many streams as the client subscribes to, each event with the name of its stream', async () => {
    const client = await socket('', [ben.token]);
    expect(client.protocol).toBe(ben.token);
    client.send(JSON.stringify({ type: 'subscribe', stream: 'nonsense' }));
    expect(await heardBy(client)).toEqual({ error: 'Unknown stream type', status: 400 });
    client.send(JSON.stringify({ type: 'subscribe', stream: 'user' }));
    client.send(JSON.stringify({ type: 'subscribe', stream: 'nothing' }));
    await heardBy(client);
    const status = await anna.post('by socket');
    const heard = await heardBy(client);
    expect(heard).toMatchObject({ stream: ['user'], event: 'update' });
    expect(JSON.parse(heard.payload)).toMatchObject({ id: status['id'] });
    client.send(JSON.stringify({ type: 'unsubscribe', stream: 'user' }));
    client.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag', tag: 'pie' }));
    client.send(JSON.stringify({ type: 'subscribe', stream: 'nothing' }));
    await heardBy(client);
    await anna.post('not this');
    await anna.post('but this #pie');
    expect(await heardBy(client)).toMatchObject({ stream: ['hashtag', 'pie'], event: 'update' });
    client.close();
  });

  it('is kept by any web process of the server, told of what happens in another, and ended with a token revoked in a third', async () => {
    const readyWithinMs = 60_000;
    await using portico = await PorticoProcess.start({ readyWithinMs });
    const env = { PORTICO_ROLE: 'web', PORTICO_ORIGIN: portico.origin, PORTICO_STORE: portico.store };
    const beside = { env, data: portico.data, readyWithinMs };
    await using other = await PorticoProcess.start(beside);
    await portico.addActor('anna');
    const token = await portico.issueToken('anna', 'read write');
    const there = `http://127.0.0.1:${other.port}`;
    const client = new WebSocket(`${there.replace('http', 'ws')}/api/v1/streaming?access_token=${token}&stream=user`);
    await once(client, 'open');
    await using stream = await EventReader.open(`${there}/api/v1/streaming/user`, token);
    const { id } = await new RestClient(portico.origin, token).post('heard next door');
    expect(await stream.next('update')).toMatchObject({ id });
    const closed = once(client, 'close');
    await portico.cli('token', 'revoke', 'anna', '--all');
    const revoked = performance.now();
    await Promise.all([stream.ended(), closed]);
    expect(performance.now() - revoked).toBeLessThan(1000);
  }, 180_000);

  it('is refused without a token, and outside of streaming', async () => {
    for (const path of ['', '?access_token=nonsense']) {
      const client = new WebSocket(`${acme.origin.replace('http', 'ws')}/api/v1/streaming${path}`);
      const [error] = await once(client, 'error');
      expect(String(error)).toContain('401');
    }
    const client = new WebSocket(`${acme.origin.replace('http', 'ws')}/elsewhere?access_token=${ben.token}`);
    expect(String((await once(client, 'error'))[0])).toContain('404');
  });

  it('are cut where a client does not agree that they end', async () => {
    const { actorId } = (await acme.context.store.accounts.byName('carla')) ?? { actorId: '' };
    const token = await acme.context.tokens.issueToken({ actorId, scope: 'read' });
    const { hostname, port, host } = new URL(acme.origin);
    const silent = connect(Number(port), hostname);
    const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
    const target = `/api/v1/streaming?stream=user&access_token=${token}`;
    silent.write(
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`,
    );
    expect(String(await once(silent, 'data'))).toContain('101');
    const cut = once(silent, 'close');
    silent.resume();
    await acme.context.tokens.revoke((await acme.context.tokens.inspect(token))?.jti ?? '');
    // By itself the library would wait for thirty seconds.
    await Promise.race([
      cut,
      once(AbortSignal.timeout(15_000), 'abort').then(() => Promise.reject(new Error('it goes on'))),
    ]);
  });
});
