import type { Federation } from '../../federation/index.ts';
import type { Activities, Change } from '../../federation/ports/index.ts';
import type { ServerChange, ServerStore } from '../ports/index.ts';

/** How long a follow that a suspension ended can be taken up again, in milliseconds. */
const keptMs = 30 * 24 * 60 * 60 * 1000;
const kind = 'severed-follow';
const page = 1_000;

/** Collections of an account here that a follow with an outsider is in, and how that one is found there. */
const collections: Readonly<Record<string, (activities: Activities, collection: string, actor: string) => Found>> = {
  followers: (activities, collection, actor) => activities.inCollectionByActor(collection, actor),
  requests: (activities, collection, actor) => activities.inCollectionByActor(collection, actor),
  following: (activities, collection, actor) => activities.inCollectionByObject(collection, actor, 'Follow'),
};
type Found = ReturnType<Activities['inCollectionByActor']>;

interface Severed {
  readonly collection: string;
  readonly activity: string;
  readonly actor: string;
}

export interface SeveringParts
  extends Pick<ServerStore, 'accounts' | 'activities' | 'listings' | 'clientData' | 'domainRules' | 'actorRules'> {
  readonly origin: string;
  readonly commits: { commit(changes: readonly ServerChange[]): Promise<void> };
  readonly peers: Pick<Federation['peers'], 'standing'>;
  readonly clock: () => number;
}

/**
 * Ends the follows between accounts here and whoever is suspended, and takes up again those of the last 30 days whose
 * outsider is not suspended any more. Nobody outside is told; done twice, it changes nothing more.
 */
export async function settleFollows(parts: SeveringParts): Promise<void> {
  await restore(parts);
  const [domains, actors] = await Promise.all([parts.domainRules.all(), parts.actorRules.all()]);
  if (domains.some(({ suspend }) => suspend === true)) await severAll(parts);
  else
    await severActors(
      parts,
      actors.flatMap(({ actor, suspend }) => (suspend ? actor : [])),
    );
}

/** The same for one outsider who was suspended a moment ago. */
export async function severActors(parts: SeveringParts, actors: readonly string[]): Promise<void> {
  if (actors.length === 0) return;
  for (const { actorId } of await parts.accounts.all()) {
    const asked = Object.keys(collections).flatMap((name) =>
      actors.map((item) => ({ listing: `${name}:${actorId}`, item })),
    );
    for (const { listing, item } of await parts.listings.holding(asked)) await sever(parts, listing, [item]);
  }
}

async function severAll(parts: SeveringParts): Promise<void> {
  for (const { actorId } of await parts.accounts.all()) {
    for (const name of Object.keys(collections)) {
      const listing = `${name}:${actorId}`;
      for (let maxId: string | undefined; ; ) {
        const entries = await parts.listings.page(listing, { limit: page, ...(maxId !== undefined && { maxId }) });
        const suspended = entries.map(({ item }) => item).filter((iri) => parts.peers.standing(iri) === 'suspended');
        await sever(parts, listing, suspended);
        maxId = entries.at(-1)?.position;
        if (entries.length < page || maxId === undefined) break;
      }
    }
  }
}

async function sever(parts: SeveringParts, listing: string, outsiders: readonly string[]): Promise<void> {
  const [name = '', account = ''] = split(listing);
  const collection = `${account}/${name}`;
  const changes: ServerChange[] = [];
  for (const actor of outsiders.filter((iri) => parts.peers.standing(iri) === 'suspended')) {
    const found = await collections[name]?.(parts.activities, collection, actor);
    if (!found) continue;
    const severed: Severed = { collection, activity: found.id, actor };
    changes.push({ change: 'member.remove', collection, activity: found.id }, remembered(parts, severed));
  }
  if (changes.length > 0) await parts.commits.commit(changes);
}

async function restore(parts: SeveringParts): Promise<void> {
  for (const { key, value } of await parts.clientData.all(parts.origin, kind)) {
    const { collection, activity, actor } = value as unknown as Severed;
    if (parts.peers.standing(actor) === 'suspended') continue;
    const again: Change = { change: 'member.add', collection, activity };
    await parts.commits.commit([again, { change: 'clientData.remove', owner: parts.origin, kind, key }]);
  }
}

function remembered({ origin, clock }: SeveringParts, severed: Severed): ServerChange {
  const key = `${severed.activity} ${severed.collection}`;
  return { change: 'clientData.put', owner: origin, kind, key, value: { ...severed }, expiresAt: clock() + keptMs };
}

function split(listing: string): [string, string] {
  const at = listing.indexOf(':');
  return [listing.slice(0, at), listing.slice(at + 1)];
}
