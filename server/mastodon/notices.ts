import type { ListingEntry } from '../ports/index.ts';
import type { MastodonParts } from './door.ts';
import { isoTime } from './entities/account.ts';
import { hiddenAuthors, silencedAuthors } from './hiding.ts';
import { firstIri } from './nodes.ts';
import { sortNotifications } from './notification-policy.ts';
import type { SignedIn } from './signed-in.ts';
import { timeOf } from './snowflakes.ts';

/** `Notification` entities; one whose post or sender the recipient does not see is left out. */
export async function presentNotifications(
  parts: MastodonParts,
  account: SignedIn,
  given: readonly ListingEntry[],
): Promise<NotificationEntity[]> {
  const { passed: entries } = await sortNotifications(parts, account.actorId, given);
  const senders = entries.flatMap(({ by }) => by ?? []);
  const subjects = entries.flatMap(({ about }) => about ?? []);
  const [accounts, statuses, hidden, silenced, silent] = await Promise.all([
    parts.present.accounts(senders),
    parts.present.statuses(subjects, account),
    hiddenAuthors(parts, account.actorId, senders),
    silencedAuthors(parts, account.actorId, senders),
    mutedThreads(parts, account, subjects),
  ]);
  const accountOf = new Map(accounts.map((entity) => [entity['uri'], entity]));
  const statusOf = new Map(statuses.map((status) => [status['uri'], status]));
  return entries.flatMap(({ position, kind, by, about }) => {
    const [sender, status] = [accountOf.get(by), statusOf.get(about)];
    if (
      !sender ||
      hidden.has(by ?? '') ||
      silenced.has(by ?? '') ||
      silent.has(about ?? '') ||
      (about !== undefined && !status)
    )
      return [];
    const created = {
      id: position,
      type: kind,
      created_at: isoTime(timeOf(position)),
      group_key: `ungrouped-${position}`,
    };
    return [{ ...created, account: sender, ...(status && { status }) }];
  });
}

/** Posts above one that are looked at, to find a thread that was muted. */
const deepest = 40;

/** Of some posts, those in threads that their reader has muted. */
async function mutedThreads(
  { store: { objects, listings } }: MastodonParts,
  { actorId }: SignedIn,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> {
  const listing = `muted-threads:${actorId}`;
  if (((await listings.counts([listing])).get(listing) ?? 0) === 0) return new Set();
  const silent = new Set<string>();
  for (const subject of new Set(subjects)) {
    const thread: string[] = [];
    for (let at: string | undefined = subject; at !== undefined && thread.length < deepest; ) {
      thread.push(at);
      at = firstIri((await objects.get(at))?.['inReplyTo']);
    }
    if ((await listings.holding(thread.map((item) => ({ listing, item })))).length > 0) silent.add(subject);
  }
  return silent;
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
