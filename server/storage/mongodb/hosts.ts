import type { HostRecord, Hosts } from '../../../federation/ports/index.ts';
import type { Connection } from './connection.ts';

type HostDocument = Omit<HostRecord, 'host'> & { readonly _id: string };

export class MongoHosts implements Hosts {
  readonly #db: Connection;
  readonly #hosts;

  constructor(db: Connection) {
    this.#db = db;
    this.#hosts = db.collection<HostDocument>('hosts');
  }

  get(host: string): Promise<HostRecord | undefined> {
    return this.#db.run(async () => {
      const found = await this.#hosts.findOne({ _id: host });
      return found ? toRecord(found) : undefined;
    });
  }

  put({ host, ...rest }: HostRecord): Promise<void> {
    return this.#db.run(async () => void (await this.#hosts.replaceOne({ _id: host }, rest, { upsert: true })));
  }

  failing({ after = '', limit }: Parameters<Hosts['failing']>[0]): Promise<HostRecord[]> {
    return this.#db.run(async () => {
      const held = ['failingDays.0', 'deadSince', 'openUntil'].map((field) => ({ [field]: { $exists: true } }));
      const found = await this.#hosts
        .find({ _id: { $gt: after }, $or: held })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(toRecord);
    });
  }
}

function toRecord({ _id, ...rest }: HostDocument): HostRecord {
  return { host: _id, ...rest };
}
