import type { ClaimedInbound, Inbound } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import { isDuplicate } from './faults.ts';
import type { InboundDocument } from './inbound-document.ts';
import type { StoreClock } from './store-clock.ts';

type ClaimRequest = Parameters<Inbound['claim']>[0];
type Candidate = Pick<InboundDocument, '_id' | 'n' | 'actor' | 'owner' | 'due' | 'fence'>;

/** Waiting activities looked at in one round to the server. */
const scanned = 500;

/** Leases inbound activities in order of arrival, and of each actor only the first that waits. */
export class InboundClaim {
  readonly #clock: StoreClock;
  readonly #inbound;

  constructor(db: Connection, clock: StoreClock) {
    this.#clock = clock;
    this.#inbound = db.collection<InboundDocument>('inbound');
  }

  async claim(request: ClaimRequest): Promise<ClaimedInbound[]> {
    const storeNow = await this.#clock.now();
    const claimed: ClaimedInbound[] = [];
    const seen = new Set<string>();
    let last = 0;
    while (claimed.length < request.limit) {
      const page = await this.#page(last, seen);
      for (const candidate of page) {
        if (claimed.length >= request.limit || seen.has(candidate.actor)) continue;
        seen.add(candidate.actor);
        if (candidate.due > (candidate.owner === null ? request.now : storeNow)) continue;
        const taken = await this.#lease(candidate, request.owner, storeNow + request.leaseMs);
        if (taken) claimed.push(toClaimed(taken));
      }
      last = page.at(-1)?.n ?? last;
      if (page.length < scanned) break;
    }
    return claimed;
  }

  /** Without those who were looked at: however much one actor sent, the others are a page away. */
  #page(after: number, seen: ReadonlySet<string>): Promise<Candidate[]> {
    const projection = { n: 1, actor: 1, owner: 1, due: 1, fence: 1 };
    const others = seen.size > 0 ? { actor: { $nin: [...seen] } } : {};
    const waiting = this.#inbound.find({ state: 'waiting', n: { $gt: after }, ...others }, { projection });
    return waiting.sort({ n: 1 }).limit(scanned).toArray();
  }

  /** Null where it was taken, or another of its actor is leased: one that was given its number early and came late. */
  async #lease({ _id, actor, fence }: Candidate, owner: string, until: number): Promise<InboundDocument | null> {
    try {
      return await this.#inbound.findOneAndUpdate(
        { _id, actor, fence, state: 'waiting' },
        { $set: { owner, busy: actor, due: Math.ceil(until) }, $inc: { fence: 1 } },
        { returnDocument: 'after' },
      );
    } catch (error) {
      if (isDuplicate(error)) return null;
      throw error;
    }
  }
}

function toClaimed(document: InboundDocument): ClaimedInbound {
  const { _id, actor, activity, recipient, body, receivedAt, attempts, fence } = document;
  if (!body) throw new Error('an inbound activity that waits has no body');
  const claimed = { id: _id, actor, activity, body, receivedAt, attempts, fence };
  return recipient === '' ? claimed : { ...claimed, recipient };
}
