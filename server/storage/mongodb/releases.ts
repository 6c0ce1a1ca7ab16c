import type { Receipt, Releases, SealedRelease, Shown, ShownText } from '../../../federation/ports/index.ts';
import type { OutsideZone } from '../../../policies/index.ts';
import { type Connection, oneOf, type Within } from './connection.ts';
import type { Memberships } from './memberships.ts';

interface ReceiptDocument extends Omit<Receipt, 'id'> {
  readonly _id: string;
  readonly n: number;
}

/** A receipt and its bytes, as long as they can be sent or served. */
interface ReleaseDocument extends ReceiptDocument {
  readonly body: Uint8Array;
  readonly current: boolean;
}

const decoder = new TextDecoder();

export class MongoReleases implements Releases {
  readonly #db: Connection;
  readonly #memberships: Memberships;
  readonly #receipts;
  readonly #releases;
  readonly #deliveries;
  readonly #fanOuts;

  constructor(db: Connection, memberships: Memberships) {
    this.#db = db;
    this.#memberships = memberships;
    this.#receipts = db.collection<ReceiptDocument>('receipts');
    this.#releases = db.collection<ReleaseDocument>('releases');
    this.#deliveries = db.collection<{ release: string; state: string }>('deliveries');
    this.#fanOuts = db.collection<{ release: string }>('fan_outs');
  }

  current(subject: string, zone: OutsideZone): Promise<SealedRelease | undefined> {
    return this.#db.run(async () => {
      // The one put last, where a reader comes between it and the retirement of the one before.
      const found = await this.#releases.findOne({ subject, zone, current: true }, { sort: { n: -1 } });
      return found ? toRelease(found) : undefined;
    });
  }

  currentTexts(shown: readonly Shown[]): Promise<(ShownText | undefined)[]> {
    return this.#db.run(async () => {
      if (shown.length === 0) return [];
      const subjects = [...new Set(shown.map(({ subject }) => subject))];
      const zones = [...new Set(shown.map(({ zone }) => zone))];
      const filter = { subject: { $in: subjects }, zone: { $in: zones }, current: true };
      const found = await this.#releases.find(filter).sort({ n: 1 }).toArray();
      const texts = new Map(found.map((one) => [`${one.zone} ${one.subject}`, toText(one)]));
      return shown.map(({ subject, zone }) => texts.get(`${zone} ${subject}`));
    });
  }

  byId(id: string): Promise<SealedRelease | undefined> {
    return this.#db.run(async () => {
      const found = await this.#releases.findOne({ _id: id });
      return found ? toRelease(found) : undefined;
    });
  }

  receipts(digest: string): Promise<Receipt[]> {
    return this.#db.run(async () => (await this.#receipts.find({ digest }).sort({ n: 1 }).toArray()).map(toReceipt));
  }

  everReleased(subject: string): Promise<boolean> {
    return this.#db.run(async () => (await this.#receipts.findOne({ subject })) !== null);
  }

  /** A word that all commits change would have them wait for each other, and asking for it costs what an answer does. */
  async publicVersion(): Promise<string | undefined> {
    return undefined;
  }

  /** Throws where there is a receipt with this id. */
  async assertNew(id: string, within: Within): Promise<void> {
    if (await this.#receipts.findOne({ _id: id }, within)) throw new Error('there is a receipt with this id already');
  }

  async addReceipt(receipt: Receipt, n: number, within: Within): Promise<void> {
    const made = { $setOnInsert: { ...receiptFields(receipt), n } };
    await this.#receipts.updateOne(oneOf(receipt.id, { subject: receipt.subject }, within), made, {
      upsert: true,
      ...within,
    });
  }

  /** Receipt first, then bytes, then what leads to them: nothing can be found that has no receipt. */
  async put(release: SealedRelease, n: number, within: Within): Promise<void> {
    const { id, subject, zone, body } = release;
    await this.addReceipt(release, n, within);
    const document = { ...receiptFields(release), n, body, current: true };
    await this.#releases.replaceOne(oneOf(id, { subject }, within), document, { upsert: true, ...within });
    await this.#retire(subject, zone, id, within);
    await this.#memberships.released(subject, zone, within);
  }

  /** The bytes first: from then on nothing of it is sent or served. */
  async withdraw(subject: string, within: Within): Promise<void> {
    await this.#releases.deleteMany({ subject }, within);
    await this.#memberships.withdrawn(subject, within);
  }

  async #retire(subject: string, zone: OutsideZone, successor: string, within: Within): Promise<void> {
    const former = { subject, zone, _id: { $ne: successor } };
    await this.#releases.updateMany({ ...former, current: true }, { $set: { current: false } }, within);
    const found = await this.#releases.find(former, { ...within, projection: { _id: 1 } }).toArray();
    for (const { _id } of found) {
      const waits =
        (await this.#deliveries.findOne({ release: _id, state: 'waiting' }, within)) ??
        (await this.#fanOuts.findOne({ release: _id }, within));
      if (!waits) await this.#releases.deleteOne({ _id }, within);
    }
  }
}

function receiptFields(receipt: Receipt): Omit<Receipt, 'id'> {
  const { subject, zone, digest, actor, outcome, setVersion, decidedAt, seal } = receipt;
  return { subject, zone, digest, actor, outcome, setVersion, decidedAt, seal };
}

function toReceipt(document: ReceiptDocument): Receipt {
  return { id: document._id, ...receiptFields({ id: document._id, ...document }) };
}

function toRelease(document: ReleaseDocument): SealedRelease {
  return { ...toReceipt(document), body: document.body };
}

function toText({ setVersion, body }: ReleaseDocument): ShownText {
  return { setVersion, text: decoder.decode(body) };
}
