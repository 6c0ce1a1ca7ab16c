import sharp from 'sharp';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: RestClient;
let ben: RestClient;
let picture: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  acme = await Organisation.start();
  [anna, ben] = [await RestClient.join(acme, 'anna'), await RestClient.join(acme, 'ben')];
  const pixels = sharp({ create: { width: 64, height: 48, channels: 3, background: '#888888' } });
  picture = new Uint8Array(await pixels.png().toBuffer());
});

afterAll(() => acme.stop());

async function upload(client: RestClient, file: Blob, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('file', file, 'picture.png');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const headers = { authorization: `Bearer ${client.token}` };
  const response = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a file', () => {
  it('is uploaded, described, attached and seen by whoever sees the post', async () => {
    const uploaded = await upload(anna, new Blob([picture], { type: 'image/png' }), { description: 'grey' });
    expect([200, 202]).toContain(uploaded.status);
    const { id } = uploaded.body;
    expect(uploaded.body).toMatchObject({
      type: 'image',
      description: 'grey',
      meta: { original: { width: 64, height: 48 } },
    });
    await acme.context.media.drain();
    expect((await anna.request(`/api/v1/media/${id}`)).status).toBe(200);
    const described = await anna.do(`/api/v1/media/${id}`, { description: 'a grey box', focus: '0.5,-0.5' }, 'PUT');
    expect(described).toMatchObject({ description: 'a grey box', meta: { focus: { x: 0.5, y: -0.5 } } });
    expect((await ben.request(`/api/v1/media/${id}`)).status).toBe(404);
    const status = await anna.post('look', { media_ids: [id] });
    const [attachment] = status['media_attachments'] as Record<string, unknown>[];
    expect(attachment).toMatchObject({
      type: 'image',
      description: 'a grey box',
      meta: { original: { width: 64, height: 48 } },
    });
    const seen = await ben.get(`/api/v1/statuses/${status['id']}`);
    const [shown] = seen['media_attachments'] as Record<string, unknown>[];
    expect((await fetch(String(shown?.['url']))).status).toBe(200);
    expect((await fetch(String(shown?.['preview_url']))).status).toBe(200);
    expect((await fetch(String(shown?.['url']).replace(/\?.*/, ''))).status).toBe(404);
  });

  it('that an edit takes out is seen by nobody any more', async () => {
    const { id } = (await upload(anna, new Blob([picture], { type: 'image/png' }))).body;
    await acme.context.media.drain();
    const status = await anna.post('look', { media_ids: [id] });
    const path = `/api/v1/statuses/${status['id']}`;
    const [shown] = (await ben.get(path))['media_attachments'] as Record<string, unknown>[];
    const edited = await anna.do(path, { status: 'nothing to see' }, 'PUT');
    expect(edited['media_attachments']).toEqual([]);
    expect((await ben.get(path))['media_attachments']).toEqual([]);
    expect((await fetch(String(shown?.['url']))).status).toBe(404);
  });

  it('of somebody else is attached by nobody', async () => {
    const { body } = await upload(anna, new Blob([picture], { type: 'image/png' }));
    const stolen = await ben.request('/api/v1/statuses', { json: { status: 'mine', media_ids: [body['id']] } });
    expect({ status: stolen.status, error: stolen.body['error'] }).toEqual({ status: 422, error: expect.any(String) });
  });

  it('that is none is refused in a sentence', async () => {
    const text = await upload(anna, new Blob(['just text'], { type: 'image/png' }));
    expect({ status: text.status, error: text.body['error'] }).toEqual({ status: 422, error: expect.any(String) });
    const nothing = await anna.request('/api/v2/media', { json: {} });
    expect(nothing.status).toBe(422);
  });
});
