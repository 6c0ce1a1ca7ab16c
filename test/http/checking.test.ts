import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));
let now = Date.now();
let acme: Organisation;
let anna: RestClient;
let ben: RestClient;

const policies = {
  'cards.yaml': `policy: cards
title: Payment cards
match: { entity: payment-card }
action: block
guidance: { en: Leave the number out., de: Lass die Nummer weg. }
`,
  'phones.yaml': `policy: phones
title: Phone numbers
match: { entity: phone }
action: redact
`,
  'names.yaml': `policy: names
title: Names
match: { pattern: 'osprey' }
action: confirm
confirmation: { justification: true }
`,
  'nests.yaml': `policy: nests
title: Nests
match: { pattern: 'nest' }
action: hold
`,
};

beforeAll(async () => {
  for (const [file, text] of Object.entries(policies)) writeFileSync(join(folder, file), text);
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder }, overrides: { clock: () => now } });
  await acme.person('press', { kind: 'corporate', display: 'Acme' });
  await acme.person('sales', { kind: 'corporate', display: 'Acme Sales' });
  anna = await RestClient.join(acme, 'anna', ['publisher:press']);
  ben = await RestClient.join(acme, 'ben');
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true });
});

const check = async (client: RestClient, form: object) =>
  client.request('/api/portico/v1/check', { method: 'POST', json: form });
const send = (client: RestClient, form: object) => client.request('/api/v1/statuses', { json: form });

describe('a post that is still being written', () => {
  it('is told what policies say of it, where, and what could stand there, and nothing of it is kept', async () => {
    const before = await acme.context.store.decisions.count(0);
    const { status, body } = await check(ben, { status: 'pay with 4111 1111 1111 1111', visibility: 'public' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'checked',
      outcome: 'block',
      zone: 'public',
      reasons: [{ policy: 'cards', title: 'Payment cards', guidance: 'Leave the number out.' }],
      marks: [{ field: 'status', start: 9, end: 28, entity: 'payment-card', instead: '[payment card removed]' }],
    });
    expect(body).not.toHaveProperty('outside');
    expect(await acme.context.store.decisions.count(0)).toBe(before);
    expect(await ben.list('/api/v1/notifications')).toEqual([]);
    expect(await ben.list('/api/v1/timelines/home')).toEqual([]);
  });

  it('is shown as an outsider would read it', async () => {
    const { body } = await check(ben, { status: 'ring +49 30 901820 today', visibility: 'public' });
    expect(body).toMatchObject({ outcome: 'redact', outside: { content: '<p>ring [phone number removed] today</p>' } });
  });

  it('is not looked at while it stays inside', async () => {
    const { body } = await check(ben, { status: 'pay with 4111 1111 1111 1111', visibility: 'private' });
    expect(body).toMatchObject({ outcome: 'allow', zone: 'internal', marks: [], reasons: [] });
  });

  it('is marked in warnings and answers of a poll, too', async () => {
    const poll = { options: ['yes', '4111 1111 1111 1111'] };
    const { body } = await check(ben, { status: 'so?', spoiler_text: 'nest', visibility: 'public', poll });
    const marks = body['marks'] as { field: string }[];
    expect(marks.map(({ field }) => field)).toEqual(['spoiler_text', 'poll.1']);
  });

  it('is unfinished where there is nothing in it', async () => {
    expect((await check(ben, { status: ' ', visibility: 'public' })).body).toMatchObject({ kind: 'unfinished' });
  });

  it('is told of in the language of whoever writes', async () => {
    await ben.request('/api/v1/accounts/update_credentials', { method: 'PATCH', json: { source: { language: 'de' } } });
    const { body } = await check(ben, { status: 'pay with 4111 1111 1111 1111', visibility: 'public' });
    expect(body).toMatchObject({ reasons: [{ guidance: 'Lass die Nummer weg.' }] });
  });
});

