import { randomUUID } from 'node:crypto';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic, type C2sClient } from '../support/portico/c2s-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let partner: Stranger;
let elsewhere: Stranger;
let pia: string;
let gus: string;
let eve: string;
let anna: C2sClient;
let ben: C2sClient;
let zone: string;

const policy = `policy: roadmap
title: Roadmap
scope: { to: [public] }
match: { pattern: 'OSPREY-[0-9]+' }
action: redact
`;

beforeAll(async () => {
  [acme, partner, elsewhere] = await Promise.all([Organisation.start(), Stranger.start(), Stranger.start()]);
  [anna, ben] = [await acme.person('anna'), await acme.person('ben')];
  [pia, gus, eve] = [partner.actor('pia'), elsewhere.actor('gus'), elsewhere.actor('eve')];
  const root = new ApiClient(acme.origin, (await acme.person('root', { roles: ['admin'] })).token);
  const set = { name: 'suppliers', domains: [new URL(partner.origin).host], guests: [gus] };
  expect((await root.post('/zones', set)).status).toBe(200);
  zone = `${acme.origin}/zones/partner/suppliers`;
  const [edda, emil] = await Promise.all(
    ['edda', 'emil'].map(
      async (name) => new ApiClient(acme.origin, (await acme.person(name, { roles: ['policy-editor'] })).token),
    ),
  );
  const pushed = await edda!.post('/policy-sets', { files: { 'roadmap.yaml': policy }, message: randomUUID() });
  const asked = await edda!.post('/policy-requests', { version: pushed.body['version'], reason: 'test' });
  expect((await emil!.post(`/policy-requests/${asked.body['id']}/approve`)).status).toBe(200);
});

afterAll(() => Promise.all([acme.stop(), partner.stop(), elsewhere.stop()]));

async function say(content: string, to: readonly string[], more: object = {}): Promise<string> {
  const { status, body } = await anna.post({ type: 'Note', content, to, ...more });
  expect(status).toBe(201);
  return (body['object'] as { id: string }).id;
}

