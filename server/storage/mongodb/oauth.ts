import type { ClientRecord, Clients, CodeRecord, Codes, Credentials } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

type ClientDocument = Omit<ClientRecord, 'id'> & { readonly _id: string };

export class MongoClients implements Clients {
  readonly #db: Connection;
  readonly #clients;

  constructor(db: Connection) {
    this.#db = db;
    this.#clients = db.collection<ClientDocument>('oauth_clients');
  }

  byId(id: string): Promise<ClientRecord | undefined> {
    return this.#db.run(async () => {
      const found = await this.#clients.findOne({ _id: id });
      if (!found) return undefined;
      const { _id, ...rest } = found;
      return { id: _id, ...rest };
    });
  }

  async put({ id, ...rest }: ClientRecord, within: Within): Promise<void> {
    await this.#clients.replaceOne({ _id: id }, rest, { upsert: true, ...within });
  }
}

interface CodeDocument extends Omit<CodeRecord, 'hash'> {
  readonly _id: string;
  readonly usedFor: string | null;
}

export class MongoCodes implements Codes {
  readonly #db: Connection;
  readonly #codes;

  constructor(db: Connection) {
    this.#db = db;
    this.#codes = db.collection<CodeDocument>('oauth_codes');
  }

  redeem(hash: string, jti: string): Promise<{ code: CodeRecord; usedFor?: string } | undefined> {
    return this.#db.run(async () => {
      const unused = await this.#codes.findOneAndUpdate({ _id: hash, usedFor: null }, { $set: { usedFor: jti } });
      const found = unused ?? (await this.#codes.findOne({ _id: hash }));
      if (!found) return undefined;
      const { _id, usedFor, ...rest } = found;
      const code = { hash: _id, ...rest };
      return unused || usedFor === null ? { code } : { code, usedFor };
    });
  }

  forget(expiredBefore: number): Promise<void> {
    return this.#db.run(async () => void (await this.#codes.deleteMany({ expiresAt: { $lt: expiredBefore } })));
  }

  /** A code that is there stays as it is, used or not. */
  async put({ hash, ...rest }: CodeRecord, within: Within): Promise<void> {
    const made = { $setOnInsert: { ...rest, usedFor: null } };
    await this.#codes.updateOne({ _id: hash }, made, { upsert: true, ...within });
  }
}

export class MongoCredentials implements Credentials {
  readonly #db: Connection;
  readonly #credentials;

  constructor(db: Connection) {
    this.#db = db;
    this.#credentials = db.collection<{ readonly _id: string; readonly hash: string }>('credentials');
  }

  ofActor(actorId: string): Promise<string | undefined> {
    return this.#db.run(async () => (await this.#credentials.findOne({ _id: actorId }))?.hash);
  }

  async put(actorId: string, hash: string, within: Within): Promise<void> {
    await this.#credentials.replaceOne({ _id: actorId }, { hash }, { upsert: true, ...within });
  }
}