describe('whoever publishes for the organisation', () => {
  it('posts, edits and deletes in its name, and the decision knows who it was', async () => {
    const { status, body } = await send(anna, { status: 'We open in May', visibility: 'public', as: 'press' });
    expect([status, (body['account'] as { acct: string }).acct]).toEqual([200, 'press']);
    const at = `/api/v1/statuses/${String(body['id'])}`;
    const edited = await anna.request(at, { method: 'PUT', json: { status: 'We open in June' } });
    expect(edited.body).toMatchObject({ content: '<p>We open in June</p>', account: { acct: 'press' } });
    expect((await ben.request(at, { method: 'DELETE' })).status).toBe(404);
    expect((await anna.request(at, { method: 'DELETE' })).status).toBe(200);
    expect((await anna.request(at)).status).toBe(404);
  });

  it('is answered the same under the same key', async () => {
    const form = { status: 'Once', visibility: 'public', as: 'press' };
    const keyed = () => anna.request('/api/v1/statuses', { json: form, headers: { 'Idempotency-Key': 'press once' } });
    expect((await keyed()).body['id']).toBe((await keyed()).body['id']);
  });

  it('does so for no other account, and nobody else does', async () => {
    const form = { status: 'We open in May', visibility: 'public' };
    expect((await send(anna, { ...form, as: 'sales' })).status).toBe(403);
    expect((await send(ben, { ...form, as: 'press' })).status).toBe(403);
    expect((await send(ben, { ...form, as: 'anna' })).status).toBe(403);
    expect((await check(ben, { ...form, as: 'press' })).body).toMatchObject({ kind: 'refused' });
  });

  it('hears themselves what policies say, and sees what waits', async () => {
    const { status, body } = await send(anna, { status: 'a nest', visibility: 'public', as: 'press' });
    expect([status, body['visibility']]).toEqual([200, 'direct']);
    const told = await anna.list('/api/v1/notifications?types[]=mention');
    expect(JSON.stringify(told[0])).toContain('waits for review');
    const [hold] = await acme.context.store.holds.page({ limit: 1 });
    expect(hold).toMatchObject({ actor: `${acme.origin}/users/press`, sentBy: `${acme.origin}/users/anna` });
  });

  it('attaches files that were uploaded for that account', async () => {
    const form = new FormData();
    form.append('file', new Blob([pixel], { type: 'image/png' }), 'pixel.png');
    form.append('as', 'press');
    const headers = { authorization: `Bearer ${anna.token}` };
    const upload = await fetch(`${acme.origin}/api/v2/media`, { method: 'POST', headers, body: form });
    const { id } = (await upload.json()) as { id: string };
    const described = await anna.request(`/api/v1/media/${id}`, {
      method: 'PUT',
      json: { description: 'A dot', as: 'press' },
    });
    expect(described.body['description']).toBe('A dot');
    expect((await anna.request(`/api/v1/media/${id}`)).status).toBe(404);
    await acme.context.media.drain();
    const posted = await send(anna, { status: 'look', visibility: 'private', as: 'press', media_ids: [id] });
    expect(posted.body).toMatchObject({ media_attachments: [{ description: 'A dot' }] });
  });
});

describe('a post that its author has to confirm', () => {
  it('leaves with the reason that was asked for, after a moment', async () => {
    const form = { status: 'the osprey flies', visibility: 'public' };
    const asked = await send(ben, form);
    expect(asked.body).toMatchObject({ portico: { outcome: 'confirm', justification: true } });
    expect((await send(ben, { ...form, justification: 'It is public.' })).status).toBe(422);
    now += 5000;
    expect((await send(ben, form)).status).toBe(422);
    now += 5000;
    expect((await send(ben, { ...form, justification: 'It is public.' })).status).toBe(200);
  });

  it('goes to reviewers where its author prefers that', async () => {
    const form = { status: 'an osprey, again', visibility: 'public', for_review: true };
    expect((await send(anna, form)).body['visibility']).toBe('direct');
  });
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
