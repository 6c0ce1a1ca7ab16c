import { textsOf } from '../../http/parameters.ts';
import type { ListingEntry } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route } from '../door.ts';
import { isoTime } from '../entities/account.ts';
import { paged, pageQuery } from '../paging.ts';
import { timeOf } from '../snowflakes.ts';

/** The kinds that come about here. */
const kinds = ['mention', 'reblog', 'favourite', 'follow'];

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const [types, without] = [textsOf(parameters['types']), textsOf(parameters['exclude_types'])];
  const wanted = kinds.filter((kind) => (types.length === 0 || types.includes(kind)) && !without.includes(kind));
  const query = { ...pageQuery(call, 40, 80), kinds: wanted };
  const entries = await parts.store.listings.page(`notifications:${account.actorId}`, query);
  return paged(await present(entries, call, parts), entries, call, parts.origin);
}

/** `Notification` entities; one whose post or sender the caller does not see is left out. */
async function present(entries: readonly ListingEntry[], call: Call, parts: MastodonParts): Promise<object[]> {
  const { account } = call;
  const senders = entries.flatMap(({ by }) => by ?? []);
  const subjects = entries.flatMap(({ about }) => about ?? []);
  const [accounts, statuses, unwanted] = await Promise.all([
    parts.present.accounts(senders),
    parts.present.statuses(subjects, account),
    parts.store.listings.holding(
      senders.flatMap((item) => ['mutes', 'blocks'].map((kind) => ({ listing: `${kind}:${account.actorId}`, item }))),
    ),
  ]);
  const hidden = new Set(unwanted.map(({ item }) => item));
  const accountOf = new Map(accounts.map((entity) => [entity['uri'], entity]));
  const statusOf = new Map(statuses.map((status) => [status['uri'], status]));
  return entries.flatMap(({ position, kind, by, about }) => {
    const [sender, status] = [accountOf.get(by), statusOf.get(about)];
    if (!sender || hidden.has(by ?? '') || (about !== undefined && !status)) return [];
    const created = {
      id: position,
      type: kind,
      created_at: isoTime(timeOf(position)),
      group_key: `ungrouped-${position}`,
    };
    return [{ ...created, account: sender, ...(status && { status }) }];
  });
}

async function find({ path, account }: Call, { store, ids }: MastodonParts): Promise<ListingEntry | undefined> {
  const item = await ids.iriOf(path['id'] ?? '');
  if (item === undefined) return undefined;
  const listing = `notifications:${account.actorId}`;
  const position = (path['id'] ?? '').padStart(18, '0');
  const before = (BigInt(position) - 1n).toString().padStart(18, '0');
  const [entry] = await store.listings.page(listing, { limit: 1, minId: before });
  return entry?.item === item ? entry : undefined;
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const entry = await find(call, parts);
  const [shown] = entry ? await present([entry], call, parts) : [];
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
