import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MediaFile } from '../../federation/ports/index.ts';
import { mp4Of } from '../support/files/mp4.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { download, uploadMedia } from '../support/portico/media-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/files');

const policies = {
  'cards.yaml': `
policy: cards
title: Payment cards
owner: security@acme.example
mode: enforce
scope: { to: [external] }
match: { any: [{ entity: payment-card }] }
action: block
guidance: Remove the card number.
examples: [{ text: "card 4111 1111 1111 1111", expect: block }, { text: hello, expect: allow }]
`,
  'mats.yaml': `
policy: mats
title: Nothing about mats
owner: security@acme.example
mode: enforce
scope: { to: [external] }
match: { any: [{ pattern: 'mat' }] }
action: redact
guidance: Leave the mat out.
examples: [{ text: "a mat", expect: redact }, { text: hello, expect: allow }]
`,
};

let acme: Organisation;
let anna: C2sClient;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-policies-'));
  for (const [name, text] of Object.entries(policies)) await writeFile(join(folder, name), text);
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
  anna = await acme.person('anna');
});

afterAll(async () => {
  await acme.stop();
  await rm(folder, { recursive: true, force: true });
});

async function uploaded(name: string): Promise<string> {
  const bytes = await readFile(join(fixtures, name));
  const { location, body } = await uploadMedia(anna, { bytes, fileName: name, mediaType: 'image/png' });
  if (location === undefined) throw new Error(`not taken: ${JSON.stringify(body)}`);
  // A busy machine may take longer than a post waits.
  await acme.context.media.drain();
  return location;
}

const post = (url: string) =>
  anna.post({ type: 'Note', content: '<p>look</p>', to: [asPublic], attachment: [{ type: 'Image', url }] });

async function fileAt(url: string): Promise<MediaFile> {
  const file = await acme.context.store.media.byId(url.split('/').at(-1) ?? '');
  if (!file) throw new Error('the file is there');
  return file;
}

describe('a post with a picture', () => {
  it('is stopped for the words in it, and the tip names the file and where in it', async () => {
    const url = await uploaded('card.png');
    const answer = await post(url);
    expect(answer).toMatchObject({ status: 403, body: { portico: { outcome: 'block' } } });
    const [reason] = (answer.body['portico'] as { reasons: { findings: { entity: string; field: string }[] }[] })
      .reasons;
    expect(reason?.findings).toContainEqual(
      expect.objectContaining({ entity: 'payment-card', field: 'attachment[0].ocr' }),
    );
    expect((await download(url)).status).toBe(404);
  });

  it('leaves without the picture where its words are to be redacted', async () => {
    const url = await uploaded('cat.png');
    const { status, body } = await post(url);
    expect({ status, body }).toMatchObject({ status: 201, body: { portico: { outcome: 'redact' } } });
    const object = body['object'] as { id: string; attachment: unknown };
    expect(object.attachment).toMatchObject({ url });
    const seen = await fetch(object.id, { headers: { accept: 'application/activity+json' } });
    const document = (await seen.json()) as Record<string, unknown>;
    expect(document['content']).toBe('<p>look</p>');
    expect(document).not.toHaveProperty('attachment');
    expect((await download(url)).status).toBe(404);
  });

  it('waits while the picture is being read, and then goes on by itself', async () => {
    const url = await uploaded('card.png');
    const { sealedContent: _read, ...file } = await fileAt(url);
    // As it stands where another process took the file and ended before it was read: its bytes come back later.
    const fresh: MediaFile = { ...file, id: `${file.id.slice(0, -4)}late`, description: '' };
    await acme.context.store.commits.commit([{ change: 'media.put', file: fresh }]);
    const late = url.replace(file.id, fresh.id);
    const answer = await post(late);
    expect(answer).toMatchObject({ status: 202, body: { portico: { outcome: 'hold' } } });
    expect(JSON.stringify(answer.body)).toContain('still being read');
    const held = async () => (await acme.context.store.holds.ofActor(anna.actor)).map(({ cause }) => cause);
    expect(await held()).toEqual(['file-unread']);
    const pathOf = (id: string) => join(acme.context.config.dataFolder, 'media', id.slice(0, 2), id);
    await rename(pathOf(file.id), pathOf(fresh.id));
    expect((await acme.context.media.contentOf(fresh)).kind).toBe('read');
    await acme.context.media.drain();
    expect(await held()).toEqual([]);
    const decisions = await acme.context.store.decisions.latest(1);
    expect(decisions[0]?.verdict.outcome).toBe('block');
  });

  it('is held for review where the file can not be read by a program', async () => {
    const { location, status, body } = await uploadMedia(anna, { bytes: tone(), fileName: 'tone.wav' });
    expect({ status, body }).toMatchObject({ status: 201, body: { type: 'Audio', mediaType: 'audio/wav' } });
    const answer = await post(String(location));
    expect(answer).toMatchObject({ status: 202, body: { portico: { outcome: 'hold' } } });
    expect(JSON.stringify(answer.body)).toContain('nobody but people can listen to a recording');
  });
});

describe('a recording', () => {
  it.each([
    ['tone.wav', 'audio/wav', async () => tone('canary-title')],
    ['film.mp4', 'video/mp4', () => mp4Of('canary-title')],
  ])('%s is moved into a fresh container, and its titles stay behind', async (fileName, mediaType, make) => {
    const bytes = await make();
    expect(Buffer.from(bytes).includes('canary-title')).toBe(true);
    const { location, body } = await uploadMedia(anna, { bytes, fileName });
    if (mediaType === 'video/mp4') expect(body).toMatchObject({ type: 'Video', mediaType, width: 64, height: 48 });
    const seen = await download(String(location), { authorization: `Bearer ${anna.token}` });
    expect(seen.headers.get('content-type')).toBe(mediaType);
    expect(Buffer.from(seen.bytes).includes('canary-title')).toBe(false);
    expect(seen.bytes.length).toBeGreaterThan(bytes.length / 2);
  });
});

/** Half a second of silence, with a title in its list of information where one is given. */
function tone(title = ''): Uint8Array {
  const samples = Buffer.alloc(8000);
  const chunk = (id: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data]);
  };
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(16_000, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const named = chunk('INAM', Buffer.from(title.padEnd(title.length + (title.length % 2), '\0')));
  const info = title === '' ? Buffer.alloc(0) : chunk('LIST', Buffer.concat([Buffer.from('INFO'), named]));
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), info, chunk('data', samples)]);
  return chunk('RIFF', body);
}
