import { createOAuthAPIClient, createRestAPIClient, type mastodon } from 'masto';
import sharp from 'sharp';
import { DrivenEndpoints } from '../support/mastodon/driven.ts';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { Stranger } from '../support/stranger.ts';

let acme: Organisation;
let far: Stranger;
let driven: DrivenEndpoints;
let anna: mastodon.rest.Client;
let ben: mastodon.rest.Client;
let chief: mastodon.rest.Client;
let [annaId, benId] = ['', ''];
let picture: Blob;

beforeAll(async () => {
  acme = await Organisation.start();
  far = await Stranger.start();
  const join = async (name: string, roles: string[] = []) => {
    const { actor: actorId } = await acme.person(name, { roles });
    const scope = 'read write follow push admin:read admin:write';
    const accessToken = await acme.context.tokens.issueToken({ actorId, scope });
    return createRestAPIClient({ url: acme.origin, accessToken });
  };
  [anna, ben, chief] = [await join('anna'), await join('ben'), await join('chief', ['admin', 'moderator'])];
  driven = new DrivenEndpoints();
  [annaId, benId] = [(await anna.v1.accounts.verifyCredentials()).id, (await ben.v1.accounts.verifyCredentials()).id];
  const pixels = sharp({ create: { width: 32, height: 32, channels: 3, background: '#c00' } });
  picture = new Blob([new Uint8Array(await pixels.png().toBuffer())], { type: 'image/png' });
});

afterAll(async () => {
  driven[Symbol.dispose]();
  await acme.stop();
  await far.stop();
});

const idsOf = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);
const post = (client: mastodon.rest.Client, status: string) =>
  client.v1.statuses.create({ status, visibility: 'private' });

