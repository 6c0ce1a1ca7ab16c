import type { Document } from 'mongodb';
import type { Owners } from '../../../federation/ports/index.ts';
import type { CopyProgress, Installation, Ledger, PlacedRecord, StoredRecord } from '../../ports/index.ts';
import { kindNamed } from '../record-kinds.ts';
import type { Connection } from './connection.ts';
import { duplicatesIn } from './faults.ts';
import { ListingCounts } from './listing-counts.ts';
import type { Memberships } from './memberships.ts';
import { shapeOf } from './record-shapes.ts';
import { settingsOf } from './settings.ts';

/** Documents read in one round to the server. */
const readAtOnce = 500;

interface Parts {
  readonly db: Connection;
  readonly owners: Owners;
  readonly ledger: Ledger;
  readonly memberships: Memberships;
}

export class MongoInstallation implements Installation {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async prepare(): Promise<'idle' | 'in-use'> {
    const { db, owners, ledger } = this.#parts;
    await ledger.sequence();
    await owners.releaseGone();
    return db.run(async () => ((await db.collection('owners').findOne({})) === null ? 'idle' : 'in-use'));
  }

  async *records(name: string, after?: string): AsyncIterable<PlacedRecord> {
    const order = kindNamed(name).fields.includes('n') && name !== 'ledger_tiles' ? orderedBy(name) : '_id';
    const shape = shapeOf(name);
    for (let last = after; ; ) {
      const page = await this.#page(name, order, last);
      const entries = await this.#entriesOf(name, page);
      for (const document of page) {
        last = JSON.stringify(document[order]);
        const entry = entries.get(String(document['_id']));
        yield { record: shape.toRecord({ ...document, ...(entry !== undefined && { entry }) }), place: last };
      }
      if (page.length < readAtOnce) return;
    }
  }

  restore(name: string, records: readonly StoredRecord[], progress: CopyProgress): Promise<void> {
    const { db } = this.#parts;
    return db.run(async () => {
      if (name === 'memberships') await this.#restoreMemberships(records);
      else await this.#insert(name, await this.#documents(name, records));
      const last = Math.max(0, ...records.map(({ n }) => Number(n ?? 0)));
      await settingsOf(db).updateOne({ _id: 'order' }, { $max: { n: last } }, { upsert: true });
      await settingsOf(db).updateOne(
        { _id: 'copy' },
        { $set: { progress: JSON.stringify(progress) } },
        { upsert: true },
      );
    });
  }

  progress(): Promise<CopyProgress | undefined> {
    const { db } = this.#parts;
    return db.run(async () => {
      const found = await settingsOf(db).findOne({ _id: 'copy' });
      return found?.progress === undefined ? undefined : (JSON.parse(found.progress) as CopyProgress);
    });
  }

  finish(): Promise<void> {
    const { db } = this.#parts;
    return db.run(async () => {
      if (db.facts.transactions) await new ListingCounts(db).countAnew();
      await settingsOf(db).deleteOne({ _id: 'copy' });
    });
  }

  #page(name: string, order: string, after: string | undefined): Promise<Document[]> {
    const { db } = this.#parts;
    const filter: Document = {
      ...(after !== undefined && { [order]: { $gt: JSON.parse(after) } }),
      ...(name === 'delivery_totals' && { total: { $gt: 0 } }),
    };
    return db.run(() =>
      db
        .collection<Document>(name)
        .find(filter)
        .sort({ [order]: 1 })
        .limit(readAtOnce)
        .toArray(),
    );
  }

  /** Places in the ledger of receipts and decisions, from 1 on. */
  async #entriesOf(name: string, page: readonly Document[]): Promise<ReadonlyMap<string, number>> {
    if (name !== 'receipts' && name !== 'decisions') return new Map();
    const { db } = this.#parts;
    const what = name === 'receipts' ? 'receipt ' : 'decision ';
    const ids = page.map(({ _id }) => `${what}${_id}`);
    const entries = db.collection<{ readonly _id: string; readonly index: number }>('ledger_entries');
    const found = await db.run(() => entries.find({ _id: { $in: ids } }, { projection: { index: 1 } }).toArray());
    return new Map(found.map(({ _id, index }) => [_id.slice(what.length), index + 1]));
  }

  /** A release rests with what its receipt says. */
  async #documents(name: string, records: readonly StoredRecord[]): Promise<Document[]> {
    const { toDocument } = shapeOf(name);
    if (name !== 'releases') return records.map(toDocument);
    const receipts = this.#parts.db.collection<Document & { readonly _id: string }>('receipts');
    const ids = records.map(({ id }) => String(id));
    const found = await receipts.find({ _id: { $in: ids } }).toArray();
    const byId = new Map(found.map((receipt) => [receipt._id, receipt]));
    return records.map((record) => ({ ...byId.get(String(record['id'])), ...toDocument(record) }));
  }

  /** Those that are there stay. */
  async #insert(name: string, documents: readonly Document[]): Promise<void> {
    if (documents.length === 0) return;
    try {
      await this.#parts.db.collection<Document>(name).insertMany(documents, { ordered: false });
    } catch (error) {
      if (!duplicatesIn(error)) throw error;
    }
  }

  async #restoreMemberships(records: readonly StoredRecord[]): Promise<void> {
    for (const { collection, activity, n } of records)
      await this.#parts.memberships.add(String(collection), String(activity), Number(n), {});
  }
}

function orderedBy(name: string): string {
  return name === 'policy_activations' ? '_id' : 'n';
}
