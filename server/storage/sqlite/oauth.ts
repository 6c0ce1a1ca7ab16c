import type { ClientRecord, Clients, CodeRecord, Codes, Credentials } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

interface ClientRow extends Pick<ClientRecord, 'id' | 'name' | 'scope'> {
  readonly website: string | null;
  readonly redirect_uris: string;
  readonly secret_hash: string;
  readonly created_at: number;
}

export class SqliteClients implements Clients {
  readonly #db: Connection;
  readonly #byId;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#byId = db.prepare<[string], ClientRow>('SELECT * FROM oauth_clients WHERE id = ?');
    this.#put = db.prepare<[ClientRow]>(`
      INSERT OR REPLACE INTO oauth_clients (id, name, website, redirect_uris, scope, secret_hash, created_at)
      VALUES (@id, @name, @website, @redirect_uris, @scope, @secret_hash, @created_at)`);
  }

  byId(id: string): Promise<ClientRecord | undefined> {
    return this.#db.read(() => {
      const row = this.#byId.get(id);
      return row && toClient(row);
    });
  }

  put({ id, name, website, redirectUris, scope, secretHash, createdAt }: ClientRecord): void {
    this.#put.run({
      id,
      name,
      scope,
      website: website ?? null,
      redirect_uris: JSON.stringify(redirectUris),
      secret_hash: secretHash,
      created_at: createdAt,
    });
  }
}

function toClient({ id, name, scope, website, redirect_uris, secret_hash, created_at }: ClientRow): ClientRecord {
  const client = { id, name, scope, redirectUris: JSON.parse(redirect_uris), secretHash: secret_hash };
  return { ...client, createdAt: created_at, ...(website !== null && { website }) };
}

interface CodeRow extends Pick<CodeRecord, 'hash' | 'scope'> {
  readonly client: string;
  readonly actor: string;
  readonly redirect_uri: string;
  readonly challenge: string | null;
  readonly expires_at: number;
  readonly used_for: string | null;
}

export class SqliteCodes implements Codes {
  readonly #db: Connection;
  readonly #byHash;
  readonly #use;
  readonly #put;
  readonly #forget;

  constructor(db: Connection) {
    this.#db = db;
    this.#byHash = db.prepare<[string], CodeRow>('SELECT * FROM oauth_codes WHERE hash = ?');
    this.#use = db.prepare<[string, string]>('UPDATE oauth_codes SET used_for = ? WHERE hash = ?');
    this.#put = db.prepare<[CodeRow]>(`
      INSERT INTO oauth_codes (hash, client, actor, scope, redirect_uri, challenge, expires_at, used_for)
      VALUES (@hash, @client, @actor, @scope, @redirect_uri, @challenge, @expires_at, @used_for)`);
    this.#forget = db.prepare<[number]>('DELETE FROM oauth_codes WHERE expires_at < ?');
  }

  redeem(hash: string, jti: string): Promise<{ code: CodeRecord; usedFor?: string } | undefined> {
    return this.#db.write(() => {
      const row = this.#byHash.get(hash);
      if (!row) return undefined;
      if (row.used_for !== null) return { code: toCode(row), usedFor: row.used_for };
      this.#use.run(jti, hash);
      return { code: toCode(row) };
    });
  }

  forget(expiredBefore: number): Promise<void> {
    return this.#db.write(() => void this.#forget.run(expiredBefore));
  }

  put({ hash, scope, clientId, actorId, redirectUri, challenge, expiresAt }: CodeRecord): void {
    this.#put.run({
      hash,
      scope,
      client: clientId,
      actor: actorId,
      redirect_uri: redirectUri,
      challenge: challenge ?? null,
      expires_at: expiresAt,
      used_for: null,
    });
  }
}

function toCode({ hash, scope, client, actor, redirect_uri, challenge, expires_at }: CodeRow): CodeRecord {
  const code = { hash, scope, clientId: client, actorId: actor, redirectUri: redirect_uri, expiresAt: expires_at };
  return challenge === null ? code : { ...code, challenge };
}

export class SqliteCredentials implements Credentials {
  readonly #db: Connection;
  readonly #ofActor;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#ofActor = db.prepare<[string], { hash: string }>('SELECT hash FROM credentials WHERE actor = ?');
    this.#put = db.prepare<[string, string]>('INSERT OR REPLACE INTO credentials (actor, hash) VALUES (?, ?)');
  }

  ofActor(actorId: string): Promise<string | undefined> {
    return this.#db.read(() => this.#ofActor.get(actorId)?.hash);
  }

  put(actorId: string, hash: string): void {
    this.#put.run(actorId, hash);
  }
}
