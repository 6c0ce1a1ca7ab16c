import {
  type Account,
  type Accounts,
  type ActorKey,
  type ActorKeys,
  StaleFence,
} from '../../../federation/ports/index.ts';
import type { AccountRolesChange } from '../../ports/index.ts';
import type { Connection, Within } from './connection.ts';

interface AccountDocument extends Omit<Account, 'name' | 'actorId'> {
  readonly _id: string;
  readonly actor: string;
  /** Number of the last change that this account made by a role of its own. */
  readonly acted?: number;
}

export class MongoAccounts implements Accounts {
  readonly #db: Connection;
  readonly #accounts;

  constructor(db: Connection) {
    this.#db = db;
    this.#accounts = db.collection<AccountDocument>('accounts');
  }

  byName(name: string): Promise<Account | undefined> {
    return this.#db.run(async () => toAccount(await this.#accounts.findOne({ _id: name })));
  }

  byActor(actorId: string): Promise<Account | undefined> {
    return this.#db.run(async () => toAccount(await this.#accounts.findOne({ actor: actorId })));
  }

  all(): Promise<Account[]> {
    return this.#db.run(async () => {
      const found = await this.#accounts.find().sort({ _id: 1 }).toArray();
      return found.flatMap((document) => toAccount(document) ?? []);
    });
  }

  /** Throws where another account has the actor. */
  async assertFree({ name, actorId }: Account, within: Within): Promise<void> {
    const other = await this.#accounts.findOne({ actor: actorId }, within);
    if (other && other._id !== name) throw new Error('another account has this actor');
  }

  async put({ name, actorId, kind, display, roles, createdAt }: Account, within: Within): Promise<void> {
    const document = { actor: actorId, kind, display, roles, createdAt };
    await this.#accounts.replaceOne({ _id: name }, document, { upsert: true, ...within });
  }

  /** Throws `StaleFence` where the roles were changed meanwhile, or whoever does it has no right to any more. */
  async assertRoles({ actorId, before, by }: AccountRolesChange, within: Within): Promise<void> {
    const stands = { actor: actorId, roles: { $eq: [...before] } };
    if (!(await this.#accounts.findOne(stands, within))) throw new StaleFence('these roles were changed meanwhile');
    if (!by || (await this.#accounts.findOne({ actor: by.actorId, roles: by.role }, within))) return;
    throw new StaleFence('who does it has that role no more');
  }

  /** Also writes on the account of whoever does it: of two who take each other's role at once, one fails. */
  async putRoles({ actorId, roles, by }: AccountRolesChange, n: number, within: Within): Promise<void> {
    if (by) await this.#accounts.updateOne({ actor: by.actorId }, { $set: { acted: n } }, within);
    await this.#accounts.updateOne({ actor: actorId }, { $set: { roles } }, within);
  }
}

function toAccount(document: AccountDocument | null): Account | undefined {
  if (!document) return undefined;
  const { _id, actor, kind, display, roles, createdAt } = document;
  return { name: _id, actorId: actor, kind, display, roles, createdAt };
}

interface KeyDocument extends Omit<ActorKey, 'actorId'> {
  readonly _id: string;
}

export class MongoActorKeys implements ActorKeys {
  readonly #db: Connection;
  readonly #keys;

  constructor(db: Connection) {
    this.#db = db;
    this.#keys = db.collection<KeyDocument>('actor_keys');
  }

  ofActor(actorId: string): Promise<ActorKey | undefined> {
    return this.#db.run(async () => {
      const found = await this.#keys.findOne({ _id: actorId });
      if (!found) return undefined;
      const { keyId, publicKeyPem, sealedPrivateKey } = found;
      return { keyId, actorId, publicKeyPem, sealedPrivateKey };
    });
  }

  async put({ actorId, keyId, publicKeyPem, sealedPrivateKey }: ActorKey, within: Within): Promise<void> {
    const document = { keyId, publicKeyPem, sealedPrivateKey };
    await this.#keys.replaceOne({ _id: actorId }, document, { upsert: true, ...within });
  }
}
