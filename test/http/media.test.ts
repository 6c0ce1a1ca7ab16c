import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Exif } from 'sharp';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { download, type Upload, uploadMedia } from '../support/portico/media-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/files');
const secretWord = 'canary-7c1e';

let acme: Organisation;
let anna: C2sClient;
let ben: C2sClient;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  ben = await acme.person('ben');
});

afterAll(() => acme.stop());

async function cat(): Promise<Upload> {
  return { bytes: await readFile(join(fixtures, 'cat.png')), fileName: 'cat.png', mediaType: 'image/png' };
}

async function jpeg(exif: Exif, orientation = 1): Promise<Upload> {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#3366cc' } })
    .jpeg()
    .withExif(exif)
    .withMetadata({ orientation })
    .toBuffer();
  return { bytes, fileName: 'photo.jpg', mediaType: 'image/jpeg' };
}

/** A file that was read: until then a post that shows it waits (202), however fast the machine is. */
async function uploaded(file: Upload, by = anna): Promise<string> {
  const { status, location, body } = await uploadMedia(by, file);
  if (status !== 201 || location === undefined) throw new Error(`not taken: ${JSON.stringify(body)}`);
  await acme.context.media.drain();
  return location;
}

const post = (to: readonly string[], ...attachment: unknown[]) =>
  anna.post({ type: 'Note', content: '<p>look</p>', to, attachment });
const objectOf = (body: Readonly<Record<string, unknown>>) => body['object'] as Record<string, unknown>;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
const asActivity = { accept: 'application/activity+json' };

describe('uploading by an ActivityPub client', () => {
  it('takes a file with an `object` shell, and one with a `description`', async () => {
    const shell = { object: JSON.stringify({ type: 'Image', name: 'a cat on a mat' }) };
    const wiki = await uploadMedia(anna, { ...(await cat()), fields: shell });
    expect(wiki).toMatchObject({
      status: 201,
      body: { type: 'Image', mediaType: 'image/png', name: 'a cat on a mat' },
    });
    expect(wiki.body).toMatchObject({ width: 760, height: 130, blurhash: expect.any(String), id: wiki.location });
    const pleroma = await uploadMedia(anna, { ...(await cat()), fields: { description: 'a cat' } });
    expect(pleroma).toMatchObject({ status: 201, body: { name: 'a cat' } });
    expect(new URL(String(pleroma.location)).pathname).toMatch(/^\/media\/[\w-]{24}$/);
  });

  it('is offered in the profile', async () => {
    expect((await anna.get(anna.actor)).body).toMatchObject({
      endpoints: { uploadMedia: `${anna.actor}/uploadMedia` },
    });
  });

  it.each<[string, () => Upload | Promise<Upload>, number, RegExp]>([
    ['a PDF', () => ({ bytes: Buffer.from('%PDF-1.4\n'), fileName: 'a.pdf' }), 415, /^the file is a PDF/],
    ['an SVG', () => ({ bytes: Buffer.from('<svg xmlns="x"/>'), fileName: 'a.svg' }), 415, /a vector picture/],
    ['an archive', () => ({ bytes: Buffer.from('PK\x03\x04'.padEnd(60, '\0')), fileName: 'a.zip' }), 415, /an archive/],
    ['noise', () => ({ bytes: Buffer.alloc(300, 1), fileName: 'a' }), 415, /not known here/],
    ['nothing', () => ({ bytes: Buffer.alloc(0), fileName: 'a.png' }), 422, /empty/],
    ['a text called a picture', () => ({ bytes: Buffer.from('hello'), fileName: 'a.png' }), 422, /not what its name/],
    ['a torn picture', async () => ({ ...(await cat()), bytes: (await cat()).bytes.subarray(0, 400) }), 422, /damaged/],
    [
      'a picture of hostile size',
      async () => ({ ...(await cat()), bytes: hostile((await cat()).bytes) }),
      413,
      /million pixels/,
    ],
    [
      'a name with control characters',
      async () => ({ ...(await cat()), fileName: 'a\u202egnp.exe' }),
      422,
      /rename it/,
    ],
    [
      'a picture of 17 MiB',
      async () => ({ ...(await cat()), bytes: padded((await cat()).bytes) }),
      413,
      /larger than 16 MiB/,
    ],
    [
      'an endless description',
      async () => ({ ...(await cat()), fields: { description: 'x'.repeat(1501) } }),
      422,
      /shorten/,
    ],
  ])('refuses %s in one clear line', async (_what, file, status, reason) => {
    const answer = await uploadMedia(anna, await file());
    expect(answer).toMatchObject({ status, contentType: expect.stringContaining('problem+json') });
    expect(String(answer.body['detail'])).toMatch(reason);
  });

  it('takes nothing without a token, or for somebody else', async () => {
    const file = await cat();
    const [nobody, stranger] = [{ ...anna, token: 'x' } as C2sClient, { ...anna, token: ben.token } as C2sClient];
    expect((await uploadMedia(nobody, file)).status).toBe(401);
    expect((await uploadMedia(stranger, file)).status).toBe(404);
  });
});

