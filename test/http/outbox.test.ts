import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: C2sClient;
let ben: C2sClient;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  ben = await acme.person('ben', { roles: ['publisher:press'] });
  await acme.person('press', { kind: 'corporate', display: 'Acme Press' });
});

afterAll(() => acme.stop());

const note = (content: string, more: object = {}): Record<string, unknown> => ({ type: 'Note', content, ...more });

async function asOutsider(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { headers: { accept: 'application/activity+json' } });
  return { status: response.status, text: await response.text() };
}

function objectOf(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return body['object'] as Record<string, unknown>;
}

describe('posting by an ActivityPub client', () => {
  it('wraps a bare note in a Create and answers with the whole activity', async () => {
    const answer = await anna.post(note('<p>good morning</p>', { to: [asPublic] }));
    expect(answer.status).toBe(201);
    expect(answer.location).toBe(answer.body['id']);
    expect(answer.body).toMatchObject({
      type: 'Create',
      actor: anna.actor,
      portico: { zone: 'public', outcome: 'allow' },
    });
    expect(objectOf(answer.body)).toMatchObject({
      type: 'Note',
      attributedTo: anna.actor,
      content: '<p>good morning</p>',
    });
  });

  it('shows outsiders exactly the released bytes of a public post', async () => {
    const { body } = await anna.post(note('<p>we ship in May</p>', { to: [asPublic] }));
    const seen = await asOutsider(objectOf(body)['id'] as string);
    expect(seen.status).toBe(200);
    expect(JSON.parse(seen.text)).toMatchObject({ type: 'Note', content: '<p>we ship in May</p>', to: [asPublic] });
    expect((await asOutsider(body['id'] as string)).status).toBe(200);
  });

  it('keeps a note without addressees among colleagues', async () => {
    const { status, body } = await anna.post(note('lunch at noon'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ portico: { zone: 'internal' } });
    const id = objectOf(body)['id'] as string;
    expect((await ben.get(id)).body).toMatchObject({ content: 'lunch at noon' });
    expect((await asOutsider(id)).status).toBe(404);
    expect((await asOutsider(body['id'] as string)).status).toBe(404);
  });

  it('answers an outsider the same bytes for an internal post as for one that never was', async () => {
    const { body } = await anna.post(note('only for us'));
    const hidden = await asOutsider(objectOf(body)['id'] as string);
    const never = await asOutsider(`${acme.origin}/objects/00000000-0000-4000-8000-000000000000`);
    expect(hidden).toEqual(never);
  });

  it('shows a note between two colleagues to nobody else', async () => {
    const carla = await acme.person('carla');
    const { body } = await anna.post(note('between us', { to: [ben.actor] }));
    const id = objectOf(body)['id'] as string;
    expect((await ben.get(id)).status).toBe(200);
    expect((await carla.get(id)).status).toBe(404);
  });

  it('does not let the client speak as somebody else', async () => {
    const { body } = await anna.post({
      type: 'Create',
      actor: ben.actor,
      to: [asPublic],
      object: note('hi', { attributedTo: ben.actor, id: `${acme.origin}/objects/mine` }),
    });
    expect(body).toMatchObject({ actor: anna.actor });
    expect(objectOf(body)['attributedTo']).toBe(anna.actor);
    expect(objectOf(body)['id']).not.toBe(`${acme.origin}/objects/mine`);
  });

  it('makes the audience of an activity and of its object one', async () => {
    const { body } = await anna.post({ type: 'Create', object: note('inner public', { to: [asPublic] }) });
    expect(body).toMatchObject({ portico: { zone: 'public' } });
    const inside = await anna.post({
      type: 'Create',
      to: [`${acme.origin}/zones/internal`],
      object: note('all inside'),
    });
    expect(inside.body).toMatchObject({ portico: { zone: 'internal' } });
    expect((await asOutsider(objectOf(inside.body)['id'] as string)).status).toBe(404);
  });

  it('keeps private members out of the store and blind copies out of what others see', async () => {
    const { body } = await anna.post(note('hi', { to: [asPublic], bcc: [ben.actor], _meta: { collection: ['x'] } }));
    const seen = await asOutsider(objectOf(body)['id'] as string);
    expect(seen.text).not.toContain('bcc');
    expect(seen.text).not.toContain(ben.actor);
    expect(seen.text).not.toContain('_meta');
    const outbox = await anna.get(`${anna.actor}/outbox?page=true`);
    expect(JSON.stringify(outbox.body)).toContain(objectOf(body)['id']);
  });

  it('lets a publisher speak as the corporate account, and nobody else', async () => {
    const asPress = Object.create(ben, { actor: { value: `${acme.origin}/users/press` } }) as C2sClient;
    expect((await asPress.post(note('news', { to: [asPublic] }))).body).toMatchObject({
      actor: `${acme.origin}/users/press`,
    });
    const asBen = Object.create(anna, { actor: { value: ben.actor } }) as C2sClient;
    expect((await asBen.post(note('forged'))).status).toBe(404);
  });
});

