import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createFileCache } from '../../server/media/remote/cache.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Pictures and recordings of other servers, as colleagues are shown them. */
let acme: Organisation;
let client: RestClient;
let far: Stranger;
let ada: string;
let picture: Buffer;

beforeAll(async () => {
  acme = await Organisation.start();
  client = await RestClient.join(acme, 'anna');
  const pixels = sharp({ create: { width: 800, height: 600, channels: 3, background: '#336699' } });
  picture = await pixels
    .withExif({ IFD0: { Copyright: 'nightjar' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => acme.stop());

beforeEach(async () => {
  far = await Stranger.start();
  far.put('/files/picture', picture, 'image/jpeg');
  ada = far.actor('ada', {
    icon: { type: 'Image', url: `${far.origin}/files/picture` },
    image: { type: 'Image', url: `${far.origin}/files/picture` },
  });
});
afterEach(() => far.stop());

type Document = Readonly<Record<string, unknown>>;
let posts = 0;
const toot = 'http://joinmastodon.org/ns#';
const mastodon = [
  'https://www.w3.org/ns/activitystreams',
  {
    toot,
    Emoji: 'toot:Emoji',
    blurhash: 'toot:blurhash',
    focalPoint: { '@container': '@list', '@id': 'toot:focalPoint' },
  },
];

/** The status of a post of Ada's to everybody. */
async function status(more: Document = {}): Promise<Record<string, unknown>> {
  posts += 1;
  const anna = `${acme.origin}/users/anna`;
  const note = { id: `${far.origin}/notes/${posts}`, type: 'Note', attributedTo: ada, content: '<p>look :blob:</p>' };
  const create = far.activity(
    ada,
    'Create',
    { ...note, to: [asPublic], ...more },
    { '@context': mastodon, to: [asPublic, anna] },
  );
  expect(await far.deliver(`${anna}/inbox`, create)).toMatchObject({ status: 202 });
  await acme.drain();
  const found = await client.get(`/api/v2/search?q=${encodeURIComponent(note.id)}&type=statuses`);
  const [first] = found['statuses'] as Record<string, unknown>[];
  return first!;
}

async function attachment(more: Document): Promise<Record<string, string>> {
  const shown = await status({ attachment: [{ type: 'Document', mediaType: 'image/jpeg', ...more }] });
  return (shown['media_attachments'] as Record<string, string>[])[0]!;
}

const asked = (path: string) => far.asked.filter((line) => line === `GET ${path}`).length;

async function sizeAt(url: unknown): Promise<unknown> {
  const response = await fetch(String(url));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/webp');
  const { width, height, exif } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  return { width, height, exif };
}

it('a picture is shown by this server alone, made anew and in its size', async () => {
  const shown = await attachment({
    url: `${far.origin}/files/picture`,
    blurhash: 'LEHV6nWB2yk8',
    focalPoint: [0.5, -0.5],
  });
  expect(shown).toMatchObject({ type: 'image', blurhash: 'LEHV6nWB2yk8', meta: { focus: { x: 0.5, y: -0.5 } } });
  expect(await sizeAt(shown['url'])).toEqual({ width: 800, height: 600, exif: undefined });
  expect(await sizeAt(shown['preview_url'])).toEqual({ width: 640, height: 480, exif: undefined });
});

it('faces, headers and emoji of other servers are shown by this server', async () => {
  const emoji = { type: 'Emoji', name: ':blob:', icon: { type: 'Image', url: `${far.origin}/files/picture` } };
  const shown = await status({ tag: [emoji] });
  const { avatar, header } = shown['account'] as Record<string, string>;
  const [blob] = shown['emojis'] as Record<string, string>[];
  expect(blob).toMatchObject({ shortcode: 'blob' });
  expect(await sizeAt(avatar)).toMatchObject({ width: 400, height: 300 });
  expect(await sizeAt(header)).toMatchObject({ width: 800, height: 600 });
  expect(await sizeAt(blob!['url'])).toMatchObject({ width: 128, height: 96 });
});

it('nothing that a client is told to show is elsewhere', async () => {
  const shown = await status({
    tag: [{ type: 'Emoji', name: ':blob:', icon: { type: 'Image', url: `${far.origin}/files/picture` } }],
    attachment: ['image/png', 'video/mp4', 'audio/mpeg'].map((mediaType) => ({
      type: 'Document',
      mediaType,
      url: `${far.origin}/files/picture`,
    })),
  });
  const { account, emojis, media_attachments } = shown as Record<string, Record<string, unknown>[]>;
  const urls = [account, ...emojis!, ...media_attachments!].flatMap((entity) =>
    ['avatar', 'avatar_static', 'header', 'header_static', 'url', 'static_url', 'preview_url'].flatMap((name) => {
      const url = (entity as Record<string, unknown>)[name];
      return typeof url === 'string' && entity !== (account as unknown) ? [url] : [];
    }),
  );
  expect(urls.length).toBeGreaterThan(7);
  expect(urls.filter((url) => !url.startsWith(`${acme.origin}/media/remote/`))).toEqual([]);
});

it('a picture is fetched once, however many look at it', async () => {
  const { url } = await attachment({ url: `${far.origin}/files/picture` });
  await Promise.all([1, 2, 3].map(() => sizeAt(url)));
  await sizeAt(url);
  expect(asked('/files/picture')).toBe(1);
});

it.each<[string, () => [string | Buffer, string]]>([
  [
    'a drawing that is a program',
    () => ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'image/png'],
  ],
  ['a page', () => ['<!doctype html><script>alert(1)</script>', 'image/jpeg']],
  ['something that is served as a page', () => [picture, 'text/html']],
  ['half a picture', () => [picture.subarray(0, 400), 'image/jpeg']],
  ['nothing', () => ['', 'image/jpeg']],
])('%s is not shown, and not asked for again at once', async (name, file) => {
  const path = `/files/${encodeURIComponent(name)}`;
  far.put(path, ...file());
  const { url } = await attachment({ url: `${far.origin}${path}` });
  const answers = [await fetch(url!), await fetch(url!)];
  expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
  expect(asked(path)).toBe(1);
});

it('a picture with more pixels than are taken is not shown', async () => {
  const pixels = sharp({
    create: { width: 7100, height: 7100, channels: 3, background: '#000' },
    limitInputPixels: false,
  });
  far.put('/files/huge', await pixels.png({ compressionLevel: 9 }).toBuffer(), 'image/png');
  const { url } = await attachment({ url: `${far.origin}/files/huge` });
  expect((await fetch(url!)).status).toBe(404);
});

async function rejectMedia(rejected: boolean, domain = new URL(far.origin).host): Promise<void> {
  const rule = {
    ...{ domain, allowed: false, dropIncoming: false, dropOutgoing: false },
    ...{ refuseOurFetches: false, refuseTheirFetches: false, rejectMedia: rejected, reason: '', by: 'operator', at: 0 },
  };
  await acme.context.store.commits.commit([{ change: 'domain.put', rule }]);
  await acme.context.federation.peers.refresh();
}

describe('a server whose files are not wanted', () => {
  afterEach(() => rejectMedia(false));

  it('has no picture of it shown', async () => {
    const { url } = await attachment({ url: `${far.origin}/files/picture` });
    await rejectMedia(true);
    expect((await fetch(url!)).status).toBe(404);
    expect(asked('/files/picture')).toBe(0);
  });

  it('has none shown that was fetched before, which is not kept either', async () => {
    const { url } = await attachment({ url: `${far.origin}/files/picture` });
    expect((await fetch(url!)).status).toBe(200);
    await rejectMedia(true);
    expect((await fetch(url!)).status).toBe(404);
    await rejectMedia(false);
    far.put('/files/picture', 'gone');
    expect((await fetch(url!)).status).toBe(404);
  });

  it('has none of its posts and profiles name a file, wherever that is', async () => {
    const seen = await status({
      attachment: [{ type: 'Document', mediaType: 'image/jpeg', url: 'https://files.example/picture' }],
    });
    expect(seen['media_attachments']).toHaveLength(1);
    await rejectMedia(true);
    const again = await client.get(`/api/v1/statuses/${String(seen['id'])}`);
    expect(again['media_attachments']).toEqual([]);
    expect(JSON.stringify(again['account'])).not.toContain('/media/remote/');
  });
});

it('an address that this server did not make shows nothing and asks nobody', async () => {
  const { url = '' } = await attachment({ url: `${far.origin}/files/picture` });
  const [mac, encoded = ''] = url.slice(url.lastIndexOf('/') + 1).split('.');
  const other = Buffer.from(`${far.origin}/files/other`).toString('base64url');
  const base = `${acme.origin}/media/remote`;
  const forged = [
    `${base}/original/${mac}.${other}`,
    `${base}/avatar/${mac}.${encoded}`,
    `${base}/original/${'A'.repeat(43)}.${encoded}`,
    `${base}/original/${encoded}`,
    `${base}/whatever/${mac}.${encoded}`,
  ];
  const answers = await Promise.all(forged.map((one) => fetch(one)));
  expect(answers.map(({ status: code }) => code)).toEqual([404, 404, 404, 404, 404]);
  expect(asked('/files/other') + asked('/files/picture')).toBe(0);
});

it('case 36: an address inside of the house is not fetched for a picture, whoever names it', async () => {
  await using strict = await Organisation.start({
    env: { PORTICO_ALLOW_PRIVATE_ADDRESSES: '0', PORTICO_ORIGIN: 'https://strict.example' },
  });
  const { remoteMedia } = strict.context;
  for (const url of [
    'https://127.0.0.1/x.png',
    'https://[::1]/x.png',
    'https://10.0.0.1/x.png',
    'http://far.example/x',
  ]) {
    const address = new URL(remoteMedia.addressOf(url, 'original')!);
    const [rendition, name] = address.pathname.split('/').slice(-2);
    expect(await remoteMedia.show(rendition!, name!)).toBeUndefined();
  }
});

describe('what is kept of files of others', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-cache-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const file = (size: number) => ({ mediaType: 'image/webp', bytes: new Uint8Array(size) });

  it('has an end: what was not looked at for longest goes first', async () => {
    let now = 1_000_000;
    const cache = createFileCache(folder, { bytes: 1_000, age: 86_400_000 }, () => (now += 1000));
    expect(await cache.get('a')).toBeUndefined();
    await cache.put('a', file(400));
    await cache.put('b', file(400));
    expect(await cache.get('a')).toMatchObject({ mediaType: 'image/webp' });
    await cache.put('c', file(400));
    const there = await Promise.all(['a', 'b', 'c'].map((name) => cache.get(name)));
    expect(there.map((one) => one !== undefined)).toEqual([true, false, true]);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('goes when nobody has looked at it for long', async () => {
    let now = Date.now();
    const cache = createFileCache(folder, { bytes: 10_000, age: 1000 }, () => now);
    await cache.get('a');
    await cache.put('a', file(10));
    now += 5000;
    await cache.put('b', file(10));
    expect(await cache.get('a')).toBeUndefined();
    expect(await cache.get('b')).toBeDefined();
  });

  it('is there for the process that comes next, but not what was half written', async () => {
    const limits = { bytes: 10_000, age: 86_400_000 };
    const first = createFileCache(folder, limits, Date.now);
    await first.get('a');
    await first.put('a', file(10));
    const next = createFileCache(folder, limits, Date.now);
    expect((await next.get('a'))?.bytes).toHaveLength(10);
  });
});
