import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { ApiClient } from '../support/portico/api-client.ts';
import { Browser } from '../support/portico/browser-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

const password = 'correct horse battery staple';
let acme: Organisation;
const apis = new Map<string, ApiClient>();
const api = (name: string): ApiClient => apis.get(name)!;

beforeAll(async () => {
  acme = await Organisation.start();
  for (const [name, roles] of [
    ['ada', ['admin']],
    ['aldo', ['admin', 'auditor']],
    ['otto', []],
    ['rita', ['reviewer']],
  ] as const) {
    const { actor, token } = await acme.person(name, { roles: [...roles] });
    const hash = await hashPassword(password);
    await acme.context.store.commits.commit([{ change: 'credential.put', actorId: actor, hash }]);
    apis.set(name, new ApiClient(acme.origin, token));
  }
  await acme.person('press', { kind: 'corporate' });
});

afterAll(() => acme.stop());

function change(by: string, whose: string, { grant = [], take = [] }: { grant?: string[]; take?: string[] }) {
  return api(by).post(`/people/${whose}/roles`, { grant, take });
}

async function rolesOf(name: string): Promise<readonly string[] | undefined> {
  return (await acme.context.store.accounts.byName(name))?.roles;
}

describe('roles', () => {
  it('are given and taken by an administrator, and hold at once for who is signed in already', async () => {
    const otto = new Browser(acme.origin);
    await otto.submit('/sign-in', { name: 'otto', password, to: '/home' });
    const own = { 'x-csrf-token': await otto.csrf() };
    const reject = async () => (await otto.json('/api/portico/v1/holds/none/reject', { note: 'no' }, own)).status;
    expect([await reject(), (await api('otto').get('/holds')).status]).toEqual([403, 403]);
    const given = await change('ada', 'otto', { grant: ['reviewer', 'publisher:press'] });
    expect([given.status, given.body['roles']]).toEqual([200, ['reviewer', 'publisher:press']]);
    expect([await reject(), (await api('otto').get('/holds')).status]).toEqual([404, 200]);
    expect((await otto.read('/console/queue')).status).toBe(200);
    expect((await change('ada', 'otto', { take: ['reviewer', 'auditor'] })).body['roles']).toEqual(['publisher:press']);
    expect([await reject(), (await api('otto').get('/holds')).status]).toEqual([403, 403]);
  });

  it('are in the ledger, each with who gave or took it', async () => {
    const { body } = await api('ada').get('/ledger/search?kind=role-change');
    const said = (body['entries'] as { readonly entry: string }[]).map(({ entry }) => JSON.parse(entry));
    const [actor, subject] = [`${acme.origin}/users/ada`, `${acme.origin}/users/otto`];
    expect(said.toReversed()).toMatchObject([
      { actor, subject, outcome: 'granted reviewer' },
      { actor, subject, outcome: 'granted publisher:press' },
      { actor, subject, outcome: 'took reviewer' },
    ]);
  });

  it('ask who signed in with a browser for their password', async () => {
    const ada = new Browser(acme.origin);
    await ada.submit('/sign-in', { name: 'ada', password, to: '/console' });
    const own = { 'x-csrf-token': await ada.csrf() };
    const give = () => ada.json('/api/portico/v1/people/rita/roles', { grant: ['moderator'], take: [] }, own);
    expect((await give()).text).toContain('"stepUp":true');
    expect(await rolesOf('rita')).toEqual(['reviewer']);
    await ada.json('/session/step-up', { password }, own);
    expect((await give()).status).toBe(200);
    expect(await rolesOf('rita')).toEqual(['reviewer', 'moderator']);
  });

  it.each<[string, string, string, { grant?: string[]; take?: string[] }, number, string | RegExp]>([
    ['from somebody who is no administrator', 'rita', 'otto', { grant: ['admin'] }, 403, 'this needs the role admin'],
    ['of their own', 'ada', 'ada', { grant: ['reviewer'] }, 422, 'another administrator changes your own roles'],
    ['of their own, administrator too', 'ada', 'ada', { take: ['admin'] }, 422, /your own roles/],
    ['that are none', 'ada', 'otto', { grant: ['root'] }, 422, '`root` is not a role'],
    ['to speak as a colleague', 'ada', 'otto', { grant: ['publisher:rita'] }, 422, /`rita` is no account of the/],
    ['to speak as nobody', 'ada', 'otto', { grant: ['publisher:none'] }, 422, /`none` is no account of the/],
    ['both ways', 'ada', 'otto', { grant: ['auditor'], take: ['auditor'] }, 422, /given and taken at once/],
    ['of nobody', 'ada', 'nobody', { grant: ['auditor'] }, 404, /nothing under this address/],
  ])('are refused: %s', async (_what, by, whose, asked, status, detail) => {
    const before = await acme.context.store.accounts.all();
    const answer = await change(by, whose, asked);
    expect(answer).toMatchObject({ status, body: { detail: expect.stringMatching(detail) } });
    expect(await acme.context.store.accounts.all()).toEqual(before);
  });

  it('leave one administrator where two take it from each other at the same time', async () => {
    const take = { take: ['admin'] };
    const answers = await Promise.all([change('ada', 'aldo', take), change('aldo', 'ada', take)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const left = (await acme.context.store.accounts.all()).filter(({ roles }) => roles.includes('admin'));
    expect(left).toHaveLength(1);
    const operator = { name: left[0]!.name, grant: [], take: ['admin'] };
    expect(await acme.context.roles.change(operator)).toMatchObject({ kind: 'refused', cause: 'conflict' });
  });
});
