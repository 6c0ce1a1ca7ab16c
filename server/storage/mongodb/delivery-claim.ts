import { randomUUID } from 'node:crypto';
import type { Filter } from 'mongodb';
import type { ClaimedDelivery, Deliveries } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import type { StoreClock } from './store-clock.ts';

type ClaimRequest = Parameters<Deliveries['claim']>[0];

/** How many of the oldest are looked at, so that hosts which may have no more leave enough of the others. */
const windowsPerRoom = 8;
const smallestWindow = 64;
const largestWindow = 1_000;

/** What a claim has so far. */
interface Claim {
  readonly request: ClaimRequest;
  readonly storeNow: number;
  readonly claimed: ClaimedDelivery[];
  readonly ofHost: Map<string, number>;
}

/**
 * Leases due deliveries. Candidates are read in their order, then leased by one update that looks again at each of them:
 * of two workers that want the same one, one gets it.
 */
export class DeliveryClaim {
  readonly #clock: StoreClock;
  readonly #deliveries;
  /** Others take what this one wants: it chooses at random from the oldest until they no longer meet. */
  #contended = false;

  constructor(db: Connection, clock: StoreClock) {
    this.#clock = clock;
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
  }

  async claim(request: ClaimRequest): Promise<ClaimedDelivery[]> {
    const claim = { request, storeNow: await this.#clock.now(), claimed: [], ofHost: new Map() };
    if (request.limit < 1 || request.perHost < 1) return [];
    for (const retried of [false, true]) await this.#claimFrom(retried, claim);
    return claim.claimed;
  }

  /** Ends when there is room for no more, nothing is due that the claim may still take, or others want the same. */
  async #claimFrom(retried: boolean, claim: Claim): Promise<void> {
    for (;;) {
      const room = claim.request.limit - claim.claimed.length;
      if (room < 1) return;
      const due = { ...dueFilter(claim), retried, host: { $nin: fullHosts(claim) } };
      const usual = Math.min(Math.max(room * windowsPerRoom, smallestWindow), largestWindow);
      const window = this.#contended ? largestWindow : usual;
      const found = await this.#deliveries.find(due).sort({ due: 1, n: 1 }).limit(window).toArray();
      if (found.length === 0) return;
      const free = allowed(found, claim);
      const chosen = (this.#contended ? shuffled(free) : free).slice(0, room);
      this.#contended = (await this.#lease(chosen, claim)) < chosen.length;
      // Whoever has something needn't fight for more.
      if (this.#contended && claim.claimed.length > 0) return;
    }
  }

  /** Returns how many it got. */
  async #lease(candidates: readonly DeliveryDocument[], claim: Claim): Promise<number> {
    const { request, storeNow, claimed, ofHost } = claim;
    const token = randomUUID();
    const ids = candidates.map(({ _id }) => _id);
    const leased = { owner: request.owner, claim: token, due: Math.ceil(storeNow + request.leaseMs) };
    await this.#deliveries.updateMany({ ...dueFilter(claim), _id: { $in: ids } }, { $set: leased, $inc: { fence: 1 } });
    const found = await this.#deliveries.find({ _id: { $in: ids }, claim: token }).toArray();
    const got = new Map(found.map((document) => [document._id, document]));
    for (const id of ids) {
      const document = got.get(id);
      if (!document) continue;
      claimed.push(toClaimed(document));
      ofHost.set(document.host, (ofHost.get(document.host) ?? 0) + 1);
    }
    return got.size;
  }
}

/** What waits is due by the caller's time, a lease runs out by the store's. */
function dueFilter({ request, storeNow }: Claim): Filter<DeliveryDocument> {
  return {
    state: 'waiting',
    $or: [
      { owner: null, due: { $lte: request.now } },
      { owner: { $ne: null }, due: { $lte: storeNow } },
    ],
  };
}

function fullHosts({ request, ofHost }: Claim): string[] {
  const full = [...ofHost].filter(([, taken]) => taken >= request.perHost).map(([host]) => host);
  return [...request.withoutHosts, ...full];
}

/** Of each host as many as it may still have. */
function allowed(found: readonly DeliveryDocument[], { request, ofHost }: Claim): DeliveryDocument[] {
  const taken = new Map(ofHost);
  return found.filter(({ host }) => {
    const before = taken.get(host) ?? 0;
    taken.set(host, before + 1);
    return before < request.perHost;
  });
}

function shuffled<T>(items: readonly T[]): T[] {
  const tossed = items.map((item) => ({ item, at: Math.random() }));
  return tossed.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

function toClaimed(document: DeliveryDocument): ClaimedDelivery {
  const { _id, release, subject, inbox, host, signer, seal, attempts, enqueuedAt, fence } = document;
  return { ...{ id: _id, releaseId: release, subject, inbox, host, signer, seal }, attempts, enqueuedAt, fence };
}
