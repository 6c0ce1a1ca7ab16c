import sharp from 'sharp';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { uploadMedia } from '../support/portico/media-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { storeEnv } from '../support/portico/store-env.ts';

/** Two processes of one server: colleagues write by the one, and everybody else reads by the other. */
let writing: Organisation;
let reading: PorticoProcess;
let anna: C2sClient;

beforeAll(async () => {
  const store = storeEnv();
  writing = await Organisation.start({ env: store });
  const env = { ...store, PORTICO_ROLE: 'web', PORTICO_ORIGIN: writing.origin };
  reading = await PorticoProcess.start({ env, data: writing.context.config.dataFolder, readyWithinMs: 100_000 });
  anna = await writing.person('anna');
}, 120_000);
afterAll(async () => {
  await reading.stop();
  await writing.stop();
});

async function read(url: string, headers: Readonly<Record<string, string>> = {}) {
  const { pathname, search } = new URL(url);
  const answer = await fetch(reading.origin + pathname + search, { headers });
  return { status: answer.status, text: await answer.text(), tag: answer.headers.get('etag') ?? '' };
}

const json = { accept: 'application/activity+json' };
const html = { accept: 'text/html' };

/** Everywhere that a post of Anna's is shown to anybody, twice each: the second answer is one that was kept. */
async function shownOf(post: string): Promise<Record<string, { status: number; text: string; tag: string }>> {
  const shown = async () => ({
    post: await read(post, json),
    outbox: await read(`${anna.actor}/outbox?page=true`, json),
    page: await read(`${writing.origin}/@anna`, html),
  });
  await shown();
  return shown();
}

it('what is edited or taken back by one process is shown by no other one from then on', async () => {
  const answer = await anna.post({ type: 'Note', content: '<p>a heron</p>', to: [asPublic] });
  const { id } = answer.body['object'] as { readonly id: string };
  const first = await shownOf(id);
  for (const { status, text } of Object.values(first)) expect([status, text.includes('a heron')]).toEqual([200, true]);
  expect((await read(id, { ...json, 'if-none-match': first['post']!.tag })).status).toBe(304);

  const note = { type: 'Note', id, content: '<p>a stork</p>', to: [asPublic] };
  expect((await anna.post({ type: 'Update', object: note, to: [asPublic] })).status).toBe(201);
  expect((await read(id, { ...json, 'if-none-match': first['post']!.tag })).status).toBe(200);
  for (const { text } of Object.values(await shownOf(id))) {
    expect([text.includes('a heron'), text.includes('a stork')]).toEqual([false, true]);
  }

  expect((await anna.post({ type: 'Delete', object: id, to: [asPublic] })).status).toBe(201);
  const { post, ...lists } = await shownOf(id);
  expect(post!.status).toBe(410);
  for (const { text } of Object.values(lists)) expect(text).not.toContain('a stork');
}, 60_000);

it('a file that is shown no longer is given to nobody, by whatever process', async () => {
  const grey = { create: { width: 40, height: 40, channels: 3, background: '#456' } } as const;
  const bytes = await sharp(grey).png().toBuffer();
  const { body } = await uploadMedia(anna, { bytes, fileName: 'pier.png', mediaType: 'image/png' });
  const [link] = [body['url']].flat() as ({ readonly href?: string } | string)[];
  const file = String(typeof link === 'string' ? link : link?.href).replace(/\?.*/, '');
  await writing.context.media.drain();
  const answer = await anna.post({ type: 'Note', content: 'the pier', attachment: [body], to: [asPublic] });
  expect(answer.status).toBe(201);
  const { id } = answer.body['object'] as { readonly id: string };
  const [first, second] = [await read(file), await read(file)];
  expect([first.status, second.status, second.text === first.text]).toEqual([200, 200, true]);
  await anna.post({ type: 'Delete', object: id, to: [asPublic] });
  expect((await read(file)).status).toBe(404);
}, 60_000);
