import type { DeliveryTarget, Recipients } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';
import type { DeliveryDocument } from './delivery-document.ts';

export interface RecipientDocument {
  /** Subject and inbox. */
  readonly _id: string;
  readonly subject: string;
  readonly inbox: string;
}

/** Recipients in the queue and, in fewer bytes, those that the queue has forgotten. */
export class MongoRecipients implements Recipients {
  readonly #db: Connection;
  readonly #deliveries;
  readonly #recipients;

  constructor(db: Connection) {
    this.#db = db;
    this.#deliveries = db.collection<DeliveryDocument>('deliveries');
    this.#recipients = db.collection<RecipientDocument>('recipients');
  }

  page(subject: string, after: string | undefined, limit: number): Promise<DeliveryTarget[]> {
    return this.#db.run(async () => {
      if (limit === 0) return [];
      const filter = { subject, inbox: { $gt: after ?? '' } };
      const forgotten = await this.#recipients.find(filter).sort({ inbox: 1 }).limit(limit).toArray();
      const known = new Set(forgotten.map(({ inbox }) => inbox));
      for (const inbox of await this.#queued(subject, after ?? '', limit)) known.add(inbox);
      const page = [...known].sort().slice(0, limit);
      return page.map((inbox) => ({ inbox, host: new URL(inbox).host }));
    });
  }

  includesHost({ subject, releaseId }: { subject: string; releaseId: string }, host: string): Promise<boolean> {
    // Inboxes of a host begin with its origin and a slash; `0` is the character after that.
    const ranges = ['https:', 'http:'].map((scheme) => ({
      inbox: { $gte: `${scheme}//${host}/`, $lt: `${scheme}//${host}0` },
    }));
    return this.#db.run(async () => {
      for (const range of ranges) {
        const found =
          (await this.#deliveries.findOne({ subject, ...range })) ??
          (await this.#deliveries.findOne({ release: releaseId, ...range })) ??
          (await this.#recipients.findOne({ subject, ...range }));
        if (found) return true;
      }
      return false;
    });
  }

  /** Distinct inboxes in the queue: one has as many deliveries about a subject as releases of it went there. */
  async #queued(subject: string, after: string, limit: number): Promise<string[]> {
    const inboxes = new Set<string>();
    let last = after;
    while (inboxes.size < limit) {
      const options = { projection: { inbox: 1 } };
      const filter = { subject, inbox: { $gt: last } };
      const found = await this.#deliveries.find(filter, options).sort({ inbox: 1 }).limit(limit).toArray();
      for (const { inbox } of found) inboxes.add(inbox);
      if (found.length < limit) break;
      last = found.at(-1)?.inbox ?? last;
    }
    return [...inboxes];
  }
}
