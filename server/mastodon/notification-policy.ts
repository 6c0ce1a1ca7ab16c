import type { ListingEntry } from '../ports/index.ts';
import type { MastodonParts } from './door.ts';
import { authorOf, visibilityOf } from './nodes.ts';
import { timeOf } from './snowflakes.ts';

/** What becomes of notifications from people of each kind. */
export const policyNames = [
  'for_not_following',
  'for_not_followers',
  'for_new_accounts',
  'for_private_mentions',
  'for_limited_accounts',
] as const;
export type PolicyName = (typeof policyNames)[number];
export const policyValues = ['accept', 'filter', 'drop'] as const;
export type NotificationPolicy = Readonly<Record<PolicyName, (typeof policyValues)[number]>>;

const kind = 'notification-policy';
const monthMs = 30 * 24 * 60 * 60 * 1000;

type Parts = Pick<MastodonParts, 'store' | 'origin'>;

export async function notificationPolicyOf({ store }: Parts, actorId: string): Promise<NotificationPolicy> {
  const stored = await store.clientData.get(actorId, kind, 'policy');
  const usual = Object.fromEntries(policyNames.map((name) => [name, 'accept']));
  return { ...usual, ...(stored as object | undefined) } as NotificationPolicy;
}

export async function saveNotificationPolicy(
  { store }: Parts,
  owner: string,
  policy: NotificationPolicy,
): Promise<void> {
  await store.commits.commit([{ change: 'clientData.put', owner, kind, key: 'policy', value: { ...policy } }]);
}

/** Listing of those whose notifications somebody has let in, whatever the policy. */
export function acceptedBy(actorId: string): string {
  return `notifications-accepted:${actorId}`;
}

/** Which of some notifications a person's policy lets through, and which wait as requests; the others are dropped. */
export async function sortNotifications(
  parts: Parts,
  actorId: string,
  entries: readonly ListingEntry[],
): Promise<{ readonly passed: readonly ListingEntry[]; readonly waiting: readonly ListingEntry[] }> {
  const policy = await notificationPolicyOf(parts, actorId);
  if (policyNames.every((name) => policy[name] === 'accept')) return { passed: entries, waiting: [] };
  const senders = [...new Set(entries.flatMap(({ by }) => by ?? []))];
  const [held, known] = await Promise.all([
    parts.store.listings.holding(
      senders.flatMap((item) =>
        [`following:${actorId}`, `followers:${actorId}`, acceptedBy(actorId)].map((listing) => ({ listing, item })),
      ),
    ),
    parts.store.ids.idsOf(senders),
  ]);
  const holds = new Set(held.map(({ listing, item }) => `${listing} ${item}`));
  const [passed, waiting]: [ListingEntry[], ListingEntry[]] = [[], []];
  for (const entry of entries) {
    const { by = '', position } = entry;
    const since = timeOf(known.get(by) ?? position);
    const applies: Readonly<Record<PolicyName, boolean>> = {
      for_not_following: !holds.has(`following:${actorId} ${by}`),
      for_not_followers: !holds.has(`followers:${actorId} ${by}`),
      for_new_accounts: timeOf(position) - since < monthMs && !by.startsWith(`${parts.origin}/`),
      for_private_mentions: await isPrivateMention(parts, entry, holds.has(`following:${actorId} ${by}`)),
      for_limited_accounts: false,
    };
    const words = policyNames.filter((name) => applies[name]).map((name) => policy[name]);
    const bot = by === `${parts.origin}/users/policy`;
    if (bot || holds.has(`${acceptedBy(actorId)} ${by}`) || words.every((word) => word === 'accept'))
      passed.push(entry);
    else if (!words.includes('drop')) waiting.push(entry);
  }
  return { passed, waiting };
}

async function isPrivateMention({ store, origin }: Parts, { kind, about = '' }: ListingEntry, known: boolean) {
  if (kind !== 'mention' || known) return false;
  const node = await store.objects.get(about);
  return node !== undefined && authorOf(node) !== undefined && visibilityOf(node, origin) === 'direct';
}
