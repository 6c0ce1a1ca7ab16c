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
      if (!found) return undefined;
      const { _id, ...rest } = found;
      return { host: _id, ...rest };
    });
  }

  put({ host, ...rest }: HostRecord): Promise<void> {
    return this.#db.run(async () => void (await this.#hosts.replaceOne({ _id: host }, rest, { upsert: true })));
  }
}