describe('what leaves of an uploaded file', () => {
  it('is encoded afresh: upright, and without what a camera or an author wrote into it', async () => {
    const url = await uploaded(await jpeg({ IFD0: { Artist: secretWord, ImageDescription: secretWord } }, 6));
    expect((await post([asPublic], url)).status).toBe(201);
    const seen = await download(url);
    expect(seen.status).toBe(200);
    expect(Buffer.from(seen.bytes).includes(secretWord)).toBe(false);
    const { width, height, exif, icc, xmp, iptc, orientation } = await sharp(seen.bytes).metadata();
    expect({ width, height }).toEqual({ width: 40, height: 60 });
    expect([exif, icc, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  it('is nothing before a post that shows it has left, and then exactly the receipted bytes', async () => {
    const url = await uploaded(await cat());
    const never = await download(`${acme.origin}/media/aaaaaaaaaaaaaaaaaaaaaaaa`);
    const before = await download(url);
    expect([before.status, never.status]).toEqual([404, 404]);
    expect(before.bytes).toEqual(never.bytes);
    expect([...before.headers.keys()]).toEqual([...never.headers.keys()]);
    await post([], url);
    expect((await download(url)).status).toBe(404);
    const { body } = await post([asPublic], { type: 'Image', url, name: 'a cat' });
    expect(objectOf(body)['attachment']).toMatchObject({ type: 'Image', url, name: 'a cat', mediaType: 'image/png' });
    const after = await download(url);
    expect(after.status).toBe(200);
    expect(after.headers.get('content-type')).toBe('image/png');
    expect(after.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const receipts = await acme.context.store.releases.receipts(sha256(after.bytes));
    expect(receipts).toContainEqual(expect.objectContaining({ subject: url, zone: 'public', outcome: 'allow' }));
    const mediaType = (await download(url, asActivity)).headers.get('content-type');
    expect(mediaType).toBe('image/png');
  });

  it('is answered by range, and not again to whoever has it', async () => {
    const url = await uploaded(await cat());
    await post([asPublic], url);
    const whole = await download(url);
    const part = await download(url, { range: 'bytes=4-9' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-9/${whole.bytes.length}`);
    expect(part.bytes).toEqual(whole.bytes.slice(4, 10));
    expect((await download(url, { 'if-none-match': String(whole.headers.get('etag')) })).status).toBe(304);
  });

  it('is nothing any more where its bytes were changed at rest', async () => {
    const url = await uploaded(await cat());
    await post([asPublic], url);
    const id = url.split('/').at(-1) ?? '';
    const path = join(acme.context.config.dataFolder, 'media', id.slice(0, 2), id);
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('x')]));
    expect((await download(url)).status).toBe(404);
  });

  it('is nothing any more once the post is deleted, unless another one shows it', async () => {
    const url = await uploaded(await cat());
    const [first, second] = [(await post([asPublic], url)).body, (await post([asPublic], url)).body];
    await anna.post({ type: 'Delete', object: String(objectOf(first)['id']) });
    expect((await download(url)).status).toBe(200);
    await anna.post({ type: 'Delete', object: String(objectOf(second)['id']) });
    expect((await download(url)).status).toBe(404);
  });

  it('is nothing any more once an edit leaves it out', async () => {
    const [kept, dropped] = [await uploaded(await cat()), await uploaded(await cat())];
    const { body } = await post([asPublic], kept, dropped);
    const object = { id: objectOf(body)['id'], type: 'Note', content: '<p>less</p>', attachment: [kept] };
    expect((await anna.post({ type: 'Update', object })).status).toBe(201);
    expect([(await download(kept)).status, (await download(dropped)).status]).toEqual([200, 404]);
  });

  it('is for the servers of those addressed where the post is', async () => {
    const url = await uploaded(await cat());
    await post([`${anna.actor}/followers`], url);
    expect((await download(url)).status).toBe(404);
    expect(await acme.context.store.releases.current(url, 'addressed')).toBeDefined();
  });
});

describe('what colleagues get of an uploaded file', () => {
  const showing = (client: C2sClient) => ({ authorization: `Bearer ${client.token}` });

  it('is the file and its preview, for those who may read a post that shows it', async () => {
    const url = await uploaded(await cat());
    expect((await download(url, showing(ben))).status).toBe(404);
    expect((await download(url, showing(anna))).status).toBe(200);
    await post([], url);
    expect((await download(url, showing(ben))).status).toBe(200);
    expect((await download(`${url}/preview`, showing(ben))).headers.get('content-type')).toBe('image/webp');
    expect((await download(`${url}/preview`)).status).toBe(404);
  });

  it('opens by the address that a client was given, as long as its token stands', async () => {
    const url = await uploaded(await cat());
    const file = await acme.context.media.byId(url.split('/').at(-1) ?? '');
    const claims = JSON.parse(Buffer.from(String(anna.token.split('.')[1]), 'base64url').toString());
    if (!file) throw new Error('the file is there');
    const addresses = acme.context.media.addressesOf(file, { actorId: anna.actor, jti: claims.jti });
    expect((await download(addresses.url)).status).toBe(200);
    expect((await download(addresses.previewUrl)).status).toBe(200);
    expect((await download(`${addresses.url}x`)).status).toBe(404);
    expect((await download(addresses.url.replace(/access=[^.]+/, 'access=other'))).status).toBe(404);
    const token = await acme.context.store.tokens.byId(claims.jti);
    if (!token) throw new Error('the token is there');
    const { commits } = acme.context.store;
    await commits.commit([{ change: 'token.put', token: { ...token, revokedAt: 1 } }]);
    expect((await download(addresses.url)).status).toBe(404);
    await commits.commit([{ change: 'token.put', token }]);
  });

  it('can not be attached by anybody but its owner', async () => {
    const url = await uploaded(await cat(), ben);
    const answer = await post([asPublic], url);
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('is not a file of yours') } });
  });
});

/** The header of a PNG claims 40,000 by 40,000 pixels, with the checksum that goes with it. */
function hostile(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(40_000, 16);
  bytes.writeUInt32BE(40_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.alloc(17 * 1024 * 1024)]);
}
