import sharp from 'sharp';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { download } from '../support/portico/media-client.ts';
import { Scene } from './scene.ts';

let scene: Scene;
let address: string;
let grant: string;

beforeAll(async () => {
  scene = await Scene.set();
  address = await grantedPicture();
  grant = URL.parse(address)?.searchParams.get('access') ?? '';
});

afterAll(() => scene.strike());

/** An internal picture of Anna's, at the address by which a client of hers loads it. */
async function grantedPicture(): Promise<string> {
  const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } });
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await blank.png().toBuffer())], { type: 'image/png' }), 'b.png');
  const headers = { authorization: `Bearer ${scene.anna.token}` };
  const uploaded = await fetch(`${scene.acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
  const { id } = (await uploaded.json()) as { id: string };
  await scene.acme.context.media.drain();
  const { url } = await new RestClient(scene.acme.origin, scene.anna.token).get(`/api/v1/media/${id}`);
  return String(url);
}

/** What `npm run leak` found in this server, each as a test. */
describe('a leak that the proof found', () => {
  it('an address by which a client of a colleague loads a file opens nothing outside', async () => {
    expect(grant).not.toBe('');
    expect((await download(address)).status).toBe(200);
    let object = '';
    const sent = await scene.sentBy(async () => {
      const said = await scene.tellAll(`see ${address} and <a href="${address}">this</a>`, {
        summary: address,
        url: `${address}&more=1`,
        tag: [{ type: 'Mention', href: address, name: address }],
      });
      object = said.object;
    });
    expect(sent).toHaveLength(1);
    expect(sent.join()).not.toContain(grant);
    const { status, text } = await scene.asNobody(object);
    expect([status, text.includes(grant)]).toEqual([200, false]);
  });

  it.each([
    ['with a grant', (url: string) => url],
    ['by its preview', (url: string) => url.replace('?', '/preview?')],
    ['with its letters escaped', (url: string) => url.replace('/media/', '/%6Dedia/')],
    ['with another query', (url: string) => url.replace(/\?.*/, '?size=1')],
    ['as it is', (url: string) => url.replace(/\?.*/, '')],
  ])('a picture of another one is attached by nobody: %s', async (_, written) => {
    const attachment = [{ type: 'Image', mediaType: 'image/png', url: written(address), name: 'a view' }];
    const { status } = await scene.ben.post({ type: 'Note', content: 'mine', to: [asPublic], attachment });
    expect(status).toBe(400);
  });
});
