import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type MongoServer, mongoServer } from '../support/ferretdb/server.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { freePort, PorticoProcess } from '../support/portico/portico-process.ts';
import { runCli } from '../support/portico/run-cli.ts';
import { ServerCommand } from '../support/portico/server-command.ts';
import { Stranger } from '../support/stranger.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

const server = await mongoServer();

/** The server speaks to its store through a proxy, which makes the store go away. */
(server ? describe : describe.skip)('a MongoDB that goes away', () => {
  const { urlOf, stop } = server ?? ({} as MongoServer);
  let proxy: TcpProxy;
  let store: string;
  afterAll(() => stop());

  beforeEach(async () => {
    const url = new URL(urlOf(`portico-${randomUUID()}`));
    proxy = await TcpProxy.to(Number(url.port));
    url.port = String(proxy.port);
    store = url.href;
  });
  afterEach(() => proxy[Symbol.asyncDispose]());

  const until = async (holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> => {
    const deadline = performance.now() + withinMs;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error('what was waited for did not happen in time');
      await delay(20);
    }
  };
  const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

  describe('before the start', () => {
    let folder: string;
    let origin: string;
    let env: Record<string, string>;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'portico-away-'));
      const port = await freePort();
      origin = `http://127.0.0.1:${port}`;
      env = {
        PORTICO_ORIGIN: origin,
        PORTICO_PORT: String(port),
        PORTICO_HOST: '127.0.0.1',
        PORTICO_DATA: folder,
        PORTICO_STORE: store,
      };
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    it('is waited for, and the server comes up by itself', async () => {
      const back = await proxy.vanish();
      await using starting = new ServerCommand(env);
      await starting.says(/^portico: the MongoDB server does not answer: start it, .*; waiting for it$/m);
      expect([await statusOf(`${origin}/healthz`), await statusOf(`${origin}/readyz`)]).toEqual([200, 503]);
      const posted = await fetch(`${origin}/inbox`, { method: 'POST', body: '{}' });
      expect([posted.status, posted.headers.get('retry-after')]).toEqual([503, '5']);
      await back();
      await starting.says(/^Portico listens on/m);
      expect([await statusOf(`${origin}/healthz`), await statusOf(`${origin}/readyz`)]).toEqual([200, 200]);
      starting.signal('SIGTERM');
      expect(await starting.ended()).toBe(0);
    });

    it('is not waited for any longer when the server is told to stop', async () => {
      await proxy.vanish();
      await using starting = new ServerCommand(env);
      await starting.says(/waiting for it/);
      starting.signal('SIGTERM');
      expect(await starting.ended()).toBe(0);
    });

    it('is told of at once by every other command', async () => {
      await proxy.vanish();
      const { code, stderr } = await runCli(['token', 'list', 'anna'], { env });
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^portico: the MongoDB server does not answer: .*\n$/)]);
    });
  });

  it('while the server runs: nothing is acknowledged that is not kept, and nothing happens twice', async () => {
    await using outside = await Stranger.start();
    await using portico = await PorticoProcess.start({ env: { PORTICO_STORE: store } });
    await portico.addActor('anna');
    const anna = await portico.c2s('anna');
    const ada = outside.actor('ada');
    const post = (content: string) => anna.post({ type: 'Note', content, to: [asPublic, ada] });
    const contents = () =>
      outside.posted.filter(({ body }) => body['type'] === 'Create').map(({ body }) => contentOf(body['object']));
    expect((await post('before')).status).toBe(201);
    await until(() => contents().includes('before'), 20_000);

    const back = await proxy.vanish();
    const response = await fetch(`${anna.actor}/outbox`, {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/activity+json' },
      body: JSON.stringify({ type: 'Note', content: 'during', to: [asPublic, ada] }),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const liked = outside.activity(ada, 'Follow', anna.actor);
    expect((await outside.deliver(`${anna.actor}/inbox`, liked)).status).toBe(503);
    expect([await statusOf(`${portico.origin}/healthz`), await statusOf(`${portico.origin}/readyz`)]).toEqual([
      200, 503,
    ]);

    await back();
    const returned = performance.now();
    await until(async () => (await statusOf(`${portico.origin}/readyz`)) === 200, 5_000);
    expect(performance.now() - returned).toBeLessThan(5_000);
    await until(async () => (await post('after')).status !== 503, 20_000);
    expect((await outside.deliver(`${anna.actor}/inbox`, liked)).status).toBe(202);
    expect((await outside.deliver(`${anna.actor}/inbox`, liked)).status).toBe(202);
    await until(() => contents().includes('after') && accepts(outside) === 1, 20_000);
    expect(contents()).toEqual(['before', 'after']);
    expect(accepts(outside)).toBe(1);
  }, 120_000);
});

const contentOf = (object: unknown): unknown =>
  typeof object === 'object' && object !== null && 'content' in object ? object.content : undefined;
const accepts = ({ posted }: Stranger): number => posted.filter(({ body }) => body['type'] === 'Accept').length;
