import { rename } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let outside: Stranger;
let anna: C2sClient;
let file: string;

beforeEach(async () => {
  acme = await Organisation.start({ env: { PORTICO_STORE: 'sqlite:' } });
  outside = await Stranger.start();
  anna = await acme.person('anna');
  const { store } = acme.context.config;
  file = store.kind === 'sqlite' ? store.file : '';
});
afterEach(async () => {
  await acme.stop();
  await outside.stop();
});

const post = (content: string, ada: string): Promise<Response> =>
  fetch(`${anna.actor}/outbox`, {
    method: 'POST',
    headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/activity+json' },
    body: JSON.stringify({ type: 'Note', content, to: [asPublic, ada] }),
  });
const status = async (path: string): Promise<number> => (await fetch(acme.origin + path)).status;
const contents = (): unknown[] =>
  outside.posted
    .filter(({ body }) => body['type'] === 'Create')
    .map(({ body }) => (body['object'] as { readonly content?: unknown }).content);

describe('a data file that goes away while the server runs', () => {
  it('turns the server red; nothing is acknowledged that is not kept, and nothing happens twice', async () => {
    const ada = outside.actor('ada');
    expect((await post('before', ada)).status).toBe(201);
    await outside.until(() => contents().length === 1);

    await rename(file, `${file}.away`);
    const refused = await post('during', ada);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    const follow = outside.activity(ada, 'Follow', anna.actor);
    expect((await outside.deliver(`${anna.actor}/inbox`, follow)).status).toBe(503);
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);

    await rename(`${file}.away`, file);
    const returned = performance.now();
    while ((await status('/readyz')) !== 200 && performance.now() - returned < 5_000) await delay(20);
    expect(await status('/readyz')).toBe(200);
    expect((await post('after', ada)).status).toBe(201);
    for (const _twice of [1, 2]) expect((await outside.deliver(`${anna.actor}/inbox`, follow)).status).toBe(202);
    await outside.until(
      () => contents().includes('after') && outside.posted.some(({ body }) => body['type'] === 'Accept'),
    );
    await acme.drain();
    expect(contents()).toEqual(['before', 'after']);
    expect(outside.posted.filter(({ body }) => body['type'] === 'Accept')).toHaveLength(1);
  });
});
