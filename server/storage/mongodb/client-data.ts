import { StaleFence, type SubmissionKeyChange } from '../../../federation/ports/index.ts';
import type { Json } from '../../../policies/index.ts';
import { type ClientData, type ClientDataChange, type ClientDatum, submissionKind } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';
import type { StoreClock } from './store-clock.ts';

interface DataDocument {
  /** Owner, kind and key. */
  readonly _id: string;
  readonly owner: string;
  readonly kind: string;
  readonly key: string;
  /** JSON: the names in it are the client's. */
  readonly value: string;
  readonly expiresAt: number | null;
}

export class MongoClientData implements ClientData {
  readonly #db: Connection;
  readonly #clock: StoreClock;
  readonly #data;

  constructor(db: Connection, clock: StoreClock) {
    this.#db = db;
    this.#clock = clock;
    this.#data = db.collection<DataDocument>('client_data');
  }

  get(owner: string, kind: string, key: string): Promise<Json | undefined> {
    return this.#db.run(async () => {
      const now = await this.#clock.now();
      const found = await this.#data.findOne({ _id: idOf(owner, kind, key) });
      return found && isLive(found, now) ? JSON.parse(found.value) : undefined;
    });
  }

  all(owner: string, kind: string): Promise<ClientDatum[]> {
    return this.#db.run(async () => {
      const now = await this.#clock.now();
      const found = await this.#data.find({ owner, kind }).sort({ key: 1 }).toArray();
      const live = found.filter((document) => isLive(document, now));
      return live.map(({ key, value }) => ({ key, value: JSON.parse(value) }));
    });
  }

  /** Throws `StaleFence` where the key is taken. */
  async assertFree({ actor, key }: SubmissionKeyChange, within: Within): Promise<void> {
    const now = await this.#clock.now();
    const found = await this.#data.findOne({ _id: idOf(actor, submissionKind, key) }, within);
    if (found && isLive(found, now)) throw new StaleFence('this key is taken');
  }

  /** Within a unit of work. */
  async claim({ actor: owner, key, result, expiresAt }: SubmissionKeyChange, within: Within): Promise<void> {
    await this.apply({ change: 'clientData.put', owner, kind: submissionKind, key, value: result, expiresAt }, within);
  }

  /** Within a unit of work. */
  async apply(change: ClientDataChange, within: Within): Promise<void> {
    switch (change.change) {
      case 'clientData.put': {
        const { owner, kind, key, value, expiresAt } = change;
        // What expires makes room for what expires next.
        if (expiresAt !== undefined)
          await this.#data.deleteMany({ expiresAt: { $gt: 0, $lte: await this.#clock.now() } }, within);
        const document = { owner, kind, key, value: JSON.stringify(value), expiresAt: expiresAt ?? null };
        await this.#data.replaceOne({ _id: idOf(owner, kind, key) }, document, { upsert: true, ...within });
        return;
      }
      case 'clientData.remove':
        return void (await this.#data.deleteOne({ _id: idOf(change.owner, change.kind, change.key) }, within));
      case 'clientData.clear':
        return void (await this.#data.deleteMany({ owner: change.owner }, within));
    }
  }
}

function idOf(owner: string, kind: string, key: string): string {
  return `${owner}\n${kind}\n${key}`;
}

function isLive({ expiresAt }: DataDocument, now: number): boolean {
  return expiresAt === null || expiresAt > now;
}