const anonymous = async (url: string) => {
  const response = await fetch(url, { headers: { accept: 'application/activity+json' } });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe('the followers of an employee', () => {
  it('get what is for colleagues and them, and can be answered by colleagues without them', async () => {
    const [nils, olga] = await Promise.all([RestClient.join(acme, 'nils'), RestClient.join(acme, 'olga')]);
    const follow = elsewhere.activity(gus, 'Follow', `${acme.origin}/users/nils`);
    await elsewhere.deliver(`${acme.origin}/users/nils/inbox`, follow);
    await acme.drain();
    const said = await nils.post('for those who follow', { visibility: 'followers' });
    expect(said).toMatchObject({ visibility: 'private', portico: { visibility: 'followers' } });
    expect(said['content']).toContain('Colleagues, and followers outside');
    await elsewhere.until((posted) => posted.some(({ bytes }) => bytes.includes('for those who follow')));
    expect(await anonymous(String(said['uri']))).toMatchObject({ status: 404 });
    const more = { in_reply_to_id: said['id'], visibility: 'public' };
    expect(await olga.post('so do I', more)).toMatchObject({ portico: { visibility: 'private' } });
    expect(await nils.post('and more', more)).toMatchObject({ portico: { visibility: 'followers' } });
  });
});

describe('a partner zone', () => {
  it('shows what is addressed to it to its servers, its guests and colleagues, and to nobody else', async () => {
    const id = await say('prices for suppliers', [zone]);
    const never = await anonymous(`${acme.origin}/objects/00000000-0000-4000-8000-000000000000`);
    expect(await partner.fetchAs(pia, id)).toMatchObject({ status: 200 });
    expect(await elsewhere.fetchAs(gus, id)).toMatchObject({ status: 200 });
    expect(await elsewhere.fetchAs(eve, id)).toEqual({ status: 404, text: never.text });
    expect(await anonymous(id)).toMatchObject({ status: 404, text: never.text });
    expect((await ben.get(id)).status).toBe(200);
    await elsewhere.until((posted) => posted.some(({ path }) => path === '/users/gus/inbox'));
    expect(partner.posted).toEqual([]);
  });

  it('has a rendition of its own at the URI that others read another one at', async () => {
    const id = await say('we launch OSPREY-7 in May', [asPublic, zone]);
    const [forPartner, forAll] = [await partner.fetchAs(pia, id), await anonymous(id)];
    expect(forPartner.text).toContain('OSPREY-7');
    expect(forAll.text).toContain('in May');
    expect(forAll.text).not.toContain('OSPREY');
    expect((await elsewhere.fetchAs(eve, id)).text).toBe(forAll.text);
    expect(forAll.headers.get('vary')).toContain('Signature');
    expect(forAll.headers.get('cache-control')).toContain('private');
  });

  it('is no way for an answer to go further than what it answers', async () => {
    const inside = await say('for us', []);
    const answered = await anna.post({ type: 'Note', content: 'so it is', to: [zone], inReplyTo: inside });
    expect(answered.body).toMatchObject({ portico: { zone: 'internal', narrowed: true } });
    const theirs = await say('for suppliers', [zone]);
    const public_ = await anna.post({ type: 'Note', content: 'yes', to: [asPublic, zone], inReplyTo: theirs });
    expect(public_.body).toMatchObject({ portico: { zone: 'partner:suppliers', narrowed: true } });
  });

  it('is addressed alone or with everyone', async () => {
    const followers = `${anna.actor}/followers`;
    for (const more of [followers, eve]) {
      const { status } = await anna.post({ type: 'Note', content: 'x', to: [zone, more] });
      expect(status).toBe(400);
    }
    expect((await anna.post({ type: 'Note', content: 'x', to: [zone, gus] })).status).toBe(201);
    const unknown = `${acme.origin}/zones/partner/unknown`;
    expect((await anna.post({ type: 'Note', content: 'x', to: [unknown] })).status).toBe(400);
  });

  it('is a collection for those who may see into it, and nothing for others', async () => {
    expect((await ben.get(zone)).body).toMatchObject({ id: zone, type: 'Collection' });
    expect((await partner.fetchAs(pia, zone)).status).toBe(200);
    expect((await elsewhere.fetchAs(eve, zone)).status).toBe(404);
    expect((await anonymous(zone)).status).toBe(404);
    expect((await anonymous(`${acme.origin}/zones/internal`)).status).toBe(404);
  });

  it('is chosen in a client as a visibility, and told apart from what only colleagues read', async () => {
    const [nina, otto] = await Promise.all([RestClient.join(acme, 'nina'), RestClient.join(acme, 'otto')]);
    const visibility = 'partner:suppliers';
    const said = await nina.post('prices until May', { visibility });
    expect(said).toMatchObject({ visibility: 'private', portico: { visibility } });
    expect(said['content']).toContain('Colleagues, and partners in “suppliers”');
    const iri = String(said['uri']);
    expect(await partner.fetchAs(pia, iri)).toMatchObject({ status: 200 });
    expect(await elsewhere.fetchAs(eve, iri)).toMatchObject({ status: 404 });
    const [first] = await otto.list('/api/v1/timelines/public?local=true');
    expect(first).toMatchObject({ id: said['id'] });
    expect(await nina.list('/api/v1/conversations')).toEqual([]);

    const answer = { in_reply_to_id: said['id'] };
    const answers = ['public', 'followers', 'private', 'direct'].map((one) =>
      otto.post(`as ${one}`, { ...answer, visibility: one }),
    );
    expect((await Promise.all(answers)).map(({ portico }) => portico)).toEqual(
      [visibility, visibility, 'private', 'direct'].map((one) => ({ visibility: one })),
    );
    for (const unknown of ['partner:nobody', 'partner', 'partner:']) {
      const { status } = await nina.request('/api/v1/statuses', { json: { status: 'x', visibility: unknown } });
      expect([unknown, status]).toEqual([unknown, 422]);
    }
  });

  it('is previewed as those in it would read a post', async () => {
    const nora = await RestClient.join(acme, 'nora');
    const check = (visibility: string) => nora.do('/api/portico/v1/check', { status: 'OSPREY-7 in May', visibility });
    expect(await check('partner:suppliers')).toMatchObject({
      zone: 'partner:suppliers',
      outcome: 'allow',
      outside: { content: '<p>OSPREY-7 in May</p>' },
    });
    const forAll = (await check('public'))['outside'] as { content: string };
    expect(forAll.content).not.toContain('OSPREY');
  });

  it('shows its things to nobody once it is removed', async () => {
    const id = await say('still here', [zone]);
    expect((await partner.fetchAs(pia, id)).status).toBe(200);
    expect(await acme.context.zones.remove('suppliers', 'operator')).toBe(true);
    expect((await partner.fetchAs(pia, id)).status).toBe(404);
  });
});
