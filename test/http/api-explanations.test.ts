import type { Explanation } from '../../server/policy-sets/explain.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: C2sClient;
let ines: ApiClient;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await acme.person('anna');
  await acme.person('ben');
  ines = new ApiClient(acme.origin, (await acme.person('ines', { roles: ['auditor'] })).token);
});

afterAll(() => acme.stop());

async function explain(post: string, reader?: string): Promise<Explanation> {
  const asked = new URLSearchParams({ post, ...(reader !== undefined && { reader }) });
  const { status, body } = await ines.get(`/explanations?${asked}`);
  expect(status).toBe(200);
  return body as unknown as Explanation;
}

async function created(content: string, to: readonly string[]): Promise<{ activity: string; object: string }> {
  const { body } = await anna.post({ type: 'Note', content, to });
  return { activity: body['id'] as string, object: (body['object'] as { id: string }).id };
}

describe('an explanation', () => {
  it('says what was decided, by which set, and what the set in force says', async () => {
    const { activity, object } = await created('we ship in May', [asPublic]);
    for (const post of [activity, object]) {
      const { decisions, today } = await explain(post);
      expect(decisions).toMatchObject([{ zone: 'public', verdict: { outcome: 'allow' } }]);
      expect(today).toEqual(decisions[0]!.verdict);
      expect(today!.setVersion).toBe(acme.context.policySet.version());
    }
  });

  it.each([
    ['anonymous', 'public', { visible: true, because: 'released-to-this-zone' }],
    ['remote.example', 'public', { visible: true, because: 'released-to-this-zone' }],
    ['ben', 'public', { visible: true, because: 'colleague-may-read' }],
    ['anonymous', 'followers', { visible: false, because: 'not-given-to-this-server' }],
    ['remote.example', 'followers', { visible: false, because: 'not-given-to-this-server' }],
    ['ben', 'followers', { visible: false, because: 'addressed-to-others' }],
    ['anna', 'followers', { visible: true, because: 'colleague-may-read' }],
  ])('says that %s sees a post to %s, or why not, as a read of it answers', async (reader, audience, expected) => {
    const to = audience === 'public' ? asPublic : `${anna.actor}/followers`;
    const { object } = await created(`for ${reader}`, [to]);
    const { reader: explained } = await explain(object, reader);
    expect(explained).toMatchObject({ as: reader, ...expected });
    if (reader !== 'anonymous') return;
    const { status } = await fetch(object, { headers: { accept: 'application/activity+json' } });
    expect(status).toBe(expected.visible ? 200 : 404);
  });

  it('of a blocked post is its verdict without a word of it; of nothing it is not there', async () => {
    await anna.post({ type: 'Note', content: 'refund card 4111 1111 1111 1111', to: [asPublic] });
    const [blocked] = await acme.context.store.decisions.latest(1);
    const explanation = await explain(blocked!.activity, 'ben');
    expect(explanation.decisions).toMatchObject([{ verdict: { outcome: 'block' } }]);
    expect(explanation.reader).toMatchObject({ visible: false, because: 'there-is-no-such-thing' });
    expect(explanation.today).toBeUndefined();
    expect(JSON.stringify(explanation)).not.toContain('4111');
    expect((await ines.get('/explanations?post=nothing')).status).toBe(404);
  });
});
