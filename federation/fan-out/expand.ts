import { randomUUID } from 'node:crypto';
import type { Gate } from '../../policies/index.ts';
import type { Peers } from '../peers.ts';
import {
  type ClaimedRange,
  type Commits,
  type DeliveryTarget,
  type Followers,
  type Recipients,
  type Releases,
  StaleFence,
} from '../ports/index.ts';
import { deliveryOf, isSealed } from './seal.ts';
import { type FanOutSizes, usualSizes } from './sizes.ts';

export interface Expanding {
  readonly followers: Followers;
  readonly recipients: Recipients;
  readonly releases: Releases;
  readonly commits: Commits;
  readonly peers: Peers;
  readonly gate: Gate;
  readonly clock: () => number;
  readonly sizes?: FanOutSizes;
  /** The rest of a range waits for whoever is free. */
  readonly onCut: () => void;
}

export type Expansion =
  | { readonly kind: 'queued'; readonly deliveries: number }
  /** The release was taken back, or nobody is left in the range. */
  | { readonly kind: 'empty' }
  /** What the store holds is not what the gate sealed. */
  | { readonly kind: 'refused'; readonly releaseId: string }
  /** Somebody else has the range by now; nothing was written. */
  | { readonly kind: 'lost' };

/**
 * Makes the deliveries of a leased range. A long range is cut first, so that others work on the rest meanwhile. What a
 * process that ends in the middle leaves is made again from the range by the next: a delivery exists once per inbox.
 * Rejects with what the store throws.
 */
export async function expand(parts: Expanding, range: ClaimedRange): Promise<Expansion> {
  try {
    return await expandHeld(parts, range);
  } catch (error) {
    if (error instanceof StaleFence) return { kind: 'lost' };
    throw error;
  }
}

async function expandHeld(parts: Expanding, range: ClaimedRange): Promise<Expansion> {
  const { id, fence, subject, signer } = range;
  const done = { change: 'fanOut.done', id, fence } as const;
  const release = await parts.releases.byId(range.releaseId);
  if (!release || !isSealed(parts.gate, release, range)) {
    await parts.commits.commit([done]);
    return release ? { kind: 'refused', releaseId: range.releaseId } : { kind: 'empty' };
  }
  const { ofRange } = parts.sizes ?? usualSizes;
  const page = await nextTargets(parts, range, ofRange);
  const last = page.at(-1);
  if (page.length === ofRange && last && last.inbox !== range.upto) {
    await parts.commits.commit([{ change: 'fanOut.cut', id, fence, upto: last.inbox, restId: randomUUID() }]);
    parts.onCut();
  }
  const deliveries = page
    .filter(({ host }) => parts.peers.allowed(host))
    .map((target) => deliveryOf(parts.gate, release, { subject, signer }, target));
  if (deliveries.length === 0) {
    await parts.commits.commit([done]);
    return { kind: 'empty' };
  }
  await parts.commits.commit([{ change: 'deliveries.add', deliveries, at: parts.clock() }, done]);
  return { kind: 'queued', deliveries: deliveries.length };
}

async function nextTargets(
  { followers, recipients }: Expanding,
  { source, subject, after, upto }: ClaimedRange,
  limit: number,
): Promise<DeliveryTarget[]> {
  const page =
    source.kind === 'followers'
      ? await followers.targets(source.collection, after, limit)
      : await recipients.page(subject, after, limit);
  const past = upto === undefined ? -1 : page.findIndex(({ inbox }) => inbox > upto);
  return past === -1 ? page : page.slice(0, past);
}
