import type { Account } from '../../../federation/ports/index.ts';
import type { MastodonParts } from '../door.ts';

/** How the caller stands to other actors: one `Relationship` each, in their order. */
export async function relationships(
  { store, ids }: MastodonParts,
  { actorId }: Account,
  others: readonly string[],
): Promise<object[]> {
  const asked = others.flatMap((other) => [
    { listing: `following:${actorId}`, item: other },
    { listing: `followers:${actorId}`, item: other },
    { listing: `requested:${actorId}`, item: other },
    { listing: `blocks:${actorId}`, item: other },
    { listing: `mutes:${actorId}`, item: other },
    { listing: `requests:${actorId}`, item: other },
    { listing: `endorsed:${actorId}`, item: other },
    { listing: `domain-blocks:${actorId}`, item: URL.parse(other)?.host ?? '' },
  ]);
  const [held, known, notes] = await Promise.all([
    store.listings.holding(asked),
    ids.idsOf(others),
    Promise.all(others.map((other) => store.clientData.get(actorId, 'note', other))),
  ]);
  const holds = new Set(held.map(({ listing, item }) => `${listing.slice(0, listing.indexOf(':'))} ${item}`));
  return others.map((other, index) => {
    const following = holds.has(`following ${other}`);
    return {
      id: known.get(other),
      following,
      showing_reblogs: following,
      notifying: false,
      languages: null,
      followed_by: holds.has(`followers ${other}`),
      blocking: holds.has(`blocks ${other}`),
      blocked_by: false,
      muting: holds.has(`mutes ${other}`),
      muting_notifications: holds.has(`mutes ${other}`),
      muting_expires_at: null,
      requested: !following && holds.has(`requested ${other}`),
      requested_by: holds.has(`requests ${other}`),
      domain_blocking: holds.has(`domain-blocks ${URL.parse(other)?.host ?? ''}`),
      endorsed: holds.has(`endorsed ${other}`),
      note: typeof notes[index] === 'string' ? notes[index] : '',
    };
  });
}
