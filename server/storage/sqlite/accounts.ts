import {
  type Account,
  type Accounts,
  type ActorKey,
  type ActorKeys,
  StaleFence,
} from '../../../federation/ports/index.ts';
import type { AccountRolesChange } from '../../ports/index.ts';
import type { Connection } from './connection.ts';
import { Remembered } from './remembered.ts';

const mostKnown = 10_000;

interface AccountRow extends Pick<Account, 'name' | 'kind' | 'display'> {
  readonly actor: string;
  readonly roles: string;
  readonly created_at: number;
}

export class SqliteAccounts implements Accounts {
  readonly #db: Connection;
  /** By actor. */
  readonly #known: Remembered<Account>;
  readonly #byName;
  readonly #byActor;
  readonly #all;
  readonly #put;
  readonly #putRoles;
  readonly #withRole;

  constructor(db: Connection) {
    this.#db = db;
    this.#known = new Remembered(db, mostKnown);
    this.#byName = db.prepare<[string], AccountRow>('SELECT * FROM accounts WHERE name = ?');
    this.#byActor = db.prepare<[string], AccountRow>('SELECT * FROM accounts WHERE actor = ?');
    this.#all = db.prepare<[], AccountRow>('SELECT * FROM accounts ORDER BY name');
    this.#put = db.prepare<[Omit<Account, 'roles'> & { roles: string }]>(`
      INSERT INTO accounts (name, actor, kind, display, roles, created_at)
      VALUES (@name, @actorId, @kind, @display, @roles, @createdAt)
      ON CONFLICT (name) DO UPDATE SET actor = excluded.actor, kind = excluded.kind, display = excluded.display,
        roles = excluded.roles, created_at = excluded.created_at`);
    this.#putRoles = db.prepare<[roles: string, actor: string, before: string]>(
      'UPDATE accounts SET roles = ? WHERE actor = ? AND roles = ?',
    );
    this.#withRole = db.prepare<[actor: string, role: string]>(
      'SELECT 1 FROM accounts, json_each(accounts.roles) AS held WHERE actor = ? AND held.value = ?',
    );
  }

  byName(name: string): Promise<Account | undefined> {
    return this.#db.read(() => toAccount(this.#byName.get(name)));
  }

  byActor(actorId: string): Promise<Account | undefined> {
    return this.#db.read(() => {
      this.#known.assertNew();
      return this.#known.at(actorId, () => toAccount(this.#byActor.get(actorId)));
    });
  }

  all(): Promise<Account[]> {
    return this.#db.read(() => this.#all.all().flatMap((row) => toAccount(row) ?? []));
  }

  put(account: Account): void {
    // Under the name there may have been another actor.
    this.#known.forgetAll();
    this.#put.run({ ...account, roles: JSON.stringify(account.roles) });
  }

  /** Within a transaction. Throws `StaleFence`. */
  putRoles({ actorId, before, roles, by }: AccountRolesChange): void {
    if (by && !this.#withRole.get(by.actorId, by.role)) throw new StaleFence('who does it has that role no more');
    this.#known.forget(actorId);
    const { changes } = this.#putRoles.run(JSON.stringify(roles), actorId, JSON.stringify(before));
    if (changes === 0) throw new StaleFence('these roles were changed meanwhile');
  }
}

function toAccount(row: AccountRow | undefined): Account | undefined {
  if (!row) return undefined;
  const { name, actor, kind, display, roles, created_at } = row;
  return { name, actorId: actor, kind, display, roles: JSON.parse(roles), createdAt: created_at };
}

interface KeyRow {
  readonly actor: string;
  readonly id: string;
  readonly public_pem: string;
  readonly sealed_private: Buffer;
}

export class SqliteActorKeys implements ActorKeys {
  readonly #db: Connection;
  readonly #ofActor;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#ofActor = db.prepare<[string], KeyRow>('SELECT * FROM actor_keys WHERE actor = ?');
    this.#put = db.prepare<[ActorKey]>(`
      INSERT OR REPLACE INTO actor_keys (actor, id, public_pem, sealed_private)
      VALUES (@actorId, @keyId, @publicKeyPem, @sealedPrivateKey)`);
  }

  ofActor(actorId: string): Promise<ActorKey | undefined> {
    return this.#db.read(() => {
      const row = this.#ofActor.get(actorId);
      return row && { keyId: row.id, actorId, publicKeyPem: row.public_pem, sealedPrivateKey: row.sealed_private };
    });
  }

  put(key: ActorKey): void {
    this.#put.run(key);
  }
}
