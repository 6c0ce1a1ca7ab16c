import { createOAuthAPIClient, createRestAPIClient, type mastodon } from 'masto';
import generator, { type MegalodonInterface } from 'megalodon';
import { hashPassword } from '../../server/sign-in/password-hash.ts';
import { OauthApp, pkce } from '../support/portico/oauth-app.ts';
import { Organisation } from '../support/portico/organisation.ts';

const password = 'correct horse battery';
let acme: Organisation;

beforeAll(async () => {
  acme = await Organisation.start();
  for (const name of ['anna', 'ben']) {
    const { actor } = await acme.person(name);
    const hash = await hashPassword(password);
    await acme.context.store.commits.commit([{ change: 'credential.put', actorId: actor, hash }]);
  }
});

afterAll(() => acme.stop());

const scopes = 'read write follow push';
const redirectUri = 'https://client.example/callback';

/** What the person does in the browser: signs in and allows the app. */
async function allow(client: { id: string; secret: string }, name: string, more: Record<string, string>) {
  return new OauthApp(acme.origin, { ...client, redirectUri }).code(name, password, { scope: scopes, ...more });
}

/** Signs in with masto from nothing, as Elk and Phanpy do. */
async function signInWithMasto(name: string): Promise<mastodon.rest.Client> {
  const anonymous = createRestAPIClient({ url: acme.origin });
  const app = await anonymous.v1.apps.create({ clientName: 'masto', redirectUris: redirectUri, scopes });
  const client = { id: app.clientId ?? '', secret: app.clientSecret ?? '' };
  const { verifier, challenge } = pkce();
  const code = await allow(client, name, { code_challenge: challenge, code_challenge_method: 'S256' });
  const oauth = createOAuthAPIClient({ url: acme.origin });
  const token = await oauth.token.create({
    grantType: 'authorization_code',
    clientId: client.id,
    clientSecret: client.secret,
    redirectUri,
    code,
    codeVerifier: verifier,
    scope: scopes,
  } as never);
  return createRestAPIClient({ url: acme.origin, accessToken: token.accessToken });
}

/** Signs in with megalodon from nothing, without PKCE. */
async function signInWithMegalodon(name: string): Promise<MegalodonInterface> {
  const anonymous = generator('mastodon', acme.origin);
  const app = await anonymous.registerApp('megalodon', { scopes: scopes.split(' '), redirect_uris: redirectUri });
  const client = { id: app.client_id, secret: app.client_secret };
  const token = await anonymous.fetchAccessToken(client.id, client.secret, await allow(client, name, {}), redirectUri);
  return generator('mastodon', acme.origin, token.access_token);
}

