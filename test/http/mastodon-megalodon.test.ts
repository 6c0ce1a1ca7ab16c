import generator, { type MegalodonInterface } from 'megalodon';
import { RestClient } from '../support/mastodon/rest-client.ts';
import { Organisation } from '../support/portico/organisation.ts';

let acme: Organisation;
let anna: MegalodonInterface;
let ben: MegalodonInterface;
let [annaId, benId] = ['', ''];

beforeAll(async () => {
  acme = await Organisation.start();
  const join = async (name: string) =>
    generator('mastodon', acme.origin, (await RestClient.join(acme, name)).token, 'megalodon');
  [anna, ben] = [await join('anna'), await join('ben')];
  const whoIs = async (client: MegalodonInterface) => (await client.verifyAccountCredentials()).data.id;
  [annaId, benId] = [await whoIs(anna), await whoIs(ben)];
});

afterAll(() => acme.stop());

const idsOf = ({ data }: { readonly data: readonly { readonly id: string }[] }) => data.map(({ id }) => id);
const post = async (client: MegalodonInterface, status: string) =>
  (await client.postStatus(status, { visibility: 'private' })).data as { id: string };

describe('megalodon', () => {
  it('finds, follows, mutes, blocks and notes people', async () => {
    expect((await anna.lookupAccount('ben')).data.id).toBe(benId);
    expect((await anna.getAccount(benId)).data.acct).toBe('ben');
    expect((await anna.followAccount(benId)).data.following).toBe(true);
    expect(idsOf(await anna.getAccountFollowers(benId))).toEqual([annaId]);
    expect(idsOf(await anna.getAccountFollowing(annaId))).toEqual([benId]);
    expect((await anna.getRelationships([benId])).data[0]?.following).toBe(true);
    expect((await anna.setAccountNote(benId, 'next door')).data.note).toBe('next door');
    expect((await anna.pinAccount(benId)).data.endorsed).toBe(true);
    expect((await anna.unpinAccount(benId)).data.endorsed).toBe(false);
    expect((await anna.muteAccount(benId, true)).data.muting).toBe(true);
    expect(idsOf(await anna.getMutes())).toEqual([benId]);
    expect((await anna.unmuteAccount(benId)).data.muting).toBe(false);
    expect((await anna.blockAccount(benId)).data.blocking).toBe(true);
    expect(idsOf(await anna.getBlocks())).toEqual([benId]);
    expect((await anna.unblockAccount(benId)).data.blocking).toBe(false);
    await anna.blockDomain('spam.example');
    expect((await anna.getDomainBlocks()).data).toEqual(['spam.example']);
    await anna.unblockDomain('spam.example');
    expect((await anna.getSuggestions()).status).toBe(200);
    await anna.followAccount(benId);
    expect((await anna.unfollowAccount(benId)).data.following).toBe(false);
  });

  it('is asked, turns down and is asked again', async () => {
    expect((await ben.updateCredentials({ locked: true, display_name: 'Ben B.' })).data.display_name).toBe('Ben B.');
    const asks = async () => (await anna.followAccount(benId)).data.requested;
    expect(await asks()).toBe(true);
    expect((await ben.getFollowRequests()).data.map((one) => String(one.id))).toEqual([annaId]);
    await ben.rejectFollowRequest(annaId);
    expect((await anna.getRelationship(benId)).data.requested).toBe(false);
    expect(await asks()).toBe(true);
    expect((await ben.acceptFollowRequest(annaId)).data.followed_by).toBe(true);
    await ben.updateCredentials({ locked: false });
  });

  it('posts, edits, acts on posts and takes them back', async () => {
    const { id } = await post(anna, 'first #megalodon');
    const answer = (await ben.postStatus('second', { in_reply_to_id: id })).data as { id: string };
    expect(idsOf({ data: (await anna.getStatusContext(id)).data.descendants })).toEqual([answer.id]);
    expect((await anna.editStatus(id, { status: 'first again #megalodon' })).data.content).toContain('again');
    expect((await anna.getStatusSource(id)).data.text).toBe('first again #megalodon');
    expect((await ben.favouriteStatus(id)).data.favourited).toBe(true);
    expect((await ben.reblogStatus(id)).data.reblog?.id).toBe(id);
    expect((await ben.bookmarkStatus(id)).data.bookmarked).toBe(true);
    expect(idsOf(await anna.getStatusFavouritedBy(id))).toEqual([benId]);
    expect(idsOf(await anna.getStatusRebloggedBy(id))).toEqual([benId]);
    expect(idsOf(await ben.getFavourites())).toEqual([id]);
    expect(idsOf(await ben.getBookmarks())).toEqual([id]);
    expect((await ben.unfavouriteStatus(id)).data.favourited).toBe(false);
    expect((await ben.unreblogStatus(id)).data.reblogged).toBe(false);
    expect((await ben.unbookmarkStatus(id)).data.bookmarked).toBe(false);
    expect((await anna.muteStatus(id)).data.muted).toBe(true);
    expect((await anna.unmuteStatus(id)).data.muted).toBe(false);
    expect((await anna.pinStatus(id)).data.pinned).toBe(true);
    expect((await anna.unpinStatus(id)).data.pinned).toBe(false);
    expect((await anna.getStatus(answer.id)).data.in_reply_to_id).toBe(id);
    expect(idsOf(await anna.getTagTimeline('megalodon'))).toEqual([id]);
    await anna.deleteStatus(id);
    await expect(anna.getStatus(id)).rejects.toMatchObject({ response: { status: 404 } });
  });

  it('schedules, asks in a poll and votes', async () => {
    const scheduled_at = new Date(Date.now() + 3_600_000).toISOString();
    const planned = (await anna.postStatus('later', { scheduled_at })).data as { id: string };
    expect(idsOf(await anna.getScheduledStatuses())).toEqual([planned.id]);
    const later = new Date(Date.now() + 7_200_000).toISOString();
    expect((await anna.scheduleStatus(planned.id, later)).data.scheduled_at).toBe(later);
    expect((await anna.getScheduledStatus(planned.id)).data.id).toBe(planned.id);
    await anna.cancelScheduledStatus(planned.id);
    const asked = await anna.postStatus('tea?', { poll: { options: ['yes', 'no'], expires_in: 600 } });
    const poll = (asked.data as { poll: { id: string } }).poll.id;
    expect((await ben.votePoll(poll, [0])).data.voted).toBe(true);
    expect((await ben.getPoll(poll)).data.votes_count).toBe(1);
  });

  it('reads timelines, lists, tags and conversations', async () => {
    const { id } = await post(ben, 'in the lists #cake');
    expect(idsOf(await anna.getHomeTimeline())).toContain(id);
    expect(idsOf(await anna.getLocalTimeline())).toContain(id);
    expect(idsOf(await anna.getPublicTimeline())).toContain(id);
    expect(idsOf(await anna.getAccountStatuses(benId))).toContain(id);
    const list = (await anna.createList('Near')).data.id;
    await anna.addAccountsToList(list, [benId]);
    expect(idsOf(await anna.getAccountsInList(list))).toEqual([benId]);
    expect(idsOf(await anna.getAccountLists(benId))).toEqual([list]);
    const listed = await post(ben, 'for the list');
    expect(idsOf(await anna.getListTimeline(list))).toContain(listed.id);
    expect((await anna.updateList(list, 'Nearer')).data.title).toBe('Nearer');
    expect((await anna.getList(list)).data.title).toBe('Nearer');
    await anna.deleteAccountsFromList(list, [benId]);
    await anna.deleteList(list);
    expect((await anna.getLists()).data).toEqual([]);
    expect((await anna.getTag('cake')).data.name).toBe('cake');
    expect((await anna.followTag('cake')).data.following).toBe(true);
    expect((await anna.getFollowedTags()).data.map(({ name }) => name)).toEqual(['cake']);
    expect((await anna.unfollowTag('cake')).data.following).toBe(false);
    const featured = (await anna.createFeaturedTag('cake')).data.id;
    expect(idsOf(await anna.getFeaturedTags())).toEqual([featured]);
    await anna.deleteFeaturedTag(featured);
    expect((await anna.getSuggestedTags()).status).toBe(200);
    expect((await anna.getInstanceTrends()).status).toBe(200);
    await ben.postStatus('@anna psst', { visibility: 'direct' });
    const told = (await anna.getConversationTimeline()).data[0]?.id ?? '';
    expect((await anna.readConversation(told)).data.unread).toBe(false);
    await anna.deleteConversation(told);
    expect(idsOf(await anna.getConversationTimeline())).not.toContain(told);
    await anna.saveMarkers({ home: { last_read_id: id } });
    expect((await anna.getMarkers(['home'])).data).toMatchObject({ home: { last_read_id: id } });
    expect((await anna.search('cake', { type: 'hashtags' })).data.hashtags.map(({ name }) => name)).toEqual(['cake']);
  });

  it('filters, reports, and reads what it is told', async () => {
    const filter = (await anna.createFilter('drum', ['home'])).data.id;
    expect((await anna.updateFilter(filter, 'horn', ['home'])).data.phrase).toBe('horn');
    expect((await anna.getFilter(filter)).data.phrase).toBe('horn');
    await anna.deleteFilter(filter);
    expect((await anna.getFilters()).data).toEqual([]);
    const { id } = await post(anna, 'like me');
    await ben.favouriteStatus(id);
    const [newest] = (await anna.getNotifications({ limit: 1 })).data;
    expect(newest).toMatchObject({ type: 'favourite', status: { id } });
    expect((await anna.getNotification(newest?.id ?? '')).data.type).toBe('favourite');
    await anna.dismissNotification(newest?.id ?? '');
    expect((await anna.report(benId, { comment: 'rude' })).status).toBe(200);
    await anna.dismissNotifications();
    expect((await anna.getNotifications()).data).toEqual([]);
  });

  it('reads what the server is, and its announcements', async () => {
    const { id } = await acme.context.clientApi.parts.announcements.publish({ text: 'we ship' }, 'operator');
    expect(idsOf(await anna.getInstanceAnnouncements())).toEqual([id]);
    await anna.addReactionToAnnouncement(id, '🎉');
    await anna.removeReactionFromAnnouncement(id, '🎉');
    await anna.dismissInstanceAnnouncement(id);
    expect(idsOf(await anna.getInstanceAnnouncements())).toEqual([]);
    expect((await anna.getInstancePeers()).data).toEqual([]);
    expect((await anna.getInstanceActivity()).data).toEqual([]);
    expect((await anna.getInstanceDirectory()).status).toBe(200);
    expect((await anna.getPreferences()).data).toMatchObject({ 'posting:default:visibility': 'private' });
  });
});
