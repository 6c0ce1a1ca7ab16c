import { textOf, textsOf } from '../../http/parameters.ts';
import type { ListingEntry, ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { isoTime } from '../entities/account.ts';
import {
  acceptedBy,
  type NotificationPolicy,
  notificationPolicyOf,
  policyNames,
  policyValues,
  saveNotificationPolicy,
  sortNotifications,
} from '../notification-policy.ts';
import { timeOf } from '../snowflakes.ts';

const mostLookedAt = 400;

interface Request {
  readonly sender: string;
  readonly entries: readonly ListingEntry[];
}

/** What waits, by sender. */
async function waiting({ account }: Call, parts: MastodonParts): Promise<Request[]> {
  const entries = await parts.store.listings.page(`notifications:${account.actorId}`, { limit: mostLookedAt });
  const sorted = await sortNotifications(parts, account.actorId, entries);
  const senders = [...new Set(sorted.waiting.flatMap(({ by }) => by ?? []))];
  return senders.map((sender) => ({ sender, entries: sorted.waiting.filter(({ by }) => by === sender) }));
}

async function policy(call: Call, parts: MastodonParts): Promise<Answer> {
  const [kept, requests] = await Promise.all([notificationPolicyOf(parts, call.account.actorId), waiting(call, parts)]);
  const pending = requests.reduce((sum, { entries }) => sum + entries.length, 0);
  return ok({
    ...kept,
    summary: { pending_requests_count: requests.length, pending_notifications_count: pending },
  });
}

async function change(call: Call, parts: MastodonParts): Promise<Answer> {
  const asked = policyNames.flatMap((name) => {
    const value = textOf(call.parameters[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (asked.some(([, value]) => !policyValues.some((known) => known === value))) {
    return refuse('Validation failed: a policy is accept, filter or drop');
  }
  const before = await notificationPolicyOf(parts, call.account.actorId);
  const after = { ...before, ...Object.fromEntries(asked) } as NotificationPolicy;
  await saveNotificationPolicy(parts, call.account.actorId, after);
  return policy(call, parts);
}

async function entity({ sender, entries }: Request, call: Call, parts: MastodonParts): Promise<object | undefined> {
  const account = await parts.present.account(sender);
  const about = entries.find((entry) => entry.about !== undefined)?.about;
  const status = about === undefined ? undefined : await parts.present.status(about, call.account);
  const [newest, oldest] = [entries[0]?.position ?? '0', entries.at(-1)?.position ?? '0'];
  if (!account) return undefined;
  return {
    id: account.id,
    created_at: isoTime(timeOf(oldest)),
    updated_at: isoTime(timeOf(newest)),
    notifications_count: String(entries.length),
    account,
    last_status: status ?? null,
  };
}

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const shown = await Promise.all((await waiting(call, parts)).map((request) => entity(request, call, parts)));
  return ok(shown.filter((one) => one !== undefined));
}

async function one(call: Call, parts: MastodonParts): Promise<Answer> {
  const [found] = await named(call, parts, [call.path['id'] ?? '']);
  const shown = found && (await entity(found, call, parts));
  return shown ? ok(shown) : missing;
}

async function named(call: Call, parts: MastodonParts, ids: readonly string[]): Promise<Request[]> {
  const senders = await Promise.all(ids.map(parts.ids.iriOf));
  return (await waiting(call, parts)).filter(({ sender }) => senders.includes(sender));
}

/** Lets everything of these senders in, or throws away what waits. */
async function settle(call: Call, parts: MastodonParts, ids: readonly string[], accepts: boolean): Promise<Answer> {
  const requests = await named(call, parts, ids);
  if (requests.length === 0) return missing;
  const { actorId } = call.account;
  const position = parts.snowflakes.next();
  await parts.store.commits.commit(
    requests.flatMap(({ sender, entries }): ServerChange[] =>
      accepts
        ? [{ change: 'listing.add', listing: acceptedBy(actorId), item: sender, position }]
        : entries.map(({ item }) => ({ change: 'listing.remove', listing: `notifications:${actorId}`, item })),
    ),
  );
  return ok({});
}

const requests = '/api/v1/notifications/requests';
const [reading, writing] = ['read:notifications', 'write:notifications'];

export const notificationPolicyRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v2/notifications/policy', scope: reading, handle: policy },
  { method: 'patch', path: '/api/v2/notifications/policy', scope: writing, handle: change },
  { method: 'get', path: requests, scope: reading, handle: list },
  { method: 'get', path: `${requests}/merged`, scope: reading, handle: async () => ok({ merged: true }) },
  { method: 'get', path: `${requests}/:id`, scope: reading, handle: one },
  ...(['accept', 'dismiss'] as const).flatMap((act): Route[] => [
    {
      method: 'post',
      path: `${requests}/${act}`,
      scope: writing,
      handle: (call, parts) => settle(call, parts, textsOf(call.parameters['id']), act === 'accept'),
    },
    {
      method: 'post',
      path: `${requests}/:id/${act}`,
      scope: writing,
      handle: (call, parts) => settle(call, parts, [call.path['id'] ?? ''], act === 'accept'),
    },
  ]),
];