describe('the gate on the way out', () => {
  it('blocks a card number and stores nothing of it', async () => {
    const before = await anna.get(`${anna.actor}/outbox`);
    const answer = await anna.post(note('refund card 4111 1111 1111 1111', { to: [asPublic] }));
    expect(answer.status).toBe(403);
    expect(answer.contentType).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ portico: { outcome: 'block', reasons: [{ outcome: 'block' }] } });
    expect(answer.body['detail']).toEqual(expect.any(String));
    expect(JSON.stringify(answer.body)).not.toContain('4111');
    expect((await anna.get(`${anna.actor}/outbox`)).body['totalItems']).toBe(before.body['totalItems']);
  });

  it('lets the same card number pass among colleagues', async () => {
    expect((await anna.post(note('refund card 4111 1111 1111 1111'))).status).toBe(201);
  });

  it('redacts a phone number for outsiders and leaves it to colleagues', async () => {
    const { status, body } = await anna.post(note('call our customer on +49 30 901820 please', { to: [asPublic] }));
    expect(status).toBe(201);
    expect(body).toMatchObject({ portico: { outcome: 'redact' } });
    const id = objectOf(body)['id'] as string;
    expect((await ben.get(id)).body['content']).toContain('901820');
    const seen = await asOutsider(id);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('901820');
    expect((await asOutsider(body['id'] as string)).text).not.toContain('901820');
  });

  it('holds a customer list; only its author sees that it waits', async () => {
    const list = 'customer list: anna.k@mail.example, ben.o@mail.example, carl.p@mail.example, dora.q@mail.example';
    const answer = await anna.post(note(list, { to: [asPublic] }));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      type: 'https://w3id.org/fep/c180#approval-required',
      portico: { outcome: 'hold' },
    });
    const pending = answer.location as string;
    expect((await anna.get(pending)).status).toBe(200);
    expect((await ben.get(pending)).status).toBe(404);
    expect((await asOutsider(pending)).status).toBe(404);
  });

  it('keeps a reply into an internal thread inside, whatever the client asked for', async () => {
    const { body } = await ben.post(note('numbers for the board'));
    const reply = await anna.post(note('great!', { to: [asPublic], inReplyTo: objectOf(body)['id'] }));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ portico: { zone: 'internal', narrowed: true } });
    expect((await asOutsider(objectOf(reply.body)['id'] as string)).status).toBe(404);
  });

  it('does not boost an internal post outside', async () => {
    const { body } = await ben.post(note('the draft of the plan'));
    const boost = await anna.post({ type: 'Announce', object: objectOf(body)['id'], to: [asPublic] });
    expect(boost.body).toMatchObject({ portico: { zone: 'internal', narrowed: true } });
    expect((await asOutsider(boost.body['id'] as string)).status).toBe(404);
  });

  it('refuses an edit that slips a code name in, and keeps what was released', async () => {
    const { body } = await anna.post(note('<p>nothing to see</p>', { to: [asPublic] }));
    const id = objectOf(body)['id'] as string;
    const edit = await anna.post({ type: 'Update', object: { id, type: 'Note', content: '<p>Nightjar ships</p>' } });
    expect(edit.status).toBe(403);
    expect((await asOutsider(id)).text).toContain('nothing to see');
    expect((await anna.get(id)).body['content']).toBe('<p>nothing to see</p>');
  });

  it('shows an allowed edit to outsiders', async () => {
    const { body } = await anna.post(note('<p>tpyo</p>', { to: [asPublic] }));
    const id = objectOf(body)['id'] as string;
    expect((await anna.post({ type: 'Update', object: { id, type: 'Note', content: '<p>typo</p>' } })).status).toBe(
      201,
    );
    expect((await asOutsider(id)).text).toContain('<p>typo</p>');
  });

  it('leaves no form of a text that an edit changed, for anybody', async () => {
    const languages = { contentMap: { en: 'call 555 first', de: 'erst 555 rufen' }, source: { content: 'call 555' } };
    const { body } = await anna.post(
      note('call 555 first', { to: [asPublic], ...languages, summary: '555', summaryMap: { en: '555' }, name: 'n' }),
    );
    const id = objectOf(body)['id'] as string;
    const changed = { id, type: 'Note', content: 'call us first', summary: 'phones' };
    expect((await anna.post({ type: 'Update', object: changed })).status).toBe(201);
    for (const seen of [JSON.parse((await asOutsider(id)).text), (await ben.get(id)).body]) {
      expect(JSON.stringify(seen)).not.toContain('555');
      expect(seen).toMatchObject({ content: 'call us first', summary: 'phones', name: 'n' });
    }
  });

  it('replaces texts by language as a whole', async () => {
    const { body } = await anna.post(note('old', { to: [asPublic], contentMap: { en: 'old', fr: 'vieux' } }));
    const id = objectOf(body)['id'] as string;
    await anna.post({ type: 'Update', object: { id, type: 'Note', content: 'neu', contentMap: { de: 'neu' } } });
    expect(JSON.parse((await asOutsider(id)).text)).toMatchObject({ content: 'neu', contentMap: { de: 'neu' } });
    expect((await asOutsider(id)).text).not.toMatch(/old|vieux/);
  });

  it('takes away what an edit gives as null, and never the audience', async () => {
    const { body } = await anna.post(note('hi', { to: [asPublic], summary: 'gone soon', name: 'stays' }));
    const id = objectOf(body)['id'] as string;
    const edit = await anna.post({ type: 'Update', object: { id, type: 'Note', summary: null, to: null } });
    expect(edit.status).toBe(201);
    const seen = JSON.parse((await asOutsider(id)).text) as Record<string, unknown>;
    expect(seen).toMatchObject({ content: 'hi', name: 'stays', to: [asPublic] });
    expect(seen['summary']).toBeUndefined();
  });

  it('does not narrow a post after it was sent', async () => {
    const { body } = await anna.post(note('<p>out there</p>', { to: [asPublic] }));
    const id = objectOf(body)['id'] as string;
    const edit = await anna.post({ type: 'Update', object: { id, type: 'Note', content: 'x', to: [ben.actor] } });
    expect(edit.status).toBe(400);
    expect(edit.body['detail']).toContain('delete it');
  });

  it('leaves a tombstone of a deleted public post, and no trace of an internal one', async () => {
    const released = objectOf((await anna.post(note('soon gone', { to: [asPublic] }))).body)['id'] as string;
    const internal = objectOf((await anna.post(note('soon gone'))).body)['id'] as string;
    expect((await anna.post({ type: 'Delete', object: released })).status).toBe(201);
    expect((await anna.post({ type: 'Delete', object: internal })).status).toBe(201);
    const gone = await asOutsider(released);
    expect(gone.status).toBe(410);
    expect(JSON.parse(gone.text)).toMatchObject({ id: released, type: 'Tombstone' });
    expect(gone.text).not.toContain('soon gone');
    expect((await asOutsider(internal)).status).toBe(404);
  });

  it('takes a deleted text from every address that showed it', async () => {
    const { body } = await anna.post(note('soon gone', { to: [asPublic] }));
    const id = objectOf(body)['id'] as string;
    const edit = await anna.post({ type: 'Update', object: { id, type: 'Note', content: 'soon gone too' } });
    await anna.post({ type: 'Delete', object: id });
    for (const address of [body['id'], edit.body['id'], `${anna.actor}/outbox?page=true`]) {
      expect((await asOutsider(address as string)).text).not.toContain('soon gone');
    }
  });

  it('shows the edited text at the address of the activity that made the post', async () => {
    const { body } = await anna.post(note('<p>first words</p>', { to: [asPublic] }));
    const id = objectOf(body)['id'] as string;
    await anna.post({ type: 'Update', object: { id, type: 'Note', content: '<p>second words</p>' } });
    const create = await asOutsider(body['id'] as string);
    expect(create.text).toContain('second words');
    expect(create.text).not.toContain('first words');
  });

  it('leaves an unknown property out of what outsiders see and says so', async () => {
    const { body } = await anna.post(note('hi', { to: [asPublic], 'https://corp.example/ns#ticket': 'secret plan' }));
    expect((await asOutsider(objectOf(body)['id'] as string)).text).not.toContain('secret plan');
  });
});

