import { createApp } from '../../server/app.ts';
import { egressOf } from '../../server/http/egress.ts';
import { EventReader } from '../support/mastodon/event-reader.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { routesOf } from './routes.ts';
import { Scene } from './scene.ts';

let scene: Scene;

const policy = "policy: osprey\ntitle: osprey\nmatch: { pattern: 'OSPREY-[0-9]+' }\naction: hold\n";

beforeAll(async () => {
  scene = await Scene.set();
  const [edda, emil] = await Promise.all(
    ['edda', 'emil'].map(async (name) => {
      const { token } = await scene.acme.person(name, { roles: ['policy-editor'] });
      return new ApiClient(scene.acme.origin, token);
    }),
  );
  const { body: set } = await edda!.post('/policy-sets', { files: { 'osprey.yaml': policy }, message: 'test' });
  const { body: asked } = await edda!.post('/policy-requests', { version: set['version'], reason: 'test' });
  expect((await emil!.post(`/policy-requests/${asked['id']}/approve`)).status).toBe(200);
});

afterAll(() => scene.strike());

const secret = 'wagtail-rests-at-noon';

/** Attack and fault cases that came of advisories about other servers; the numbers are those of our list of them. */
describe('a case that an advisory describes', () => {
  it('59: an internal post that mentions an outsider is not sent to them', async () => {
    const tag = [{ type: 'Mention', href: scene.finn, name: '@finn@far.example' }];
    const content = `${secret} <a href="${scene.finn}">@finn</a>`;
    expect(await scene.sentBy(() => scene.say(content, [], { tag }))).toEqual([]);
  });

  it('60: what reports, likes or pins a note that one may not read does not tell what it says', async () => {
    const { object, activity } = await scene.say(secret, [scene.anna.actor]);
    for (const type of ['Flag', 'Like', 'Announce', 'Add', 'Delete', 'Undo']) {
      for (const named of [object, activity]) {
        const { body } = await scene.ben.post({ type, object: named, target: `${scene.ben.actor}/featured` });
        expect({ type, told: JSON.stringify(body).includes(secret) }).toEqual({ type, told: false });
      }
    }
  });

  it('61: each reader gets of each kind of thing what is theirs, by object and activity alike', async () => {
    const followers = `${scene.anna.actor}/followers`;
    const readers = {
      nobody: (url: string) => scene.asNobody(url).then(({ status }) => status),
      finn: (url: string) => scene.far.fetchAs(scene.finn, url).then(({ status }) => status),
      ben: (url: string) => scene.ben.get(url).then(({ status }) => status),
      anna: (url: string) => scene.anna.get(url).then(({ status }) => status),
    };
    const things = {
      public: [await scene.tellAll(secret), [200, 200, 200, 200]],
      unlisted: [await scene.say(secret, [followers], { cc: [asPublic] }), [200, 200, 200, 200]],
      followers: [await scene.say(secret, [followers]), [404, 200, 404, 200]],
      internal: [await scene.say(secret), [404, 404, 200, 200]],
      colleague: [await scene.say(secret, [scene.ben.actor]), [404, 404, 200, 200]],
      direct: [await scene.say(secret, [scene.finn]), [404, 200, 404, 200]],
      own: [await scene.say(secret, [scene.anna.actor]), [404, 404, 404, 200]],
    } as const;
    await scene.acme.drain();
    for (const [kind, [{ object, activity }, expected]] of Object.entries(things)) {
      for (const id of [object, activity]) {
        const statuses = await Promise.all(Object.values(readers).map((read) => read(id)));
        expect({ kind, id: id === object, statuses }).toEqual({ kind, id: id === object, statuses: expected });
      }
    }
  });

  it('62: nobody deletes, edits or pins what is another one’s, and is told nothing of it', async () => {
    const { object } = await scene.say(secret, [scene.anna.actor]);
    const acts = [
      { type: 'Delete', object },
      { type: 'Update', object: { id: object, type: 'Note', content: 'mine' } },
      { type: 'Add', object, target: `${scene.anna.actor}/featured` },
      { type: 'Undo', object },
    ];
    for (const act of acts) {
      const { status, body } = await scene.ben.post(act);
      expect({ ...act, refused: status >= 400, told: JSON.stringify(body).includes(secret) }).toMatchObject({
        refused: true,
        told: false,
      });
    }
    expect((await scene.anna.get(object)).body).toMatchObject({ content: secret });
  });

  it('63: what one may not know of answers like what never was, whatever headers ask for it', async () => {
    const internal = await scene.say(secret);
    const held = await scene.anna.post({ type: 'Note', content: 'OSPREY-1 lands', to: [asPublic] });
    expect(held.status).toBe(202);
    const gone = await scene.say(secret);
    await scene.anna.post({ type: 'Delete', object: gone.object });
    const direct = await scene.say(secret, [scene.finn]);
    const ids = [internal.object, internal.activity, gone.object, gone.activity, direct.object, held.location ?? ''];
    for (const headers of variants) {
      const never = await answerTo('/objects/00000000-0000-4000-8000-000000000000', headers);
      for (const id of ids) expect({ headers, ...(await answerTo(id, headers)) }).toEqual({ headers, ...never });
    }
  });

  it('64: what a signature opened is kept by no cache, and nobody else gets it', async () => {
    const { object } = await scene.say(secret, [scene.finn]);
    await scene.acme.drain();
    expect((await scene.far.fetchAs(scene.finn, object)).text).toContain(secret);
    expect(await scene.asNobody(object)).toEqual(await scene.never);
    const { headers } = await fetch((await scene.tellAll('hello')).object, {
      headers: { accept: 'application/activity+json' },
    });
    expect(headers.get('cache-control')).toMatch(/private/);
    for (const name of ['Accept', 'Authorization', 'Signature', 'Signature-Input']) {
      expect(headers.get('vary')).toContain(name);
    }
  });

  it('65: a stream ends with its token, and none opens for less than its scope', async () => {
    const { tokens } = scene.acme.context;
    const dora = await scene.acme.person('dora');
    const opened = (name: string, token: string) =>
      EventReader.open(`${scene.acme.origin}/api/v1/streaming/${name}`, token);
    const narrow = await tokens.issueToken({ actorId: dora.actor, scope: 'write' });
    await expect(opened('user', narrow)).rejects.toThrow(/40[13]/);
    const [home, everything] = [await opened('user', dora.token), await opened('public', dora.token)];
    const heard = [home, everything].map((stream) => stream.nextText('update').catch(String));
    await tokens.revokeAll(dora.actor);
    await Promise.all([home.ended(), everything.ended()]);
    await scene.say(secret);
    for (const said of await Promise.all(heard)) expect(said).not.toContain(secret);
    await expect(opened('user', dora.token)).rejects.toThrow(/401/);
  });

  it('66: a token that was revoked opens no route', async () => {
    const carl = await scene.acme.person('carl');
    await scene.acme.context.tokens.revokeAll(carl.actor);
    const routes = routesOf(createApp(scene.acme.context)).filter((route) => egressOf(route) === 'inside');
    for (const { method, path } of routes) {
      const url = scene.acme.origin + path.replaceAll(/[:*](\w+)/g, 'none').replace('/users/none', '/users/carl');
      const headers = { authorization: `Bearer ${carl.token}`, 'content-type': 'application/json' };
      const { status } = await fetch(url, { method, headers, body: method === 'GET' ? null : '{}' });
      expect({ method, path, refused: [401, 403, 404, 429].includes(status) }).toEqual({ method, path, refused: true });
    }
  });

  it('67: a report carries nothing out before somebody has looked at it', async () => {
    const { object } = await scene.say(secret);
    const sent = await scene.sentBy(async () => {
      for (const named of [scene.eve, object, { id: object, type: 'Note', content: secret }]) {
        await scene.ben.post({ type: 'Flag', object: named, content: secret, to: [scene.eve, asPublic] });
      }
    });
    expect(sent).toEqual([]);
  });

  it('68: no address that is asked for says what was written', async () => {
    const link = `${scene.far.origin}/${secret}?q=${secret}`;
    const asked = scene.far.asked.length;
    await scene.say(`see ${link} and @${secret}@${new URL(scene.far.origin).host}`, [], { url: link });
    await scene.tellAll(`see <a href="${link}">this</a>`);
    await scene.acme.drain();
    expect(scene.far.asked.slice(asked).filter((line) => line.includes(secret))).toEqual([]);
  });

  it('69: blind copies, zones of ours and what only we keep with a post do not leave', async () => {
    const more = {
      bto: [scene.ben.actor],
      bcc: [scene.eve],
      audience: [`${scene.acme.origin}/zones/internal`],
      _meta: { note: secret },
      'x:note': secret,
    };
    const sent = await scene.sentBy(() => scene.tellAll('hello', more));
    expect(sent.length).toBeGreaterThan(0);
    for (const body of sent) {
      const told = ['"bto"', '"bcc"', '_meta', '/zones/', secret, scene.ben.actor, scene.eve].filter((one) =>
        body.includes(one),
      );
      expect(told).toEqual([]);
    }
  });

  it('70: the bytes that come are those that were decided on, and an edit is decided anew', async () => {
    const { object } = await scene.tellAll('hello');
    await scene.acme.drain();
    for (const { bytes } of scene.far.posted) expect(await scene.receiptsOf(bytes)).not.toEqual([]);
    const edit = { type: 'Update', object: { id: object, type: 'Note', content: 'OSPREY-1 lands' } };
    const sent = await scene.sentBy(async () => expect((await scene.anna.post(edit)).status).toBe(202));
    expect(sent).toEqual([]);
    expect((await scene.asNobody(object)).text).toContain('hello');
  });

  it.each([
    ['fullwidth letters', { content: 'ＯＳＰＲＥＹ-1' }],
    ['a character of no width', { content: 'OSP\u200BREY-1' }],
    ['entities', { content: '&#79;SPREY-1' }],
    ['markup within', { content: 'OS<b>PREY</b>-1' }],
    ['base64', { content: Buffer.from('the OSPREY-1 lands').toString('base64') }],
    ['the summary', { content: 'hello', summary: 'OSPREY-1' }],
    ['a hashtag', { content: 'hello', tag: [{ type: 'Hashtag', name: '#OSPREY-1', href: 'https://a.example/x' }] }],
    ['a choice of a poll', { type: 'Question', content: 'hello', oneOf: [{ type: 'Note', name: 'OSPREY-1' }] }],
  ])('71: what a policy holds is held by %s, too', async (_, document) => {
    const { status } = await scene.anna.post({ type: 'Note', ...document, to: [asPublic] });
    expect(status).toBe(202);
  });

  it('72: nothing that points at an internal post leaves', async () => {
    const { object, activity } = await scene.say(secret);
    const sent = await scene.sentBy(async () => {
      for (const named of [object, activity]) {
        for (const type of ['Announce', 'Like', 'Add', 'Remove', 'Flag', 'EmojiReact', 'View', 'Undo']) {
          await scene.anna.post({ type, object: named, target: `${scene.anna.actor}/featured`, to: [asPublic] });
        }
        await scene.anna.post({ type: 'Note', content: 'as said', quote: named, to: [asPublic] });
        await scene.anna.post({ type: 'Note', content: 'as said', inReplyTo: named, to: [asPublic] });
      }
    });
    const ids = [object, activity].map((id) => id.split('/').at(-1) ?? '');
    expect(sent.filter((body) => ids.some((id) => body.includes(id)))).toEqual([]);
  });
});

