import { textsOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route } from '../door.ts';
import { type NotificationEntity, presentNotifications } from '../notices.ts';
import { paged, pageQuery } from '../paging.ts';
import { notificationKinds } from './notifications.ts';

/** Kinds of which those about one post are one group. */
const groupable = new Set(['favourite', 'reblog', 'follow']);
const mostInPage = 80;
/** Accounts of a group that are shown with it; the others are asked for. */
const sampled = 8;

interface Group {
  readonly key: string;
  readonly members: readonly NotificationEntity[];
}

function keyOf({ type, id, status }: NotificationEntity): string {
  if (!groupable.has(String(type))) return `ungrouped-${id}`;
  return type === 'follow' ? 'follow' : `${type}-${idIn(status)}`;
}

function idIn(entity: unknown): string {
  return typeof entity === 'object' && entity !== null && 'id' in entity ? String(entity.id) : '';
}

function grouped(notifications: readonly NotificationEntity[]): Group[] {
  const groups = new Map<string, NotificationEntity[]>();
  for (const one of notifications) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups].map(([key, members]) => ({ key, members }));
}

function groupEntity({ key, members }: Group): object {
  const [newest] = members;
  const status = newest?.['status'];
  return {
    group_key: key,
    notifications_count: members.length,
    type: newest?.['type'],
    most_recent_notification_id: newest?.id,
    page_min_id: members.at(-1)?.id,
    page_max_id: newest?.id,
    latest_page_notification_at: newest?.['created_at'],
    sample_account_ids: members.slice(0, sampled).map(({ account }) => idIn(account)),
    ...(status !== undefined && { status_id: idIn(status) }),
  };
}

/** `GroupedNotificationsResults`: what happened to one post stands together, within a page. */
function results(groups: readonly Group[]): object {
  const members = groups.flatMap((group) => group.members);
  return {
    accounts: distinct(members.map(({ account }) => account)),
    statuses: distinct(members.flatMap(({ status }) => status ?? [])),
    notification_groups: groups.map(groupEntity),
  };
}

function distinct(entities: readonly unknown[]): unknown[] {
  return [...new Map(entities.map((entity) => [idIn(entity), entity])).values()];
}

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const [types, without] = [textsOf(parameters['types']), textsOf(parameters['exclude_types'])];
  const kinds = notificationKinds.filter(
    (kind) => (types.length === 0 || types.includes(kind)) && !without.includes(kind),
  );
  const query = { ...pageQuery(call, 40, mostInPage), kinds };
  const entries = await parts.store.listings.page(`notifications:${account.actorId}`, query);
  const groups = grouped(await presentNotifications(parts, account, entries));
  const { headers = {} } = paged([], entries, call, parts.origin);
  return ok(results(groups), headers);
}

async function recent({ account }: Call, parts: MastodonParts): Promise<Group[]> {
  const entries = await parts.store.listings.page(`notifications:${account.actorId}`, { limit: 400 });
  return grouped(await presentNotifications(parts, account, entries));
}

async function find(call: Call, parts: MastodonParts): Promise<Group | undefined> {
  return (await recent(call, parts)).find(({ key }) => key === call.path['key']);
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const group = await find(call, parts);
  return group ? ok(results([group])) : missing;
}

async function accounts(call: Call, parts: MastodonParts): Promise<Answer> {
  const group = await find(call, parts);
  return group ? ok(distinct(group.members.map(({ account }) => account))) : missing;
}

async function dismiss(call: Call, parts: MastodonParts): Promise<Answer> {
  const group = await find(call, parts);
  if (!group) return missing;
  const iris = await Promise.all(group.members.map(({ id }) => parts.ids.iriOf(id)));
  const listing = `notifications:${call.account.actorId}`;
  await parts.store.commits.commit(
    iris.flatMap((item) => (item === undefined ? [] : [{ change: 'listing.remove' as const, listing, item }])),
  );
  return ok({});
}

async function unread(call: Call, parts: MastodonParts): Promise<Answer> {
  const marker = await parts.store.clientData.get(call.account.actorId, 'marker', 'notifications');
  const seen = typeof marker === 'object' && marker !== null && 'last_read_id' in marker ? marker['last_read_id'] : '';
  const groups = await recent(call, parts);
  return ok({ count: groups.filter(({ members }) => (members[0]?.id ?? '') > String(seen)).length });
}

const [scopeOfReading, scopeOfWriting] = ['read:notifications', 'write:notifications'];
const one = '/api/v2/notifications/:key';

export const groupedNotificationRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v2/notifications', scope: scopeOfReading, handle: list },
  { method: 'get', path: '/api/v2/notifications/unread_count', scope: scopeOfReading, handle: unread },
  { method: 'get', path: one, scope: scopeOfReading, handle: read },
  { method: 'get', path: `${one}/accounts`, scope: scopeOfReading, handle: accounts },
  { method: 'post', path: `${one}/dismiss`, scope: scopeOfWriting, handle: dismiss },
];
