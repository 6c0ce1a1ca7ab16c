import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asPublic, type C2sAnswer, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let folder: string;
let now = Date.UTC(2026, 10, 23, 12);
let people = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
  writeFileSync(join(folder, 'cards.yaml'), 'policy: cards\nmatch: { entity: payment-card }\naction: block\n');
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder }, overrides: { clock: () => now } });
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true, force: true });
});

const someone = (): Promise<C2sClient> => acme.person(`person${++people}`);
const say = (content: string, more: object = {}) => ({ type: 'Note', content, to: [asPublic], ...more });
const idOf = ({ body }: C2sAnswer): string => (body['object'] as { id: string }).id;

describe('a number in pieces', () => {
  it('does not leave in two posts', async () => {
    const author = await someone();
    expect((await author.post(say('4111 1111'))).status).toBe(201);
    expect((await author.post(say('so much for that'))).status).toBe(201);
    const second = await author.post(say('1111 1111'));
    expect(second.status).toBe(403);
    expect(JSON.stringify(second.body)).not.toContain('1111');
  });

  it('does not leave in two posts, whatever time a client gives the first', async () => {
    const author = await someone();
    const first = { type: 'Create', published: '2020-01-01T00:00:00Z', to: [asPublic], object: say('4111 1111') };
    expect((await author.post(first)).status).toBe(201);
    expect((await author.post(say('1111 1111'))).status).toBe(403);
  });

  it('does not leave in a post and its edit', async () => {
    const author = await someone();
    const first = await author.post(say('4111 1111'));
    const object = { ...say('1111 1111'), id: idOf(first) };
    expect((await author.post({ type: 'Update', to: [asPublic], object })).status).toBe(403);
  });

  it('does not leave in a thread, however long ago it began', async () => {
    const [author, other] = [await someone(), await someone()];
    const first = await author.post(say('4111 1111'));
    const between = await other.post(say('and then?', { inReplyTo: idOf(first) }));
    now += 86_400_000;
    const reply = (by: C2sClient) => by.post(say('1111 1111', { inReplyTo: idOf(between) }));
    expect((await reply(author)).status).toBe(403);
    expect((await reply(other)).status).toBe(201);
  });

  it('is nothing where the pieces are hours apart, of two people, or among colleagues', async () => {
    const [author, other] = [await someone(), await someone()];
    expect((await author.post(say('4111 1111'))).status).toBe(201);
    expect((await other.post(say('1111 1111'))).status).toBe(201);
    now += 2 * 3_600_000;
    expect((await author.post(say('1111 1111'))).status).toBe(201);
    const inside = await someone();
    expect((await inside.post(say('4111 1111', { to: [] }))).status).toBe(201);
    expect((await inside.post(say('1111 1111'))).status).toBe(201);
  });
});
