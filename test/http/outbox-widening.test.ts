import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: C2sClient;
let inside: Record<string, string[]>;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  inside = { to: [`${acme.origin}/zones/internal`] };
});

afterAll(() => acme.stop());

async function post(note: object): Promise<string> {
  const { body } = await anna.post({ type: 'Note', content: 'low water', ...note });
  return String((body['object'] as { readonly id?: unknown }).id);
}

const widen = (id: string) => anna.post({ type: 'Update', object: { id, type: 'Note', to: [asPublic] } });
const seen = async (id: string) =>
  (await fetch(id, { headers: { accept: 'application/activity+json' } })).status === 200;

describe('an edit that asks for a wider audience', () => {
  it('shows a post that stands alone to everybody', async () => {
    const id = await post(inside);
    expect((await widen(id)).status).toBe(201);
    expect(await seen(id)).toBe(true);
  });

  it.each([
    ['an answer to an internal post', (id: string) => ({ inReplyTo: id })],
    ['a quote of an internal post', (id: string) => ({ quote: id })],
  ])('is refused for %s', async (_, about) => {
    const quotes = { quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' } };
    const context = { '@context': ['https://www.w3.org/ns/activitystreams', quotes] };
    const id = await post({ ...context, ...inside, ...about(await post(inside)) });
    const { status, body } = await widen(id);
    expect([status, body['detail']]).toEqual([400, expect.stringContaining('further than what it is about')]);
    expect(await seen(id)).toBe(false);
  });

  it('shows an answer to everybody that answers what everybody sees', async () => {
    const id = await post({ ...inside, inReplyTo: await post({ to: [asPublic] }) });
    expect((await widen(id)).status).toBe(201);
    expect(await seen(id)).toBe(true);
  });
});
