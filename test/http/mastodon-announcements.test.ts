import { createRestAPIClient } from 'masto';
import generator from 'megalodon';
import sharp from 'sharp';
import { EventReader } from '../support/mastodon/event-reader.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let now = Date.now();
let acme: Organisation;
let anna: RestClient;
let ben: RestClient;
let chief: RestClient;

beforeAll(async () => {
  acme = await Organisation.start({ overrides: { clock: () => now } });
  [anna, ben, chief] = [
    await RestClient.join(acme, 'anna'),
    await RestClient.join(acme, 'ben'),
    await RestClient.join(acme, 'chief', ['admin']),
  ];
});

afterAll(() => acme.stop());

const portico = (path: string, client: RestClient, json: object) => client.request(`/api/portico/v1${path}`, { json });
const announce = async (text: string, more: object = {}) =>
  String((await portico('/announcements', chief, { text, ...more })).body['id']);
const path = '/api/v1/announcements';
const shown = async (client: RestClient) => (await client.list(path)).map(({ id }) => id);

describe('an announcement', () => {
  it('is made by administrators, and stands above the timelines of everybody until they have read it', async () => {
    expect((await portico('/announcements', anna, { text: 'x' })).status).toBe(403);
    const id = await announce('The <b>canteen</b> is closed\n\nSee https://acme.example/canteen');
    const [announcement] = await anna.list(path);
    expect(announcement).toMatchObject({ id, read: false, published: true, ends_at: null, reactions: [] });
    expect(announcement?.['content']).toContain('<p>The &#60;b&#62;canteen');
    expect(await anna.do(`${path}/${id}/dismiss`)).toEqual({});
    expect(await shown(anna)).not.toContain(id);
    expect(await shown(ben)).toContain(id);
    expect((await anna.list(`${path}?with_dismissed=true`)).find((one) => one['id'] === id)).toMatchObject({
      read: true,
    });
    expect((await anna.request(`${path}/1/dismiss`, { method: 'POST' })).status).toBe(404);
    expect((await portico(`/announcements/${id}/remove`, chief, {})).status).toBe(200);
    expect(await shown(ben)).not.toContain(id);
  });

  it('is over at its end', async () => {
    const id = await announce('until noon', { endsAt: now + 60_000 });
    expect(await shown(anna)).toContain(id);
    now += 61_000;
    expect(await shown(anna)).not.toContain(id);
    expect((await anna.request(`${path}/${id}/reactions/🎉`, { method: 'PUT' })).status).toBe(404);
  });

  it('takes reactions, each person’s of a kind once, and no text', async () => {
    const id = await announce('we ship');
    const emoji = `${path}/${id}/reactions/${encodeURIComponent('🎉')}`;
    for (const client of [anna, anna, ben]) expect(await client.do(emoji, {}, 'PUT')).toEqual({});
    const reactions = async (client: RestClient) =>
      (await client.list(path)).find((one) => one['id'] === id)?.['reactions'];
    expect(await reactions(anna)).toEqual([{ name: '🎉', count: 2, me: true }]);
    expect(await ben.do(emoji, {}, 'DELETE')).toEqual({});
    expect(await reactions(ben)).toEqual([{ name: '🎉', count: 1, me: false }]);
    for (const name of ['hello', '🎉🎉', ':x:']) {
      const refused = await anna.request(`${path}/${id}/reactions/${encodeURIComponent(name)}`, { method: 'PUT' });
      expect(refused.status).toBe(422);
    }
    for (const name of '🍏🍐🍊🍋🍌🍉🍇') {
      await anna.do(`${path}/${id}/reactions/${encodeURIComponent(name)}`, {}, 'PUT');
    }
    const ninth = `${path}/${id}/reactions/${encodeURIComponent('🍓')}`;
    expect((await anna.request(ninth, { method: 'PUT' })).status).toBe(422);
  });

  it('comes to open streams at once, with each reaction, and leaves them', async () => {
    await using stream = await EventReader.open(`${acme.origin}/api/v1/streaming/user`, ben.token);
    await using other = await EventReader.open(`${acme.origin}/api/v1/streaming/public`, ben.token);
    const id = await announce('the <lift> works');
    expect(await stream.next('announcement')).toMatchObject({
      id,
      content: '<p>the &#60;lift&#62; works</p>',
      read: false,
      reactions: [],
    });
    const emoji = `${path}/${id}/reactions/${encodeURIComponent('🎉')}`;
    await anna.do(emoji, {}, 'PUT');
    expect(await stream.next('announcement.reaction')).toEqual({ name: '🎉', count: 1, announcement_id: id });
    await anna.do(emoji, {}, 'DELETE');
    expect(await stream.next('announcement.reaction')).toEqual({ name: '🎉', count: 0, announcement_id: id });
    await portico(`/announcements/${id}/remove`, chief, {});
    expect(await stream.nextText('announcement.delete')).toBe(id);
    await anna.post('in the timeline');
    expect(await other.nextName()).toBe('update');
  });

  it('leaves open streams when its end has come, once', async () => {
    const { announcements } = acme.context.clientApi.parts;
    await using stream = await EventReader.open(`${acme.origin}/api/v1/streaming/user`, ben.token);
    const id = await announce('until noon', { endsAt: now + 60_000 });
    await stream.next('announcement');
    await announcements.endDue(acme.context.store.commits);
    now += 61_000;
    await announcements.endDue(acme.context.store.commits);
    expect(await stream.nextText('announcement.delete')).toBe(id);
    await announcements.endDue(acme.context.store.commits);
    await announce('after it');
    expect(await stream.nextName()).toBe('announcement');
  });

  it('is read by masto and by megalodon', async () => {
    const id = await announce('for apps');
    const masto = createRestAPIClient({ url: acme.origin, accessToken: ben.token });
    expect((await masto.v1.announcements.list()).map((one) => one.id)).toContain(id);
    await masto.v1.announcements.$select(id).dismiss();
    const megalodon = generator('mastodon', acme.origin, anna.token);
    expect((await megalodon.getInstanceAnnouncements()).data.map((one) => one.id)).toContain(id);
  });
});