/** Twenty ways to ask. */
const variants: readonly Readonly<Record<string, string>>[] = [
  {},
  ...['application/activity+json', 'application/json', '*/*', 'application/ld+json'].map((accept) => ({ accept })),
  ...['de', 'en', 'fr;q=0.1', 'xx', '*'].map((language) => ({ 'accept-language': language })),
  ...['identity', 'br'].map((coding) => ({ 'accept-encoding': coding })),
  ...['Mastodon/4.5', 'curl/8'].map((agent) => ({ 'user-agent': agent })),
  { range: 'bytes=0-1' },
  { 'if-none-match': '*' },
  { 'if-modified-since': 'Mon, 01 Jan 2024 00:00:00 GMT' },
  { signature: 'keyId="https://a.example/u#k",algorithm="rsa-sha256",headers="date",signature="AAAA"' },
  { origin: 'https://a.example' },
  { 'x-forwarded-for': '10.0.0.1' },
];

/** Status, every header but the date, and the bytes. */
async function answerTo(url: string, headers: Readonly<Record<string, string>>) {
  const at = url.startsWith('/') ? scene.acme.origin + url : url;
  const response = await fetch(at, { headers: { accept: 'application/activity+json', ...headers } });
  const shown = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
  return { status: response.status, shown, text: await response.text() };
}
