import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asPublic, type C2sAnswer, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const policies: Readonly<Record<string, string>> = {
  ask: `match: { pattern: launch }
action: confirm
confirmation: { justification: true }
guidance: { en: Is the launch public?, de: Ist der Start schon bekannt? }`,
  simply: "match: { pattern: 'roadmap' }\naction: confirm",
  inside: "match: { pattern: 'salary' }\naction: downgrade\nguidance: Pay stays inside.",
  quiet: "match: { pattern: 'reorg' }\naction: downgrade\naudience: addressed",
  cards: 'match: { entity: payment-card }\naction: block',
  line: "match: { pattern: 'hiring' }\naction: disclose\ndisclosure: Posted by an employee of Acme.",
  corporate: "scope: { except: { roles: ['publisher:press'] } }\nmatch: { pattern: embargo }\naction: block",
};

let acme: Organisation;
let anna: C2sClient;
let ben: C2sClient;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
  for (const [id, text] of Object.entries(policies))
    writeFileSync(join(folder, `${id}.yaml`), `policy: ${id}\n${text}\n`);
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
  anna = await acme.person('anna');
  ben = await acme.person('ben', { roles: ['publisher:press'] });
  await acme.person('press', { kind: 'corporate' });
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true, force: true });
});

const say = (content: string, portico?: object) => ({
  type: 'Note',
  content,
  to: [asPublic],
  ...(portico && { portico }),
});

interface Told {
  readonly outcome: string;
  readonly zone?: string;
  readonly messages?: readonly string[];
  readonly confirmation?: { readonly token: string; readonly justification: boolean; readonly problem?: string };
}

function told({ body }: C2sAnswer): Told {
  return body['portico'] as Told;
}

function tokenOf(answer: C2sAnswer): string {
  return told(answer).confirmation?.token ?? '';
}

async function outside({ body }: C2sAnswer): Promise<string> {
  const id = (body['object'] as { id: string }).id;
  return (await fetch(id, { headers: { accept: 'application/activity+json' } })).text();
}

