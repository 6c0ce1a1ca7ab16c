import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));
let acme: Organisation;
let anna: RestClient;
let rita: RestClient;

function policyOf(word: string, action: string, more = ''): string {
  return `policy: words-${word}
title: Words to ${word}
owner: security@acme.example
mode: enforce
scope:
  to: [external]
match:
  any:
    - pattern: '${word}word'
action: ${action}
guidance: Leave the word out.
${more}examples:
  - text: a ${word}word
    expect: ${action}
`;
}

beforeAll(async () => {
  writeFileSync(join(folder, 'confirm.yaml'), policyOf('confirm', 'confirm'));
  writeFileSync(join(folder, 'hold.yaml'), policyOf('hold', 'hold'));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
  [anna, rita] = [await RestClient.join(acme, 'anna'), await RestClient.join(acme, 'rita', ['reviewer'])];
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true });
});

interface Message {
  readonly id: string;
  readonly content: string;
  readonly poll: { readonly id: string; readonly options: readonly { readonly title: string }[] } | null;
}

/** The newest message of the bot's to somebody. */
const message = async (client: RestClient): Promise<Message> => {
  const mentions = await client.list('/api/v1/notifications?types[]=mention&limit=1');
  return mentions[0]?.['status'] as Message;
};
const press = async (client: RestClient, choice: number) =>
  client.do(`/api/v1/polls/${(await message(client)).id}/votes`, { choices: [choice] });
const submit = (status: string) => anna.request('/api/v1/statuses', { json: { status, visibility: 'public' } });
const publicTexts = async () => (await rita.timeline('public')).map(({ content }) => String(content));

describe('the author', () => {
  it('posts what was asked about by a button, once', async () => {
    expect((await submit('one confirmword')).status).toBe(422);
    const { poll } = await message(anna);
    expect(poll?.options.map(({ title }) => title)).toEqual(['Post it anyway', 'Send it for review', 'Leave it']);
    await press(anna, 0);
    expect(await publicTexts()).toContain('<p>one confirmword</p>');
    expect((await message(anna)).content).toContain('Posted.');
    const again = await anna.request(`/api/v1/polls/${poll?.id}/votes`, { json: { choices: [0] } });
    expect(again.status).toBe(422);
    expect((await publicTexts()).filter((text) => text.includes('one confirmword'))).toHaveLength(1);
  });

  it('leaves it, and nothing is posted', async () => {
    await submit('two confirmword');
    await press(anna, 2);
    expect(await publicTexts()).not.toContain('<p>two confirmword</p>');
  });

  it('gives the reason by replying to the message', async () => {
    await submit('three confirmword');
    const { id } = await message(anna);
    await anna.post('@policy the press office said so', { in_reply_to_id: id, visibility: 'direct' });
    expect(await publicTexts()).toContain('<p>three confirmword</p>');
    expect(await publicTexts()).not.toContain('the press office said so');
  });

  it('has reviewers decide instead, by a button', async () => {
    await submit('four confirmword');
    await press(anna, 1);
    expect((await message(anna)).content).toContain('waits for review');
    expect((await message(rita)).content).toContain('Words to confirm');
    await press(rita, 0);
    expect(await publicTexts()).toContain('<p>four confirmword</p>');
  });
});

describe('a reviewer', () => {
  it('sees a held post masked, and lets it go by a favourite', async () => {
    expect((await submit('five holdword')).status).toBe(200);
    const asked = await message(rita);
    expect(asked.content).toContain('Words to hold');
    expect(asked.content).not.toContain('holdword');
    await rita.do(`/api/v1/statuses/${asked.id}/favourite`);
    expect(await publicTexts()).toContain('<p>five holdword</p>');
  });

  it('rejects by a button, and asks by a reply', async () => {
    await submit('six holdword');
    const { id } = await message(rita);
    await rita.post('@policy who agreed to this?', { in_reply_to_id: id, visibility: 'direct' });
    const [held] = await acme.context.reviewing.list({ limit: 10 });
    expect(held?.questions).toMatchObject([{ note: 'who agreed to this?' }]);
    await rita.do(`/api/v1/polls/${id}/votes`, { choices: [1] });
    expect(await acme.context.reviewing.list({ limit: 10 })).toEqual([]);
    expect(await publicTexts()).not.toContain('<p>six holdword</p>');
  });

  it('has their question put to the author, who answers by a reply and reads what came of it', async () => {
    await submit('eight holdword');
    const { id } = await message(rita);
    await rita.post('@policy who agreed to this?', { in_reply_to_id: id, visibility: 'direct' });
    const asked = await message(anna);
    expect(asked.content).toContain('who agreed to this?');
    await anna.post('@policy the board did', { in_reply_to_id: asked.id, visibility: 'direct' });
    expect((await message(rita)).content).toContain('the board did');
    const [held] = await acme.context.reviewing.list({ limit: 10 });
    expect(held?.answers).toMatchObject([{ note: 'the board did' }]);
    const reviewer = (await acme.context.store.accounts.byName('rita'))!;
    const preview = await acme.context.reviewing.previewRedacted(held!.id, reviewer);
    if (preview?.kind !== 'redacted') throw new Error('it can be redacted');
    await acme.context.reviewing.redact(held!.id, reviewer, preview.digest);
    expect((await message(anna)).content).toContain('Outside it reads');
    expect((await message(anna)).content).toContain('eight [internal text removed]');
    await submit('nine holdword');
    await rita.do(`/api/v1/polls/${(await message(rita)).poll?.id}/votes`, { choices: [1] });
    expect((await message(anna)).content).toContain('does not leave');
  });

  it('alone is heard: another who sees the message presses nothing', async () => {
    await submit('seven holdword');
    const { id } = await message(rita);
    expect((await anna.request(`/api/v1/polls/${id}/votes`, { json: { choices: [0] } })).status).toBe(404);
    expect(await acme.context.reviewing.list({ limit: 10 })).toHaveLength(1);
  });
});
