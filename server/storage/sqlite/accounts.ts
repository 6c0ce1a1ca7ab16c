import type { Database } from 'better-sqlite3';
import type { Account, Accounts, ActorKeys, TokenRecord, Tokens } from '../../../federation/ports/index.ts';

interface Row {
  readonly record: string;
}

export function accounts(database: Database): Accounts {
  const byName = database.prepare<[string], Row>('SELECT record FROM accounts WHERE name = ?');
  const byActor = database.prepare<[string], Row>('SELECT record FROM accounts WHERE actor = ?');
  const all = database.prepare<[], Row>('SELECT record FROM accounts ORDER BY name');
  return {
    byName: async (name) => read(byName.get(name)),
    byActor: async (actor) => read(byActor.get(actor)),
    all: async () => all.all().flatMap((row) => read<Account>(row) ?? []),
  };
}

export function actorKeys(database: Database): ActorKeys {
  const ofActor = database.prepare<[string], { key_id: string; public_pem: string; sealed: Buffer }>(
    'SELECT key_id, public_pem, sealed FROM actor_keys WHERE actor = ?',
  );
  return {
    async ofActor(actorId) {
      const row = ofActor.get(actorId);
      return row && { keyId: row.key_id, actorId, publicKeyPem: row.public_pem, sealedPrivateKey: row.sealed };
    },
  };
}

export function tokens(database: Database): Tokens {
  const byId = database.prepare<[string], Row>('SELECT record FROM tokens WHERE jti = ?');
  return { byId: async (jti) => read<TokenRecord>(byId.get(jti)) };
}

function read<T>(row: Row | undefined): T | undefined {
  return row && (JSON.parse(row.record) as T);
}