describe('a post that its author has to confirm', () => {
  it('is answered with a token and leaves when it is sent again with it', async () => {
    const asked = await anna.post(say('our roadmap'));
    expect(asked).toMatchObject({ status: 422, contentType: expect.stringContaining('application/problem+json') });
    expect(told(asked)).toMatchObject({ outcome: 'confirm', confirmation: { justification: false } });
    const confirmed = await anna.post(say('our roadmap', { confirmation: tokenOf(asked) }));
    expect(confirmed.status).toBe(201);
    expect(await outside(confirmed)).toContain('our roadmap');
    expect(await outside(confirmed)).not.toContain('confirmation');
  });

  it('is not confirmed by a client that sends the same again', async () => {
    for (let time = 0; time < 3; time++) expect((await anna.post(say('the roadmap again'))).status).toBe(422);
  });

  it('leaves once with one token, however often and however fast it is sent', async () => {
    const token = tokenOf(await anna.post(say('one roadmap')));
    const send = () => anna.post(say('one roadmap', { confirmation: token }));
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 422, 422, 422]);
    for (const answer of answers.filter(({ status }) => status === 422)) {
      expect(told(answer).confirmation).toMatchObject({ problem: expect.stringContaining('confirm anew') });
    }
    const anew = tokenOf(answers.at(-1)!);
    expect((await anna.post(say('one roadmap', { confirmation: anew }))).status).toBe(201);
  });

  it.each<[string, (token: string) => Promise<C2sAnswer>]>([
    ['of another text', (token) => anna.post(say('our roadmap and more', { confirmation: token }))],
    ['of another author', (token) => ben.post(say('our roadmap', { confirmation: token }))],
    ['that somebody made up', (token) => anna.post(say('our roadmap', { confirmation: `${token.slice(0, -2)}xx` }))],
    [
      'of the author for another account',
      (token) => ben.speakingAs(`${acme.origin}/users/press`).post(say('our roadmap', { confirmation: token })),
    ],
  ])('is not confirmed by a token %s', async (_, send) => {
    const answer = await send(tokenOf(await anna.post(say('our roadmap'))));
    expect(answer.status).toBe(422);
    expect(told(answer).confirmation).toMatchObject({ problem: expect.stringContaining('confirm anew') });
  });

  it('wants to know why where the policy does, and keeps the answer with the decision without what was found', async () => {
    const token = tokenOf(await anna.post(say('the launch is near')));
    const without = await anna.post(say('the launch is near', { confirmation: token, justification: ' ' }));
    expect(told(without).confirmation).toMatchObject({
      justification: true,
      problem: expect.stringContaining('say why'),
    });
    const justification = 'the launch was on the news, card 4111 1111 1111 1111';
    const answer = await anna.post(say('the launch is near', { confirmation: tokenOf(without), justification }));
    expect(answer.status).toBe(201);
    const [decision] = await acme.context.store.decisions.ofActivity(answer.body['id'] as string);
    expect(decision?.verdict.confirmed).toEqual({
      policies: ['ask'],
      justification: 'the [internal text removed] was on the news, card [payment card removed]',
    });
  });

  it('can not be confirmed out of a block', async () => {
    const asked = await anna.post(say('the roadmap with 4111 1111 1111 1111'));
    expect(asked.status).toBe(403);
    expect(told(asked).confirmation).toBeUndefined();
  });

  it('is asked in the language of its author', async () => {
    const response = await fetch(`${anna.actor}/outbox`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${anna.token}`,
        'content-type': 'application/activity+json',
        'accept-language': 'de-AT, en;q=0.5',
      },
      body: JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', ...say('a launch') }),
    });
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining('ask: Ist der Start schon bekannt?'),
    });
  });
});

describe('a post that a policy downgrades', () => {
  it('stays with colleagues, and its author is told', async () => {
    const answer = await anna.post(say('my salary'));
    expect(answer.status).toBe(201);
    expect(told(answer)).toMatchObject({
      zone: 'internal',
      outcome: 'downgrade',
      messages: ['Your post reached fewer people than you chose. inside: Pay stays inside.'],
    });
    const id = (answer.body['object'] as { id: string }).id;
    expect((await ben.get(id)).body).toMatchObject({ content: 'my salary' });
    expect((await fetch(id, { headers: { accept: 'application/activity+json' } })).status).toBe(404);
    const [decision] = await acme.context.store.decisions.ofActivity(answer.body['id'] as string);
    expect(decision).toMatchObject({ zone: 'public', verdict: { outcome: 'downgrade' } });
  });

  it('keeps its followers where the policy leaves it those', async () => {
    const note = { ...say('a reorg'), cc: [`${anna.actor}/followers`] };
    const answer = await anna.post(note);
    expect(told(answer)).toMatchObject({ zone: 'addressed', outcome: 'downgrade' });
    expect(JSON.stringify(answer.body)).not.toContain(asPublic);
  });

  it('is stopped by a stricter policy all the same', async () => {
    expect((await anna.post(say('salary by card 4111 1111 1111 1111'))).status).toBe(403);
  });
});

describe('a post that a policy adds a line to', () => {
  it('leaves with it and stays as it is inside', async () => {
    const answer = await anna.post(say('<p>we are hiring</p>'));
    expect(await outside(answer)).toContain('<p>Posted by an employee of Acme.</p><p>we are hiring</p>');
    const { body } = await ben.get((answer.body['object'] as { id: string }).id);
    expect(body).toMatchObject({ content: '<p>we are hiring</p>' });
  });
});

describe('the roles of who speaks', () => {
  it('count when they speak for a corporate account', async () => {
    expect((await anna.post(say('the embargo'))).status).toBe(403);
    expect((await ben.speakingAs(`${acme.origin}/users/press`).post(say('the embargo'))).status).toBe(201);
  });
});