describe('a custom emoji', () => {
  const upload = async (client: RestClient, size = 32) => {
    const picture = await sharp({ create: { width: size, height: size, channels: 3, background: '#c00' } })
      .png()
      .toBuffer();
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/png' }), 'party.png');
    const headers = { authorization: `Bearer ${client.token}` };
    const answer = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
    return String(((await answer.json()) as { id: string }).id);
  };

  it('is a picture of an administrator’s, seen by every colleague where it is written, and by nobody outside', async () => {
    const media = await upload(chief);
    expect((await portico('/emojis', anna, { shortcode: 'party', media })).status).toBe(403);
    expect((await portico('/emojis', chief, { shortcode: 'party', media, category: 'Fun' })).status).toBe(200);
    const [emoji] = await anna.list('/api/v1/custom_emojis');
    expect(emoji).toMatchObject({ shortcode: 'party', visible_in_picker: true, category: 'Fun' });
    const url = String(emoji?.['url']);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url.split('?')[0] ?? '')).status).toBe(404);
    const post = await ben.post('hooray :party: and :nothing:');
    const read = await anna.get(`/api/v1/statuses/${post['id']}`);
    expect(read['emojis']).toMatchObject([{ shortcode: 'party' }]);
    expect(String(read['content'])).toContain(':party:');
    await acme.context.media.drain();
    expect(await acme.context.store.media.unused(now + 7 * 86_400_000, 10)).toEqual([]);
    expect((await portico('/emojis/party/remove', chief, {})).status).toBe(200);
    expect(await anna.list('/api/v1/custom_emojis')).toEqual([]);
    expect((await fetch(url)).status).toBe(404);
  });

  it.each([
    ['a name with signs', 'pa-rty', async () => upload(chief)],
    ['a file of somebody else', 'party', async () => upload(anna)],
    ['no file', 'party', async () => '1'],
  ])('is refused with %s', async (_what, shortcode, media) => {
    expect((await portico('/emojis', chief, { shortcode, media: await media() })).status).toBe(422);
  });
});
