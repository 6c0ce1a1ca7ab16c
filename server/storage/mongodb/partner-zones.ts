import type { PartnerZone, PartnerZones } from '../../../federation/ports/index.ts';
import type { Connection, Within } from './connection.ts';

type PartnerZoneDocument = Omit<PartnerZone, 'name'> & { readonly _id: string };

export class MongoPartnerZones implements PartnerZones {
  readonly #db: Connection;
  readonly #zones;

  constructor(db: Connection) {
    this.#db = db;
    this.#zones = db.collection<PartnerZoneDocument>('partner_zones');
  }

  all(): Promise<PartnerZone[]> {
    return this.#db.run(async () => {
      const found = await this.#zones.find().sort({ _id: 1 }).toArray();
      return found.map(({ _id, ...rest }) => ({ name: _id, ...rest }));
    });
  }

  async put({ name, ...rest }: PartnerZone, within: Within): Promise<void> {
    await this.#zones.replaceOne({ _id: name }, rest, { upsert: true, ...within });
  }

  async remove(name: string, within: Within): Promise<void> {
    await this.#zones.deleteOne({ _id: name }, within);
  }
}
