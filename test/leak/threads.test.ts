import type { Response } from 'express';
import sharp from 'sharp';
import { sendRelease } from '../../server/http/respond.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { download, uploadMedia } from '../support/portico/media-client.ts';
import { Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.set();
});

afterAll(() => scene.strike());

const secret = 'wagtail-rests-at-noon';

/** The leaks of other servers that were reported in eighteen threads, each as a test of this one. */
describe('a leak that other servers had', () => {
  it('L1: deleting an internal post sends nothing, and leaves no trace of it', async () => {
    const { object, activity } = await scene.say(secret);
    const sent = await scene.sentBy(() => scene.anna.post({ type: 'Delete', object }));
    expect(sent).toEqual([]);
    for (const id of [object, activity]) expect(await scene.asNobody(id)).toEqual(await scene.never);
  });

  it('L2: a pinned internal post is on no page of a profile', async () => {
    const { object } = await scene.say(secret);
    await scene.anna.post({ type: 'Add', object, target: `${scene.anna.actor}/featured` });
    for (const path of ['/@anna', '/users/anna']) {
      const { text } = await scene.asNobody(path, { accept: 'text/html' });
      expect([text.includes(secret), text.includes(object)]).toEqual([false, false]);
    }
  });

  it('L3: a pinned internal post is not in `featured`, nor counted there', async () => {
    const [{ object }, pinned] = [await scene.say(secret), await scene.tellAll('worth a pin')];
    for (const one of [object, pinned.object]) {
      await scene.anna.post({ type: 'Add', object: one, target: `${scene.anna.actor}/featured` });
    }
    const featured = JSON.parse((await scene.asNobody(`${scene.anna.actor}/featured`)).text);
    expect(featured.orderedItems.map(({ id }: { id: string }) => id)).toEqual([pinned.object]);
    expect(featured.totalItems).toBe(1);
  });

  it('L4: pinning an internal post tells nobody outside', async () => {
    const { object } = await scene.say(secret);
    const pin = { type: 'Add', object, target: `${scene.anna.actor}/featured`, to: [asPublic] };
    expect(await scene.sentBy(() => scene.anna.post(pin))).toEqual([]);
  });

  it('L5: a public post does not name the internal answers to it', async () => {
    const { object, activity } = await scene.tellAll('good morning');
    const before = await scene.asNobody(object);
    const answer = await scene.say(secret, [], { inReplyTo: object });
    expect(await scene.asNobody(object)).toEqual(before);
    for (const url of [activity, `${object}/replies`, `${object}/context`]) {
      expect((await scene.asNobody(url)).text).not.toContain(answer.object);
    }
  });

  it('L6: an answer to an internal post stays inside, whatever the client says of it', async () => {
    const { object } = await scene.say('a plan');
    const answer = { type: 'Note', content: secret, inReplyTo: object, to: [asPublic], local_only: false };
    const sent = await scene.sentBy(async () => {
      expect((await scene.ben.post(answer)).body).toMatchObject({ portico: { zone: 'internal', narrowed: true } });
    });
    expect(sent).toEqual([]);
  });

  it('L7: a post without a reader is internal, with whatever warning, and no marker has to say so', async () => {
    const sent = await scene.sentBy(async () => {
      const { object } = await scene.say('hello', [], { summary: secret, sensitive: true });
      expect(await scene.asNobody(object)).toEqual(await scene.never);
    });
    expect(sent).toEqual([]);
  });

  it('L8: of every body that ever left there is a receipt, with the decision that let it', async () => {
    await scene.tellAll('good morning');
    await scene.acme.drain();
    expect(scene.far.posted.length).toBeGreaterThan(0);
    for (const { bytes, body } of scene.far.posted) {
      expect(await scene.receiptsOf(bytes)).toMatchObject([{ subject: body['id'] }]);
      expect(await scene.acme.context.store.decisions.ofActivity(String(body['id']))).toHaveLength(1);
    }
  });

  it('L9: an activity is as closed as its object', async () => {
    for (const to of [[], [scene.finn], [`${scene.anna.actor}/followers`]]) {
      const { object, activity } = await scene.say(secret, to);
      expect([await scene.asNobody(object), await scene.asNobody(activity)]).toEqual([
        await scene.never,
        await scene.never,
      ]);
    }
  });

  it('L10: an outbox lists and counts what is public, page by page, and nothing else', async () => {
    const before = await scene.asNobody(`${scene.anna.actor}/outbox`);
    const page = await scene.asNobody(`${scene.anna.actor}/outbox?page=true`);
    await scene.say(secret);
    await scene.say(secret, [scene.finn]);
    await scene.say(secret, [`${scene.anna.actor}/followers`]);
    expect(await scene.asNobody(`${scene.anna.actor}/outbox`)).toEqual(before);
    expect(await scene.asNobody(`${scene.anna.actor}/outbox?page=true`)).toEqual(page);
  });

  it('L11: what followers were told in a public conversation is not shown in it', async () => {
    const { object } = await scene.tellAll('who comes?');
    const answer = await scene.say(secret, [`${scene.anna.actor}/followers`], { inReplyTo: object });
    for (const url of [object, `${scene.anna.actor}/outbox?page=true`, `/@anna/${object.split('/').at(-1)}`]) {
      const { text } = await scene.asNobody(url, { accept: '*/*' });
      expect([text.includes(secret), text.includes(answer.object)]).toEqual([false, false]);
    }
  });

  it('L12: a report goes nowhere by itself', async () => {
    const flag = { type: 'Flag', object: scene.eve, content: secret, to: [scene.eve] };
    const sent = await scene.sentBy(async () => expect((await scene.anna.post(flag)).status).toBe(202));
    expect(sent).toEqual([]);
  });

  it('L13: a photo leaves without where it was taken, and the original never', async () => {
    const exif = { IFD0: { Artist: secret }, IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' } };
    const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
    const photo = await blank.withExif(exif).jpeg().toBuffer();
    const upload = { bytes: photo, fileName: `${secret}.jpg`, mediaType: 'image/jpeg' };
    const { body } = await uploadMedia(scene.anna, upload);
    await scene.acme.context.media.drain();
    const { answer } = await scene.tellAll('a photo', { attachment: [body] });
    const [shown] = [(answer.body['object'] as { attachment: unknown }).attachment].flat() as { url: unknown }[];
    const [url] = [shown?.url].flat().map((one) => (typeof one === 'object' ? (one as { href: string }).href : one));
    const { status, bytes, headers } = await download(String(url));
    const all = Buffer.from(bytes).toString('latin1') + JSON.stringify([...headers]);
    expect([status, all.includes('Exif'), all.includes(secret)]).toEqual([200, false, false]);
  });

  it('L14: a reaction to an internal post stays inside', async () => {
    const { object } = await scene.say('a plan');
    const sent = await scene.sentBy(async () => {
      for (const type of ['Like', 'EmojiReact', 'Dislike']) {
        await scene.ben.post({ type, object, content: ':wagtail:', to: [asPublic] });
      }
    });
    expect(sent).toEqual([]);
  });

  it('L15: no start page, timeline or search shows internal posts to somebody without a name', async () => {
    await scene.say(secret);
    const api = ['/api/v1/timelines/public', `/api/v2/search?q=${secret}`, '/api/v1/accounts/1/statuses'];
    for (const path of ['/', '/@anna', '/feed.rss', '/@anna/feed.rss', '/sitemap.xml', ...api]) {
      expect((await scene.asNobody(path, { accept: '*/*' })).text).not.toContain(secret);
    }
  });

  it('L16: what is taken down here is taken back from those who hold copies', async () => {
    const root = new ApiClient(scene.acme.origin, (await scene.acme.person('root', { roles: ['admin'] })).token);
    const { object } = await scene.tellAll('sent too early');
    await scene.acme.drain();
    expect((await root.post('/recalls', { reason: 'test', post: object })).status).toBe(202);
    await scene.far.until((posted) =>
      posted.some(({ body }) => body['type'] === 'Delete' && (body['object'] as { id: string }).id === object),
    );
    expect((await scene.asNobody(object)).status).toBe(410);
  });

  it('L17: the responder for outsiders raises on whatever the gate did not let out', () => {
    const forged = { bytes: new TextEncoder().encode(secret), digest: '', zone: 'public' };
    const response = { setHeader: () => undefined, status: () => response, end: () => undefined };
    expect(() => sendRelease(response as unknown as Response, forged as never, 200, 'text/plain')).toThrow(TypeError);
  });
});
