import type { ListingEntry } from '../ports/index.ts';
import type { MastodonParts } from './door.ts';
import { isoTime } from './entities/account.ts';
import type { SignedIn } from './signed-in.ts';
import { timeOf } from './snowflakes.ts';

/** `Notification` entities; one whose post or sender the recipient does not see is left out. */
export async function presentNotifications(
  parts: MastodonParts,
  account: SignedIn,
  entries: readonly ListingEntry[],
): Promise<NotificationEntity[]> {
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

export interface NotificationEntity {
  readonly [member: string]: unknown;
  readonly id: string;
}

/** The place of a notification among the recipient's, by the IRI that it is about or the id that clients know. */
export async function noticeAt(
  { store }: MastodonParts,
  { actorId }: SignedIn,
  item: string,
  id: string,
): Promise<ListingEntry | undefined> {
  const before = (BigInt(id) - 1n).toString().padStart(18, '0');
  const [entry] = await store.listings.page(`notifications:${actorId}`, { limit: 1, minId: before });
  return entry?.item === item ? entry : undefined;
}

/** The notification that an activity is to somebody. */
export async function notificationOf(
  parts: MastodonParts,
  account: SignedIn,
  activity: string,
): Promise<NotificationEntity | undefined> {
  const entry = await noticeAt(parts, account, activity, await parts.ids.idOf(activity));
  return entry && (await presentNotifications(parts, account, [entry]))[0];
}
