import { switchOf, textOf } from '../../http/parameters.ts';
import type { ListingEntry } from '../../ports/index.ts';
import { conversationsOf } from '../conversations.ts';
import { type Answer, type Call, type MastodonParts, missing, type Route } from '../door.ts';
import { hiddenAuthors, silencedAuthors } from '../hiding.ts';
import { pageAddress } from '../links.ts';
import { paged, pageQuery } from '../paging.ts';

/** A page of a listing of statuses, without those whose authors the caller does not want to see. */
export async function timeline(listing: string, call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(listing, pageQuery(call));
  return shownTimeline(entries, call, parts, isPublic.test(listing));
}

/** Listings that somebody sees who does not follow those who are in them. */
const isPublic = /^(public|tag:)/;

export async function shownTimeline(
  entries: readonly ListingEntry[],
  call: Call,
  parts: MastodonParts,
  open = false,
): Promise<Answer> {
  const statuses = await parts.present.statuses(
    entries.map(({ item }) => item),
    call.account,
  );
  const authors = statuses.map((status) => (status['account'] as { uri: string }).uri);
  const [hidden, silenced] = await Promise.all([
    hiddenAuthors(parts, call.account.actorId, authors),
    open ? silencedAuthors(parts, call.account.actorId, authors) : new Set<string>(),
  ]);
  const shown = statuses.filter((_status, index) => {
    const author = authors[index] ?? '';
    return !hidden.has(author) && !silenced.has(author);
  });
  return paged(shown, entries, call, parts.origin);
}

const home = (call: Call, parts: MastodonParts): Promise<Answer> =>
  timeline(`home:${call.account.actorId}`, call, parts);

const everybody = (call: Call, parts: MastodonParts): Promise<Answer> => {
  if (switchOf(call.parameters['local']) === true) return timeline('public:local', call, parts);
  const remote = switchOf(call.parameters['remote']) === true;
  return timeline(remote ? 'public:remote' : 'public', call, parts);
};

const tag = (call: Call, parts: MastodonParts): Promise<Answer> =>
  timeline(`tag:${(call.path['tag'] ?? '').normalize('NFKC').toLowerCase()}`, call, parts);

const link = (call: Call, parts: MastodonParts): Promise<Answer> =>
  timeline(`link:${pageAddress(textOf(call.parameters['url']) ?? '') ?? ''}`, call, parts);

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const id = call.path['id'] ?? '';
  const known = await parts.store.clientData.get(call.account.actorId, 'list', id);
  return known === undefined ? missing : timeline(`list:${id}`, call, parts);
}

/** The older form of conversations: the newest post of each. */
async function direct(call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(conversationsOf(call.account.actorId), pageQuery(call));
  const newest = entries.map((entry) => ({ ...entry, item: entry.about ?? entry.item }));
  return shownTimeline(newest, call, parts);
}

const bookmarks = (call: Call, parts: MastodonParts): Promise<Answer> =>
  timeline(`bookmarks:${call.account.actorId}`, call, parts);

const favourites = (call: Call, parts: MastodonParts): Promise<Answer> =>
  timeline(`favourites:${call.account.actorId}`, call, parts);

export const timelineRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/timelines/home', scope: 'read:statuses', handle: home },
  { method: 'get', path: '/api/v1/timelines/public', scope: 'read:statuses', handle: everybody },
  { method: 'get', path: '/api/v1/timelines/tag/:tag', scope: 'read:statuses', handle: tag },
  { method: 'get', path: '/api/v1/timelines/list/:id', scope: 'read:lists', handle: list },
  { method: 'get', path: '/api/v1/timelines/link', scope: 'read:statuses', handle: link },
  { method: 'get', path: '/api/v1/timelines/direct', scope: 'read:statuses', handle: direct },
  { method: 'get', path: '/api/v1/bookmarks', scope: 'read:bookmarks', handle: bookmarks },
  { method: 'get', path: '/api/v1/favourites', scope: 'read:favourites', handle: favourites },
];
