import { textsOf } from '../../http/parameters.ts';
import type { ListingEntry } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route } from '../door.ts';
import { noticeAt, presentNotifications } from '../notices.ts';
import { paged, pageQuery } from '../paging.ts';

/** The kinds that come about here. */
export const notificationKinds = ['mention', 'quote', 'reblog', 'favourite', 'follow', 'follow_request'];

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const [types, without] = [textsOf(parameters['types']), textsOf(parameters['exclude_types'])];
  const wanted = notificationKinds.filter(
    (kind) => (types.length === 0 || types.includes(kind)) && !without.includes(kind),
  );
  const query = { ...pageQuery(call, 40, 80), kinds: wanted };
  const entries = await parts.store.listings.page(`notifications:${account.actorId}`, query);
  return paged(await presentNotifications(parts, account, entries), entries, call, parts.origin);
}

async function find({ path, account }: Call, parts: MastodonParts): Promise<ListingEntry | undefined> {
  const id = path['id'] ?? '';
  const item = await parts.ids.iriOf(id);
  return item === undefined ? undefined : noticeAt(parts, account, item, id);
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const entry = await find(call, parts);
  const [shown] = entry ? await presentNotifications(parts, call.account, [entry]) : [];
  return shown ? ok(shown) : missing;
}

async function dismiss(call: Call, parts: MastodonParts): Promise<Answer> {
  const entry = await find(call, parts);
  if (!entry) return missing;
  const listing = `notifications:${call.account.actorId}`;
  await parts.store.commits.commit([{ change: 'listing.remove', listing, item: entry.item }]);
  return ok({});
}

async function clear({ account }: Call, { store }: MastodonParts): Promise<Answer> {
  await store.commits.commit([{ change: 'listing.clear', listing: `notifications:${account.actorId}` }]);
  return ok({});
}

async function unread(call: Call, { store }: MastodonParts): Promise<Answer> {
  const marker = await store.clientData.get(call.account.actorId, 'marker', 'notifications');
  const seen =
    typeof marker === 'object' && marker !== null && !Array.isArray(marker) ? marker['last_read_id'] : undefined;
  const since = typeof seen === 'string' ? { sinceId: seen } : {};
  const entries = await store.listings.page(`notifications:${call.account.actorId}`, { limit: 100, ...since });
  return ok({ count: entries.length });
}

export const notificationRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/notifications', scope: 'read:notifications', handle: list },
  { method: 'get', path: '/api/v1/notifications/unread_count', scope: 'read:notifications', handle: unread },
  { method: 'post', path: '/api/v1/notifications/clear', scope: 'write:notifications', handle: clear },
  { method: 'get', path: '/api/v1/notifications/:id', scope: 'read:notifications', handle: read },
  { method: 'post', path: '/api/v1/notifications/:id/dismiss', scope: 'write:notifications', handle: dismiss },
];
