import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

/** Links of profiles to pages that say of themselves that they are by the same person. */
let acme: Organisation;
let anna: RestClient;
let far: Stranger;

beforeAll(async () => {
  acme = await Organisation.start();
  anna = await RestClient.join(acme, 'anna');
});
afterAll(() => acme.stop());
beforeEach(async () => {
  far = await Stranger.start();
});
afterEach(() => far.stop());

const page = (href: string, rel = 'me') =>
  `<!doctype html><title>x</title><a class="x" rel="${rel}" href="${href}">Anna</a>`;

/** When the links of a profile were verified, after somebody has looked at it. */
async function verified(account: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  await anna.get(`/api/v1/accounts/${account['id']}`);
  await acme.context.clientApi.parts.verifiedLinks.drain();
  const { fields } = await anna.get(`/api/v1/accounts/${account['id']}`);
  return (fields as { verified_at: string | null }[]).map(({ verified_at }) => verified_at);
}

const isTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);

it('a page that links back verifies a profile of ours, which links to it as its own', async () => {
  far.put('/anna', page(`${acme.origin}/@anna`), 'text/html');
  far.put('/else', page(`${acme.origin}/@ben`), 'text/html');
  const fields_attributes = [
    { name: 'Site', value: `${far.origin}/anna` },
    { name: 'Other', value: `${far.origin}/else` },
    { name: 'Town', value: 'Wien' },
  ];
  const account = await anna.do('/api/v1/accounts/update_credentials', { fields_attributes }, 'PATCH');
  await acme.drain();
  expect(await verified(account)).toEqual([isTime, null, null]);
  const profile = await (await fetch(`${acme.origin}/@anna`, { headers: { accept: 'text/html' } })).text();
  expect(profile).toContain(`<a href="${far.origin}/anna" rel="me nofollow noopener noreferrer">`);
});

it.each<[string, (actor: string) => string, string, boolean]>([
  ['links back', (actor) => page(actor), 'text/html', true],
  ['links back among other relations', (actor) => page(actor, 'nofollow ME'), 'text/html; charset=utf-8', true],
  ['links back in its head', (actor) => `<link rel="me" href="${actor}">`, 'text/html', true],
  ['links back without saying so', (actor) => page(actor, 'nofollow'), 'text/html', false],
  ['says so in a comment', (actor) => `<!-- ${page(actor)} -->`, 'text/html', false],
  [
    'says so in a script',
    (actor) => `<script>const x = '<a rel="me" href="${actor}">x</a>'</script>`,
    'text/html',
    false,
  ],
  ['is no page', (actor) => page(actor), 'text/plain', false],
])("a page that %s decides about an outsider's profile", async (_, text, type, holds) => {
  const value = `<a href="${far.origin}/page" rel="me nofollow">page</a>`;
  const context = { schema: 'http://schema.org#', PropertyValue: 'schema:PropertyValue', value: 'schema:value' };
  const ada = far.actor('ada', {
    '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1', context],
    attachment: [{ type: 'PropertyValue', name: 'Site', value }],
  });
  far.put('/page', text(ada), type);
  await far.deliver(`${acme.origin}/users/anna/inbox`, far.activity(ada, 'Follow', `${acme.origin}/users/anna`));
  await acme.drain();
  const [account] = await anna.list(`/api/v1/accounts/search?q=ada@${new URL(far.origin).host}`);
  expect(await verified(account!)).toEqual([holds ? isTime : null]);
  expect(far.asked.filter((line) => line === 'GET /page')).toHaveLength(1);
});
