import { clientEndpoints } from '../../server/mastodon/index.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { OauthApp } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: RestClient;
let ben: RestClient;
let app: RestClient;

beforeAll(async () => {
  acme = await Organisation.start();
  [anna, ben] = [await RestClient.join(acme, 'anna'), await RestClient.join(acme, 'ben')];
  const { client } = await OauthApp.register(acme.origin);
  const { body } = await new OauthApp(acme.origin, client).token({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope: 'read write',
  });
  app = new RestClient(acme.origin, String(body['access_token']));
});

afterAll(() => acme.stop());

const guarded = clientEndpoints.filter(({ scope }) => scope !== undefined);
const addressOf = (path: string) => path.replace(/:\w+/g, '1');
const holder = async (scope: string) =>
  new RestClient(acme.origin, await acme.context.tokens.issueToken({ actorId: `${acme.origin}/users/ben`, scope }));

/** What each guarded route answers to a client; streams that open are closed. */
async function answers(client: RestClient): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { method, path } of guarded) {
    const sent = { method: method.toUpperCase(), ...(method !== 'get' && { json: {} }) };
    found.set(`${sent.method} ${path}`, (await client.request(addressOf(path), sent)).status);
  }
  return found;
}

describe('case 61: every route of the client API', () => {
  it('asks who it is, and takes no app for a person', async () => {
    for (const client of [new RestClient(acme.origin, 'none'), app]) {
      const open = [...(await answers(client))].filter(([, status]) => status !== 401);
      expect(open).toEqual([]);
    }
  });

  it('is closed to a token without its scope, that of another family of scopes included', async () => {
    const reading = await holder('read push profile');
    const writing = await holder('write push profile');
    for (const [client, wrong] of [
      [reading, /^(write|admin)/],
      [writing, /^(read|admin)/],
    ] as const) {
      for (const { method, path, scope = '' } of guarded) {
        if (!wrong.test(scope)) continue;
        const sent = { method: method.toUpperCase(), ...(method !== 'get' && { json: {} }) };
        const { status } = await client.request(addressOf(path), sent);
        expect(`${sent.method} ${path}: ${status}`).toBe(`${sent.method} ${path}: 403`);
      }
    }
  });

  it('has what somebody keeps for them alone', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const [list, filter, scheduled, status] = [
      await anna.do('/api/v1/lists', { title: 'mine' }),
      await anna.do('/api/v2/filters', { title: 'x', context: ['home'], keywords_attributes: [{ keyword: 'x' }] }),
      await anna.do('/api/v1/statuses', { status: 'later', scheduled_at: later }),
      await anna.post('mine alone', { visibility: 'direct' }),
    ];
    const [keyword] = filter['keywords'] as { id: string }[];
    const kept: readonly (readonly [method: string, path: string])[] = [
      ...(['GET', 'PUT', 'DELETE'] as const).flatMap((method) => [
        [method, `/api/v1/lists/${list['id']}`] as const,
        [method, `/api/v2/filters/${filter['id']}`] as const,
        [method, `/api/v1/filters/${keyword?.id}`] as const,
        [method, `/api/v2/filters/keywords/${keyword?.id}`] as const,
        [method, `/api/v1/scheduled_statuses/${scheduled['id']}`] as const,
        [method, `/api/v1/statuses/${status['id']}`] as const,
      ]),
      ['GET', `/api/v1/lists/${list['id']}/accounts`],
      ['POST', `/api/v1/lists/${list['id']}/accounts`],
      ['GET', `/api/v1/timelines/list/${list['id']}`],
      ['GET', `/api/v2/filters/${filter['id']}/keywords`],
      ['POST', `/api/v2/filters/${filter['id']}/statuses`],
      ['GET', `/api/v1/statuses/${status['id']}/quotes`],
      ['PUT', `/api/v1/statuses/${status['id']}/interaction_policy`],
      ['POST', `/api/v1/statuses/${status['id']}/quotes/${status['id']}/revoke`],
      ['GET', `/api/v1/push/subscription`],
    ];
    for (const [method, path] of kept) {
      const json = { title: 'ours', status: 'ours', quote_approval_policy: 'public', phrase: 'x', keyword: 'y' };
      const { status: answered } = await ben.request(path, { method, ...(method !== 'GET' && { json }) });
      expect(`${method} ${path}: ${answered}`).toBe(`${method} ${path}: 404`);
    }
    expect(await anna.get(`/api/v1/lists/${list['id']}`)).toMatchObject({ title: 'mine' });
  });
});