describe('masto', () => {
  it('reads what the server is', async () => {
    const anonymous = createRestAPIClient({ url: acme.origin });
    expect((await anonymous.v2.instance.fetch()).domain).toBe(new URL(acme.origin).host);
    expect((await anonymous.v1.instance.fetch()).uri).toBe(new URL(acme.origin).host);
    const { instance } = anna.v1;
    expect(await instance.peers.list()).toEqual([]);
    expect(await instance.activity.list()).toEqual([]);
    expect(await instance.domainBlocks.fetch()).toEqual([]);
    expect((await instance.extendedDescription.fetch()).content).toEqual(expect.any(String));
    expect(await instance.translationLanguages.list()).toEqual({});
    expect(await anna.v1.customEmojis.list()).toEqual([]);
  });

  it('reads announcements and answers them', async () => {
    const { id } = await acme.context.clientApi.parts.announcements.publish({ text: 'we ship' }, 'operator');
    expect(idsOf(await anna.v1.announcements.list())).toEqual([id]);
    const one = anna.v1.announcements.$select(id);
    await one.reactions.$select('🎉').update();
    expect((await anna.v1.announcements.list())[0]?.reactions).toMatchObject([{ name: '🎉', count: 1, me: true }]);
    await one.reactions.$select('🎉').remove();
    await one.dismiss();
    expect(await anna.v1.announcements.list()).toEqual([]);
  });

  it('registers an app and ends its token', async () => {
    const redirectUris = 'https://masto.example/';
    const app = await createRestAPIClient({ url: acme.origin }).v1.apps.create({
      clientName: 'masto',
      redirectUris,
      scopes: 'read',
    });
    const oauth = createOAuthAPIClient({ url: acme.origin });
    const [clientId, clientSecret] = [app.clientId ?? '', app.clientSecret ?? ''];
    const grant = { grantType: 'client_credentials', clientId, clientSecret, redirectUri: redirectUris } as const;
    const { accessToken } = await oauth.token.create(grant);
    const own = createRestAPIClient({ url: acme.origin, accessToken });
    expect((await own.v1.apps.verifyCredentials()).name).toBe('masto');
    await oauth.revoke({ clientId, clientSecret, token: accessToken });
    await expect(own.v1.apps.verifyCredentials()).rejects.toThrow();
  });

  it('finds, follows, mutes, blocks and lists people', async () => {
    const { accounts } = anna.v1;
    expect((await accounts.lookup({ acct: 'ben' })).id).toBe(benId);
    expect(idsOf(await accounts.fetch({ id: [annaId, benId] }))).toEqual([annaId, benId]);
    expect(idsOf(await accounts.search.list({ q: 'ben' }))).toEqual([benId]);
    expect((await anna.v2.search.list({ q: 'ben' })).accounts.map(({ id }) => id)).toEqual([benId]);
    const person = accounts.$select(benId);
    expect((await person.fetch()).acct).toBe('ben');
    expect((await person.follow({ reblogs: false })).following).toBe(true);
    expect(idsOf(await person.followers.list())).toEqual([annaId]);
    expect(idsOf(await accounts.$select(annaId).following.list())).toEqual([benId]);
    expect((await accounts.relationships.fetch({ id: [benId] }))[0]?.following).toBe(true);
    // It sends what it takes by its own type in a form that no server reads.
    const asked = { id: [benId] } as unknown as string[];
    expect((await accounts.familiarFollowers.fetch(asked))[0]?.id).toBe(benId);
    expect((await person.note.create({ comment: 'sits next door' })).note).toBe('sits next door');
    expect((await person.endorse()).endorsed).toBe(true);
    expect(idsOf(await anna.v1.endorsements.list())).toEqual([benId]);
    expect(idsOf(await accounts.$select(annaId).endorsements.list())).toEqual([benId]);
    expect((await person.unendorse()).endorsed).toBe(false);
    expect((await person.pin()).endorsed).toBe(true);
    expect((await person.unpin()).endorsed).toBe(false);
    expect((await person.mute({ duration: 60 })).muting).toBe(true);
    expect(idsOf(await anna.v1.mutes.list())).toEqual([benId]);
    expect((await person.unmute()).muting).toBe(false);
    await ben.v1.accounts.$select(annaId).removeFromFollowers();
    expect((await accounts.relationships.fetch({ id: [benId] }))[0]?.following).toBe(false);
    expect((await person.block()).blocking).toBe(true);
    expect(idsOf(await anna.v1.blocks.list())).toEqual([benId]);
    expect((await person.unblock()).blocking).toBe(false);
    await person.follow();
    expect((await person.unfollow()).following).toBe(false);
    expect((await anna.v1.directory.list({ local: true })).length).toBeGreaterThan(0);
    for (const { id } of await anna.v1.suggestions.list({ limit: 40 }))
      await anna.v1.suggestions.$select(id).remove(undefined as never);
    expect(await anna.v2.suggestions.list({ limit: 40 })).toEqual([]);
    await anna.v1.domainBlocks.create({ domain: 'spam.example' });
    expect(await anna.v1.domainBlocks.list()).toEqual(['spam.example']);
    await anna.v1.domainBlocks.remove({ domain: 'spam.example' });
  });

  it('answers those who ask to follow', async () => {
    await ben.v1.accounts.updateCredentials({ locked: true });
    const asks = () => anna.v1.accounts.$select(benId).follow();
    expect((await asks()).requested).toBe(true);
    expect(idsOf(await ben.v1.followRequests.list())).toEqual([annaId]);
    expect((await ben.v1.followRequests.$select(annaId).reject()).followedBy).toBe(false);
    expect((await asks()).requested).toBe(true);
    expect((await ben.v1.followRequests.$select(annaId).authorize()).followedBy).toBe(true);
    await ben.v1.accounts.updateCredentials({ locked: false });
  });

  it('changes the own profile', async () => {
    const { displayName } = await anna.v1.profile.update({ displayName: 'Anna A.' });
    expect(displayName).toBe('Anna A.');
    expect((await anna.v1.profile.fetch()).displayName).toBe('Anna A.');
    await anna.v1.profile.avatar.remove();
    expect((await anna.v1.profile.header.remove()).header).toContain('missing');
    expect(await anna.v1.preferences.fetch()).toMatchObject({ 'posting:default:visibility': 'private' });
  });

  it('posts, edits, acts on posts and takes them back', async () => {
    const status = await post(anna, 'first #masto');
    const one = anna.v1.statuses.$select(status.id);
    const answer = await ben.v1.statuses.create({ status: 'second', inReplyToId: status.id });
    expect((await one.context.fetch()).descendants.map(({ id }) => id)).toEqual([answer.id]);
    expect(idsOf(await anna.v1.statuses.fetch({ id: [status.id, answer.id] }))).toEqual([status.id, answer.id]);
    expect((await one.update({ status: 'first again #masto' })).content).toContain('again');
    expect((await one.source.fetch()).text).toBe('first again #masto');
    expect(await one.history.list()).toHaveLength(2);
    const other = ben.v1.statuses.$select(status.id);
    expect((await other.favourite()).favourited).toBe(true);
    expect((await other.reblog()).reblog?.id).toBe(status.id);
    expect((await other.bookmark()).bookmarked).toBe(true);
    expect(idsOf(await one.favouritedBy.list())).toEqual([benId]);
    expect(idsOf(await one.rebloggedBy.list())).toEqual([benId]);
    expect(idsOf(await ben.v1.favourites.list())).toEqual([status.id]);
    expect(idsOf(await ben.v1.bookmarks.list())).toEqual([status.id]);
    expect((await other.unfavourite()).favourited).toBe(false);
    expect((await other.unreblog()).reblogged).toBe(false);
    expect((await other.unbookmark()).bookmarked).toBe(false);
    expect((await one.mute()).muted).toBe(true);
    expect((await one.unmute()).muted).toBe(false);
    expect((await one.pin()).pinned).toBe(true);
    expect(idsOf(await anna.v1.accounts.$select(annaId).statuses.list({ pinned: true }))).toEqual([status.id]);
    expect((await one.unpin()).pinned).toBe(false);
    const quote = await ben.v1.statuses.create({ status: 'see', quotedStatusId: status.id });
    expect(idsOf(await one.quotes.list())).toEqual([quote.id]);
    expect((await anna.v1.statuses.$select(answer.id).fetch()).inReplyToId).toBe(status.id);
    expect((await one.remove()).id).toBe(status.id);
    await expect(one.fetch()).rejects.toThrow('Record not found');
  });

  it('uploads, describes and takes back a file, and schedules a post', async () => {
    const file = await anna.v2.media.create({ file: picture, description: 'red' });
    expect((await anna.v1.media.create({ file: picture })).type).toBe('image');
    expect((await anna.v1.media.$select(file.id).update({ description: 'all red' })).description).toBe('all red');
    expect((await anna.v1.media.$select(file.id).fetch()).id).toBe(file.id);
    const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
    const planned = await anna.v1.statuses.create({ status: 'later', scheduledAt });
    const one = anna.v1.scheduledStatuses.$select(planned.id);
    expect(idsOf(await anna.v1.scheduledStatuses.list())).toEqual([planned.id]);
    const later = new Date(Date.now() + 7_200_000).toISOString();
    expect((await one.update({ scheduledAt: later })).scheduledAt).toBe(later);
    expect((await one.fetch()).id).toBe(planned.id);
    await one.remove();
    expect(await anna.v1.scheduledStatuses.list()).toEqual([]);
  });

  it('asks in a poll and votes', async () => {
    const { poll } = await anna.v1.statuses.create({
      status: 'tea?',
      poll: { options: ['yes', 'no'], expiresIn: 600 },
    });
    const asked = ben.v1.polls.$select(poll?.id ?? '');
    expect((await asked.votes.create({ choices: [0] })).ownVotes).toEqual([0]);
    expect((await asked.fetch()).votesCount).toBe(1);
  });

  it('reads timelines, lists, tags, trends and conversations', async () => {
    const status = await post(ben, 'in the lists #cake');
    const { timelines } = anna.v1;
    expect(idsOf(await timelines.home.list())).toContain(status.id);
    expect(idsOf(await timelines.public.list({ local: true }))).toContain(status.id);
    expect(idsOf(await timelines.tag.$select('cake').list())).toEqual([status.id]);
    expect(await timelines.link.list({ url: 'https://nothing.example/' })).toEqual([]);
    const { id } = await anna.v1.lists.create({ title: 'Near' });
    const list = anna.v1.lists.$select(id);
    await list.accounts.create({ accountIds: [benId] });
    expect(idsOf(await list.accounts.list())).toEqual([benId]);
    expect(idsOf(await anna.v1.accounts.$select(benId).lists.list())).toEqual([id]);
    const listed = await post(ben, 'for the list');
    expect(idsOf(await timelines.list.$select(id).list())).toContain(listed.id);
    expect((await list.update({ title: 'Nearer' })).title).toBe('Nearer');
    expect((await list.fetch()).title).toBe('Nearer');
    await list.accounts.remove({ accountIds: [benId] });
    expect(idsOf(await anna.v1.lists.list())).toEqual([id]);
    await list.remove();
    const tag = anna.v1.tags.$select('cake');
    expect((await tag.fetch()).name).toBe('cake');
    expect((await tag.follow()).following).toBe(true);
    expect((await anna.v1.followedTags.list()).map(({ name }) => name)).toEqual(['cake']);
    expect((await tag.unfollow()).following).toBe(false);
    await tag.feature();
    await tag.unfeature();
    const featured = await anna.v1.featuredTags.create({ name: 'cake' });
    expect((await anna.v1.featuredTags.list()).map(({ name }) => name)).toEqual(['cake']);
    expect((await anna.v1.accounts.$select(annaId).featuredTags.list()).map(({ name }) => name)).toEqual(['cake']);
    await anna.v1.featuredTags.$select(featured.id).remove();
    expect(await ben.v1.featuredTags.suggestions.list()).toEqual(expect.any(Array));
    for (const trend of [anna.v1.trends.tags, anna.v1.trends.statuses, anna.v1.trends.links])
      expect(await trend.list()).toEqual(expect.any(Array));
    await ben.v1.statuses.create({ status: '@anna psst', visibility: 'direct' });
    const [conversation] = await anna.v1.conversations.list();
    const told = conversation?.id ?? '';
    expect(conversation?.unread).toBe(true);
    const talk = anna.v1.conversations.$select(told);
    expect((await talk.read()).unread).toBe(false);
    await talk.remove();
    expect(idsOf(await anna.v1.conversations.list())).not.toContain(told);
    await anna.v1.markers.create({ home: { lastReadId: status.id } });
    expect((await anna.v1.markers.fetch({ timeline: ['home'] })).home?.lastReadId).toBe(status.id);
  });

  it('filters, in both forms', async () => {
    const { id } = await anna.v2.filters.create({ title: 'noise', context: ['home'] });
    const filter = anna.v2.filters.$select(id);
    const word = await filter.keywords.create({ keyword: 'drum' });
    expect(idsOf(await filter.keywords.list())).toEqual([word.id]);
    const keyword = anna.v2.filters.keywords.$select(word.id);
    expect((await keyword.update({ keyword: 'horn' })).keyword).toBe('horn');
    expect((await keyword.fetch()).keyword).toBe('horn');
    await keyword.remove();
    const { id: statusId } = await post(ben, 'not this one');
    const hidden = await filter.statuses.create({ statusId });
    expect(idsOf(await filter.statuses.list())).toEqual([hidden.id]);
    expect((await anna.v2.filters.statuses.$select(hidden.id).fetch()).statusId).toBe(statusId);
    await anna.v2.filters.statuses.$select(hidden.id).remove();
    expect((await filter.update({ title: 'loud', context: ['home'] })).title).toBe('loud');
    expect((await filter.fetch()).title).toBe('loud');
    expect(idsOf(await anna.v2.filters.list())).toEqual([id]);
    await filter.remove();
    const older = await anna.v1.filters.create({ phrase: 'drum', context: ['home'] });
    const one = anna.v1.filters.$select(older.id);
    expect((await one.update({ phrase: 'horn', context: ['home'] })).phrase).toBe('horn');
    expect((await one.fetch()).phrase).toBe('horn');
    expect(idsOf(await anna.v1.filters.list())).toEqual([older.id]);
    await one.remove();
  });

  it('reads, groups, filters and dismisses notifications', async () => {
    const status = await post(anna, 'like me');
    await ben.v1.statuses.$select(status.id).favourite();
    const [newest] = await anna.v1.notifications.list({ types: ['favourite'] });
    expect(newest?.status?.id).toBe(status.id);
    expect((await anna.v1.notifications.unreadCount.fetch()).count).toBeGreaterThan(0);
    const one = anna.v1.notifications.$select(newest?.id ?? '');
    expect((await one.fetch()).type).toBe('favourite');
    const { notificationGroups } = await anna.v2.notifications.list({ types: ['favourite'] });
    const group = anna.v2.notifications.$select(notificationGroups[0]?.groupKey ?? '');
    expect((await group.fetch()).notificationGroups).toHaveLength(1);
    expect(idsOf(await group.accounts.fetch())).toEqual([benId]);
    expect((await anna.v2.notifications.unreadCount.fetch()).count).toBeGreaterThan(0);
    await group.dismiss();
    await ben.v1.statuses.create({ status: '@anna hello', visibility: 'private' });
    const [mention] = await anna.v1.notifications.list({ types: ['mention'] });
    await anna.v1.notifications.$select(mention?.id ?? '').dismiss();
    expect(await anna.v2.notifications.policy.fetch()).toMatchObject({ forNotFollowing: 'accept' });
    await anna.v2.notifications.policy.update({ forNotFollowers: 'filter', forNotFollowing: 'filter' });
    const dora = await RestClient.join(acme, 'dora');
    const emil = await RestClient.join(acme, 'emil');
    const requests = async () => idsOf(await anna.v1.notifications.requests.list());
    for (const client of [dora, emil]) await client.post('@anna it is me');
    const [first = '', second = ''] = await requests();
    expect((await anna.v1.notifications.requests.$select(first).fetch()).id).toBe(first);
    await anna.v1.notifications.requests.$select(first).accept();
    await anna.v1.notifications.requests.$select(second).dismiss();
    expect(await requests()).not.toEqual(expect.arrayContaining([first, second]));
    expect((await anna.v1.notifications.requests.merged.fetch()).merged).toBe(true);
    for (const name of ['fritz', 'gerd']) await (await RestClient.join(acme, name)).post('@anna and me');
    const [third = '', fourth = ''] = await requests();
    await anna.v1.notifications.requests.$select(third).accept();
    await anna.v1.notifications.requests.$select(fourth).dismiss();
    await anna.v1.notifications.clear();
    expect(await anna.v1.notifications.list()).toEqual([]);
  });

  it('moderates', async () => {
    const status = await post(ben, 'rude');
    await anna.v1.reports.create({ accountId: benId, statusIds: [status.id], comment: 'rude' });
    const { admin } = chief.v1;
    const [report] = await admin.reports.list();
    const one = admin.reports.$select(report?.id ?? '');
    expect((await one.fetch()).comment).toBe('rude');
    await one.assignToSelf();
    await one.unassign();
    await one.resolve();
    await one.reopen();
    expect((await admin.accounts.list({ local: true })).length).toBeGreaterThan(2);
    const block = await admin.domainBlocks.create({ domain: 'bad.example', severity: 'silence' });
    const blocked = admin.domainBlocks.$select(block.id);
    expect((await blocked.update({ severity: 'suspend' } as never)).severity).toBe('suspend');
    expect((await blocked.fetch()).domain).toBe('bad.example');
    expect(idsOf(await admin.domainBlocks.list())).toEqual([block.id]);
    await blocked.remove();
    const allow = await admin.domainAllows.create({ domain: 'good.example' });
    expect((await admin.domainAllows.$select(allow.id).fetch()).domain).toBe('good.example');
    expect(idsOf(await admin.domainAllows.list())).toEqual([allow.id]);
    await admin.domainAllows.$select(allow.id).remove();
    const inbox = `${acme.origin}/users/anna/inbox`;
    const ada = far.actor('ada');
    const hello = {
      id: `${far.origin}/notes/1`,
      type: 'Note',
      attributedTo: ada,
      content: 'hi',
      to: [`${acme.origin}/users/anna`],
    };
    await far.deliver(inbox, far.activity(ada, 'Create', hello, { to: [`${acme.origin}/users/anna`] }));
    await acme.drain();
    const [outsider] = await chief.v1.admin.accounts.list({ remote: true });
    const limited = admin.accounts.$select(outsider?.id ?? '');
    await limited.action.create({ type: 'silence' });
    expect((await limited.fetch()).silenced).toBe(true);
    expect((await limited.unsilence()).silenced).toBe(false);
    expect((await limited.unsuspend()).suspended).toBe(false);
    expect((await limited.unsensitive()).id).toBe(outsider?.id);
  });

  it('rules on networks and trends, and reads figures', async () => {
    const { admin } = chief.v1;
    const block = await admin.ipBlocks.create({ ip: '203.0.113.9', severity: 'no_access', comment: 'scraping' });
    const blocked = admin.ipBlocks.$select(block.id);
    expect((await blocked.update({ comment: 'still' })).comment).toBe('still');
    expect((await blocked.fetch()).ip).toBe('203.0.113.9/32');
    expect(idsOf(await admin.ipBlocks.list())).toEqual([block.id]);
    await blocked.remove();
    const { id } = await post(anna, '#masto, by https://masto.example/');
    await ben.v1.statuses.$select(id).favourite();
    for (const trends of [admin.trends.tags, admin.trends.links, admin.trends.statuses]) {
      const [first] = (await trends.list()) as readonly { readonly id?: string }[];
      const one = trends.$select(first?.id ?? '');
      expect(await one.reject()).toMatchObject({ trendable: false });
      expect(await one.approve()).toMatchObject({ trendable: true });
    }
    const days = { startAt: '2026-11-01', endAt: '2026-11-30' };
    const [measured] = await admin.measures.create({ keys: ['new_users'], ...days });
    expect(measured?.data).toHaveLength(30);
    const [languages] = await admin.dimensions.create({ keys: ['languages'], ...days });
    expect(languages?.data.map(({ key }) => key)).toContain('en');
    expect(await admin.retention.create({ ...days, frequency: 'month' })).toHaveLength(1);
  });

  it('has driven everything that is offered and that it knows', () => {
    const elsewhere = /^GET (\/oauth|\/\.well-known|\/api\/v1\/streaming)\/|push\/subscription$/;
    expect(driven.missing().filter((name) => !elsewhere.test(name))).toEqual([
      'POST /api/v1/statuses/:id/quotes/:quoting/revoke',
      'PUT /api/v1/statuses/:id/interaction_policy',
      'GET /api/v1/timelines/direct',
      'POST /api/v1/notifications/requests/accept',
      'POST /api/v1/notifications/requests/dismiss',
      'GET /api/v1/trends',
      'DELETE /api/v1/media/:id',
      'GET /api/v2/admin/accounts',
      'DELETE /api/v1/admin/accounts/:id',
      'PUT /api/v1/admin/reports/:id',
      'GET /api/v1/instance/rules',
      'GET /api/v1/instance/privacy_policy',
      'GET /api/oembed',
    ]);
  });
});