describe('masto, unmodified', () => {
  it('signs in, reads, posts, acts, pages and is guided', async () => {
    const anna = await signInWithMasto('anna');
    const instance = await anna.v2.instance.fetch();
    expect(instance.configuration.statuses.maxCharacters).toBe(5000);
    expect((await anna.v1.accounts.verifyCredentials()).acct).toBe('anna');
    const ben = await anna.v1.accounts.lookup({ acct: 'ben' });
    expect((await anna.v1.accounts.$select(ben.id).follow()).following).toBe(true);
    const status = await anna.v1.statuses.create({ status: '@ben hello #masto', visibility: 'public' });
    expect(status.mentions.map(({ acct }) => acct)).toEqual(['ben']);
    const reply = await anna.v1.statuses.create({ status: 'and more', inReplyToId: status.id, visibility: 'unlisted' });
    const context = await anna.v1.statuses.$select(status.id).context.fetch();
    expect(context.descendants.map(({ id }) => id)).toEqual([reply.id]);
    expect((await anna.v1.statuses.$select(status.id).favourite()).favourited).toBe(true);
    expect((await anna.v1.statuses.$select(status.id).reblog()).reblog?.id ?? status.id).toBe(status.id);
    expect((await anna.v1.statuses.$select(status.id).bookmark()).bookmarked).toBe(true);
    expect((await anna.v1.statuses.$select(status.id).pin()).pinned).toBe(true);
    expect((await anna.v1.statuses.$select(reply.id).update({ status: 'and less' })).content).toContain('less');
    const pages: string[][] = [];
    for await (const page of anna.v1.timelines.home.list({ limit: 2 })) pages.push(page.map(({ id }) => id));
    expect(pages.flat().length).toBe(new Set(pages.flat()).size);
    expect(pages.flat()).toContain(status.id);
    expect((await anna.v1.timelines.tag.$select('masto').list()).map(({ id }) => id)).toEqual([status.id]);
    expect((await anna.v2.search.list({ q: 'ben' })).accounts.map(({ acct }) => acct)).toEqual(['ben']);
    expect(await anna.v1.customEmojis.list()).toEqual([]);
    const list = await anna.v1.lists.create({ title: 'Team' });
    await anna.v1.lists.$select(list.id).accounts.create({ accountIds: [ben.id] });
    expect(await anna.v2.filters.list()).toEqual([]);
    await anna.v1.markers.create({ home: { lastReadId: status.id } });
    expect((await anna.v1.markers.fetch({ timeline: ['home'] })).home?.lastReadId).toBe(status.id);
    expect(await anna.v1.preferences.fetch()).toMatchObject({});
    await anna.v1.statuses.$select(reply.id).remove();
    const profile = await anna.v1.accounts.updateCredentials({ displayName: 'Anna', note: 'hi' });
    expect(profile.displayName).toBe('Anna');
  });

  it('shows the sentence of a policy that stops a post', async () => {
    const anna = await signInWithMasto('anna');
    const posting = anna.v1.statuses.create({ status: 'refund card 4111 1111 1111 1111', visibility: 'public' });
    await expect(posting).rejects.toThrow(/^Not posted\. .*\./);
  });
});

describe('megalodon, unmodified', () => {
  it('signs in, reads, posts and acts', async () => {
    const ben = await signInWithMegalodon('ben');
    const anna = await signInWithMegalodon('anna');
    expect((await ben.getInstance()).data.uri).toBe(new URL(acme.origin).host);
    expect((await ben.verifyAccountCredentials()).data.acct).toBe('ben');
    const found = await ben.searchAccount('anna');
    const id = found.data[0]?.id ?? '';
    expect((await ben.followAccount(id)).data.following).toBe(true);
    expect((await ben.getRelationship(id)).data.following).toBe(true);
    const posted = await anna.postStatus('@ben from megalodon', { visibility: 'unlisted' });
    const status = posted.data as { id: string; visibility: string };
    expect(status.visibility).toBe('unlisted');
    expect((await ben.getHomeTimeline()).data.map((one) => one.id)).toContain(status.id);
    const notifications = await ben.getNotifications();
    expect(notifications.data.map(({ type }) => type)).toContain('mention');
    expect((await ben.favouriteStatus(status.id)).data.favourited).toBe(true);
    expect((await ben.reblogStatus(status.id)).status).toBe(200);
    expect((await ben.bookmarkStatus(status.id)).data.bookmarked).toBe(true);
    expect((await ben.getStatusContext(status.id)).data.ancestors).toEqual([]);
    expect((await ben.getAccountStatuses(id)).data.map((one) => one.id)).toContain(status.id);
    expect((await ben.getAccountFollowers(id)).data.map(({ acct }) => acct)).toContain('ben');
    expect((await ben.getInstanceCustomEmojis()).data).toEqual([]);
    expect((await ben.getPreferences()).status).toBe(200);
    expect((await ben.getLists()).data).toEqual([]);
    expect((await ben.getFilters()).data).toEqual([]);
    expect((await ben.getBlocks()).data).toEqual([]);
    expect((await ben.getMutes()).data).toEqual([]);
    expect((await ben.getFollowRequests()).data).toEqual([]);
    expect((await anna.deleteStatus(status.id)).status).toBe(200);
  });

  it('finds the sentence of a policy that stops a post in the answer', async () => {
    const anna = await signInWithMegalodon('anna');
    const posting = anna.postStatus('refund card 4111 1111 1111 1111', { visibility: 'public' });
    await expect(posting).rejects.toMatchObject({
      response: { status: 422, data: { error: expect.stringMatching(/^Not posted\./) } },
    });
  });
});
