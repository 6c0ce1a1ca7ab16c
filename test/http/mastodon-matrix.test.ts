import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { OauthApp } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { codeNames, writePolicyFolder } from '../support/portico/policy-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'portico-policies-'));
let acme: Organisation;
const clients = new Map<string, RestClient>();

beforeAll(async () => {
  writePolicyFolder(folder);
  writeFileSync(join(folder, 'code-names.yaml'), codeNames.replaceAll('block', 'hold'));
  acme = await Organisation.start({ env: { PORTICO_POLICIES: folder } });
  clients.set('author', await RestClient.join(acme, 'author'));
  clients.set('mentioned', await RestClient.join(acme, 'mentioned'));
  clients.set('colleague', await RestClient.join(acme, 'colleague'));
  clients.set('admin', await RestClient.join(acme, 'chief', ['admin', 'moderator', 'reviewer', 'auditor']));
  clients.set('nobody', new RestClient(acme.origin, 'none'));
  const { client, ...app } = await OauthApp.register(acme.origin);
  const { body } = await new OauthApp(app.origin, client).token({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    scope: 'read write',
  });
  clients.set('app', new RestClient(acme.origin, String(body['access_token'])));
});

afterAll(async () => {
  await acme.stop();
  rmSync(folder, { recursive: true });
});

/** What may be done with a status: by whoever sees it, or by its author alone. */
const routes: readonly (readonly [method: string, path: string, whose: 'seen' | 'own'])[] = [
  ['GET', '', 'seen'],
  ['GET', '/context', 'seen'],
  ['GET', '/history', 'seen'],
  ['GET', '/favourited_by', 'seen'],
  ['GET', '/reblogged_by', 'seen'],
  ['POST', '/favourite', 'seen'],
  ['POST', '/unfavourite', 'seen'],
  ['POST', '/bookmark', 'seen'],
  ['POST', '/unbookmark', 'seen'],
  ['POST', '/mute', 'seen'],
  ['POST', '/unmute', 'seen'],
  ['GET', '/source', 'own'],
  ['PUT', '', 'own'],
  ['DELETE', '', 'own'],
];

const posts: Readonly<Record<string, object>> = {
  public: { status: 'for all', visibility: 'public' },
  unlisted: { status: 'for all, quietly', visibility: 'unlisted' },
  internal: { status: 'for us', visibility: 'private' },
  direct: { status: '@mentioned for you', visibility: 'direct' },
  held: { status: 'Nightjar', visibility: 'public' },
};

const seenBy: Readonly<Record<string, readonly string[]>> = {
  public: ['author', 'mentioned', 'colleague', 'admin'],
  unlisted: ['author', 'mentioned', 'colleague', 'admin'],
  internal: ['author', 'mentioned', 'colleague', 'admin'],
  direct: ['author', 'mentioned'],
  held: ['author'],
};

const identities = ['nobody', 'app', 'admin', 'colleague', 'mentioned', 'author'];

function wanted(identity: string, post: string, whose: 'seen' | 'own'): 'unauthorised' | 'absent' | 'there' {
  if (identity === 'nobody' || identity === 'app') return 'unauthorised';
  const sees = seenBy[post]?.includes(identity) === true;
  return sees && (whose === 'seen' || identity === 'author') ? 'there' : 'absent';
}

const cases = Object.keys(posts).flatMap((post) => identities.map((identity) => [post, identity] as const));

describe('every route about a status', () => {
  it.each(cases)('tells a %s post to exactly those who may see it: %s', async (post, identity) => {
    const author = clients.get('author')!;
    const client = clients.get(identity)!;
    const { id } = await author.do('/api/v1/statuses', posts[post]);
    for (const [method, path, whose] of routes) {
      const sending = method === 'GET' ? { method } : { method, json: { status: 'changed' } };
      const { status, text } = await client.request(`/api/v1/statuses/${id}${path}`, sending);
      const found = status === 401 ? 'unauthorised' : status === 404 ? 'absent' : 'there';
      expect(`${method} ${path}: ${found}`).toBe(`${method} ${path}: ${wanted(identity, post, whose)}`);
      if (found === 'absent') expect(text).toBe('{"error":"Record not found"}');
    }
  });
});