describe('bad input to the outbox', () => {
  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${anna.actor}/outbox`, {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/activity+json', ...headers },
      body,
    });

  it.each([
    ['text that is not JSON', '{"type":', 400],
    ['a JSON array', '[]', 400],
    ['no type', '{"content":"x"}', 400],
    ['an empty object', '{"type":"Create","object":null}', 400],
    ['a list with nothing in it', '{"type":"Create","object":[null]}', 400],
    ['a Create by reference', '{"type":"Create","object":"https://x.example/1"}', 400],
    ['a Like of what is not there', '{"type":"Like","object":"not a url"}', 400],
    ['a Delete of what is not there', '{"type":"Delete","object":"https://x.example/1"}', 400],
    ['an addressee that is nobody', '{"type":"Note","content":"x","to":["https://127.0.0.1:1/nobody"]}', 400],
  ])('answers %s with one line', async (_what, body, status) => {
    const response = await post(body);
    const problem = (await response.json()) as { detail: string };
    expect({ status: response.status, detail: problem.detail }).toEqual({
      status,
      detail: expect.stringMatching(/^\S.{10,}/),
    });
  });

  it('refuses more than 1 MiB', async () => {
    expect((await post(JSON.stringify(note('x'.repeat(1024 * 1024 + 1))))).status).toBe(413);
  });

  it('refuses another media type', async () => {
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it.each([
    ['without a token', {}],
    ['with a made-up one', { authorization: 'Bearer a.b.c' }],
  ])('asks for a token %s', async (_what, headers) => {
    const response = await fetch(`${anna.actor}/outbox`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });

  it("refuses to edit or delete what is somebody else's", async () => {
    const id = objectOf((await ben.post(note('of ben'))).body)['id'] as string;
    expect((await anna.post({ type: 'Delete', object: id })).status).toBe(403);
    expect((await anna.post({ type: 'Update', object: { id, type: 'Note', content: 'of anna' } })).status).toBe(403);
    expect((await ben.get(id)).body['content']).toBe('of ben');
  });

  it('keeps what only the server says about an actor', async () => {
    const update = {
      id: anna.actor,
      type: 'Person',
      name: 'Anna A.',
      inbox: 'https://evil.example/inbox',
      preferredUsername: 'ceo',
    };
    expect((await anna.post({ type: 'Update', object: update })).status).toBe(201);
    const seen = JSON.parse((await asOutsider(anna.actor)).text) as Record<string, unknown>;
    expect(seen).toMatchObject({ name: 'Anna A.', inbox: `${anna.actor}/inbox`, preferredUsername: 'anna' });
  });
});
