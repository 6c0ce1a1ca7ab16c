import { firstIri } from '../nodes.ts';
import type { ProjectedUnit } from './unit.ts';

export interface Membership {
  readonly collection: string;
  readonly activity: string;
}

/** Collections of local actors that clients page through, and what of the activity is listed there. */
const mirrored: Readonly<Record<string, { readonly listing: string; readonly of: 'actor' | 'object' }>> = {
  followers: { listing: 'followers', of: 'actor' },
  requests: { listing: 'requests', of: 'actor' },
  following: { listing: 'following', of: 'object' },
  blocked: { listing: 'blocks', of: 'object' },
  featured: { listing: 'pinned', of: 'object' },
};

/** What comes into an actor's collections, or leaves them. */
export async function projectMembership(unit: ProjectedUnit, member: Membership, added: boolean): Promise<void> {
  const place = placeOf(unit, member.collection);
  const mirror = place && mirrored[place.name];
  if (!place || !mirror) return;
  const activity = await unit.activity(member.activity);
  const item = activity && firstIri(activity[mirror.of]);
  if (item === undefined) return;
  const listing = `${mirror.listing}:${place.owner}`;
  if (!added) return unit.add({ change: 'listing.remove', listing, item });
  unit.identify(item);
  unit.list(listing, item);
  if (place.name === 'following') unit.add({ change: 'listing.remove', listing: `requested:${place.owner}`, item });
}

/** Posts and boosts that came into inboxes, into the home timelines and lists of those who follow their author. */
export async function projectInboxes(unit: ProjectedUnit, members: readonly Membership[]): Promise<void> {
  const { listings } = unit.parts;
  const recipients = new Map<string, string[]>();
  for (const { collection, activity } of members) {
    const place = placeOf(unit, collection);
    if (place?.name !== 'inbox') continue;
    recipients.set(activity, [...(recipients.get(activity) ?? []), place.owner]);
  }
  for (const [id, owners] of recipients) {
    const activity = await unit.activity(id);
    if (activity?.type !== 'Create' && activity?.type !== 'Announce') continue;
    const actor = firstIri(activity['actor']);
    const item = activity.type === 'Create' ? firstIri(activity['object']) : id;
    if (actor === undefined || item === undefined) continue;
    const asked = owners.map((owner) => ({ listing: `following:${owner}`, item: actor }));
    const about = activity.type === 'Announce' ? firstIri(activity['object']) : undefined;
    const entry = { change: 'listing.add', item, ...(about !== undefined && { about }) } as const;
    const follow = new Set((await listings.holding(asked)).map(({ listing }) => listing.slice('following:'.length)));
    for (const owner of follow) unit.add({ ...entry, listing: `home:${owner}` });
    for (const { item: list, by } of await listings.page(`listed:${actor}`, { limit: 10_000 })) {
      if (by !== undefined && follow.has(by)) unit.add({ ...entry, listing: `list:${list}` });
    }
  }
}

function placeOf(unit: ProjectedUnit, collection: string): { owner: string; name: string } | undefined {
  const prefix = `${unit.parts.origin}/users/`;
  if (!collection.startsWith(prefix)) return undefined;
  const [user, name, ...more] = collection.slice(prefix.length).split('/');
  if (!user || !name || more.length > 0) return undefined;
  return { owner: prefix + user, name };
}
