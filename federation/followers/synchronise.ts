import type { JsonObject } from '../../policies/index.ts';
import type { ApexNode } from '../apex/types.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import { unfollow } from '../inbox/effects/forget-actor.ts';
import type { EffectParts } from '../inbox/effects/index.ts';
import type { Peers } from '../peers.ts';
import type { Commits } from '../ports/index.ts';
import { readRemoteCollection } from '../remote-collection.ts';
import { ExpiringMap } from '../wire/expiring-map.ts';
import type { Wire } from '../wire/index.ts';
import { canonicalHost, sameOrigin } from '../wire/origins.ts';
import { digestOf, parseSynchronization, type Synchronization } from './digest.ts';

/** What a verified sender said about its followers here. */
export interface HeardSynchronization {
  readonly actorId: string;
  /** Served at `actorId`. */
  readonly actor: JsonObject;
  /** The `Collection-Synchronization` header, which the sender's signature covers. */
  readonly header: string;
}

export interface SynchronisingParts
  extends Pick<EffectParts, 'store' | 'apex' | 'addresses' | 'accounts' | 'followers' | 'releases' | 'say'> {
  readonly commits: Commits;
  readonly peers: Peers;
  readonly wire: Pick<Wire, 'fetchDocument'>;
  /** Signs the fetches. */
  readonly instanceActor: string;
  readonly clock: () => number;
}

export interface FollowerSynchronisation {
  /** Looks into it in the background, at most once an actor at a time; turned away where too many wait. */
  hear(heard: HeardSynchronization): void;
  /** Resolves when nothing waits. */
  drain(): Promise<void>;
  /** Starts nothing more; resolves when what is under way is done. */
  stop(): Promise<void>;
}

/** Actors that wait to be looked into. What is turned away comes again with the next delivery. */
const waitingMost = 256;
/** An actor whose lists differ is not asked for again in this time, in milliseconds. */
const restMs = 10 * 60_000;
const restingMost = 10_000;
const bounds = { fetches: 10, items: 10_000 };
/** Accounts that are told to an actor at once as not following it. */
const toldMost = 20;

/**
 * Repairs what we take for our people's Follows of an outsider, where that outsider's own list of its followers here says
 * otherwise (FEP-8fcf). Only its own Follows can be ended or confirmed that way.
 */
export function createFollowerSynchronisation(parts: SynchronisingParts): FollowerSynchronisation {
  const waiting = new Map<string, HeardSynchronization>();
  const rested = new ExpiringMap<true>(restingMost, parts.clock);
  let stopped = false;
  let running: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (const [actorId, heard] of waiting) {
      waiting.delete(actorId);
      // What fails for whatever reason is said again by the next delivery.
      if (!stopped) await lookInto(parts, heard, rested).catch(() => undefined);
    }
    running = undefined;
  }
  return {
    hear(heard) {
      const { actorId } = heard;
      if (stopped || rested.get(actorId) || (waiting.size >= waitingMost && !waiting.has(actorId))) return;
      waiting.set(actorId, heard);
      running ??= Promise.resolve().then(work);
    },
    async drain() {
      while (running !== undefined) await running;
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function lookInto(
  parts: SynchronisingParts,
  { actorId, actor, header }: HeardSynchronization,
  rested: ExpiringMap<true>,
): Promise<void> {
  const said = parseSynchronization(header);
  if (!said || !isOwnCollection(said, actorId, actor)) return;
  if (!parts.peers.opens(canonicalHost(actorId) ?? '', 'fetch')) return;
  const followersHere = () => parts.followers.localFollowersOf(actorId, parts.addresses.origin);
  if (digestOf(await followersHere()) === said.digest) return;
  rested.set(actorId, true, restMs);
  const collection = await readRemoteCollection(
    { wire: parts.wire, as: parts.instanceActor },
    said.url,
    actorId,
    bounds,
  );
  // Of a list with gaps nothing follows about who is missing from it.
  if (!collection?.complete) return;
  const listed = new Set(
    collection.items.filter((id) => typeof id === 'string' && parts.addresses.actorName(id) !== undefined),
  ) as ReadonlySet<string>;
  const here = await followersHere();
  await repair(parts, actorId, {
    missing: here.filter((follower) => !listed.has(follower)),
    unknown: [...listed].filter((follower) => !here.includes(follower)),
  });
}

function isOwnCollection({ collectionId, url }: Synchronization, actorId: string, actor: JsonObject): boolean {
  return actor['followers'] === collectionId && sameOrigin(collectionId, actorId) && sameOrigin(url, actorId);
}

async function repair(
  parts: SynchronisingParts,
  actorId: string,
  { missing, unknown }: { readonly missing: readonly string[]; readonly unknown: readonly string[] },
): Promise<void> {
  const { origin } = new URL(actorId);
  await withUnitOfWork(parts.commits, { kind: 'remote', actor: actorId, origin }, async () => {
    for (const follower of missing) await unfollow(parts, follower, actorId);
  });
  let told = 0;
  for (const follower of unknown) {
    const outcome = await settle(parts, follower, actorId, told < toldMost);
    if (outcome === 'told') told += 1;
  }
}

/** A Follow that waited for its answer has been accepted; one that there is none of is taken back. */
async function settle(
  parts: SynchronisingParts,
  follower: string,
  followed: string,
  mayTell: boolean,
): Promise<'confirmed' | 'told' | 'left'> {
  const { store, apex, accounts, commits } = parts;
  const account = await accounts.byActor(follower);
  if (!account) return 'left';
  return withUnitOfWork(commits, { kind: 'local', actor: follower }, async () => {
    const asked = await store.findActivityByCollectionAndObjectId(`${follower}/outbox`, followed, true, 'Follow');
    if (asked) {
      await store.updateActivityMeta(asked, 'collection', `${follower}/following`);
      return 'confirmed';
    }
    // Whom the outsider never heard of is not made known to it by taking something back.
    if (!mayTell || !(await parts.releases.current(follower, 'public'))) return 'left';
    const follow = await apex.buildActivity('Follow', follower, [followed], { object: [followed] });
    await store.saveActivity(follow as ApexNode);
    await parts.say(account, { type: 'Undo', object: follow.id, to: [followed] });
    return 'told';
  });
}
