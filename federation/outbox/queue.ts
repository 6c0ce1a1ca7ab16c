import { randomUUID } from 'node:crypto';
import type { Gate } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { ApexNode } from '../apex/types.ts';
import { deliveryOf, sealFanOut } from '../fan-out/seal.ts';
import { type FanOutSizes, usualSizes } from '../fan-out/sizes.ts';
import type { Peers } from '../peers.ts';
import type {
  Account,
  Change,
  DeliveryTarget,
  FanOutSource,
  Followers,
  Recipients,
  SealedRelease,
} from '../ports/index.ts';
import type { Audience } from './audience.ts';

export interface Queueing {
  readonly gate: Gate;
  readonly addresses: Addresses;
  readonly followers: Followers;
  readonly recipients: Recipients;
  readonly peers: Peers;
  readonly clock: () => number;
  readonly sizes?: FanOutSizes;
}

export interface Queued {
  readonly account: Account;
  readonly activity: ApexNode;
  readonly audience: Audience;
  readonly release: SealedRelease;
  /** What the deliveries are remembered under. */
  readonly subject: string;
}

/** The changes that bring a release to everyone it goes to: a delivery each, or fan-outs where they are many. */
export async function queue(parts: Queueing, queued: Queued): Promise<Change[]> {
  const { account, audience, release, subject } = queued;
  const at = parts.clock();
  const named: readonly DeliveryTarget[] = audience.outsiders.map(({ inbox, host }) => ({ inbox, host }));
  const few = [named];
  const changes: Change[] = [];
  for (const source of sourcesOf(parts, queued)) {
    const targets = await targetsOf(parts, source, subject);
    if (targets) few.push(targets);
    else {
      const fanOut = { id: randomUUID(), releaseId: release.id, subject, source, signer: account.actorId };
      changes.push({ change: 'fanOut.add', fanOut: sealFanOut(parts.gate, release, fanOut), at });
    }
  }
  const deliveries = distinct(few.flat())
    .filter(({ host }) => parts.peers.allowed(host))
    .map((target) => deliveryOf(parts.gate, release, { subject, signer: account.actorId }, target));
  if (deliveries.length > 0) changes.push({ change: 'deliveries.add', deliveries, at });
  return changes;
}

/** Edits and retractions reach every inbox that ever got the original (apex.md §7, row 12). */
function sourcesOf({ addresses }: Queueing, { account, activity, audience, subject }: Queued): FanOutSource[] {
  const sources: FanOutSource[] = [];
  if (audience.followers || audience.public) {
    sources.push({ kind: 'followers', collection: addresses.followers(account.name) });
  }
  const reachesBack = ['Update', 'Delete', 'Undo'].includes(activity.type) && subject !== account.actorId;
  if (reachesBack) sources.push({ kind: 'recipients' });
  return sources;
}

/** Undefined where they are too many for one transaction. */
async function targetsOf(
  { followers, recipients, sizes = usualSizes }: Queueing,
  source: FanOutSource,
  subject: string,
): Promise<DeliveryTarget[] | undefined> {
  const limit = sizes.queuedAtOnce + 1;
  const targets =
    source.kind === 'followers'
      ? await followers.targets(source.collection, undefined, limit)
      : await recipients.page(subject, undefined, limit);
  return targets.length < limit ? targets : undefined;
}

function distinct(targets: readonly DeliveryTarget[]): DeliveryTarget[] {
  return [...new Map(targets.map((target) => [target.inbox, target])).values()];
}
