import type { ClientData, ListingEntry, Listings, ServerChange } from '../../ports/index.ts';
import { firstAt, type Snowflakes } from '../snowflakes.ts';
import { noSubscriber, subscribedTokens, subscribers } from './subscriptions.ts';

/** Messages that have to go out, in the order of the times when they are due. */
const pushes = 'pushes';

/** One message to one app. */
export interface Push {
  readonly owner: string;
  readonly jti: string;
  /** IRI of the activity that the notification is of. */
  readonly activity: string;
  /** Times that it was sent in vain. */
  readonly failures: number;
}

interface QueueParts {
  readonly listings: Listings;
  readonly clientData: ClientData;
  readonly snowflakes: Snowflakes;
}

const notified = 'notifications:';

/** A message to every app of those who are notified in a commit, to be stored with it. */
export async function pushesFor(
  { listings, clientData, snowflakes }: QueueParts,
  changes: readonly ServerChange[],
): Promise<ServerChange[]> {
  const notices = changes.flatMap((change) => {
    const told = change.change === 'listing.add' && change.listing.startsWith(notified);
    return told ? [{ owner: change.listing.slice(notified.length), activity: change.item }] : [];
  });
  if (notices.length === 0) return [];
  const owners = [...new Set(notices.map(({ owner }) => owner))];
  const found = await listings.holding(owners.map((item) => ({ listing: subscribers, item })));
  const tokens = new Map<string, string[]>();
  for (const { item } of found) tokens.set(item, await subscribedTokens(clientData, item));
  return [
    ...[...tokens].flatMap(([owner, own]) => (own.length === 0 ? noSubscriber(owner) : [])),
    ...notices.flatMap(({ owner, activity }) =>
      (tokens.get(owner) ?? []).map((jti) => queued({ owner, jti, activity, failures: 0 }, snowflakes.next())),
    ),
  ];
}

function queued({ owner, jti, activity, failures }: Push, position: string): ServerChange {
  const item = `${jti} ${activity}`;
  return { change: 'listing.add', listing: pushes, item, by: owner, about: activity, kind: `${failures}`, position };
}

export async function duePushes(listings: Listings, now: number, limit: number): Promise<Push[]> {
  const entries = await listings.page(pushes, { limit, minId: '0', maxId: firstAt(now + 1) });
  return entries.map(toPush).reverse();
}

export function done({ jti, activity }: Push): ServerChange {
  return { change: 'listing.remove', listing: pushes, item: `${jti} ${activity}` };
}

/** The same message again, not before `at` (milliseconds since the epoch). */
export function again(push: Push, at: number): ServerChange[] {
  return [done(push), queued({ ...push, failures: push.failures + 1 }, firstAt(at))];
}

function toPush({ item, by = '', about = '', kind = '0' }: ListingEntry): Push {
  return { owner: by, jti: item.slice(0, item.indexOf(' ')), activity: about, failures: Number(kind) };
}
