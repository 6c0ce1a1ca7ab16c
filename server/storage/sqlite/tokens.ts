import type { TokenRecord, Tokens } from '../../ports/index.ts';
import type { Connection } from './connection.ts';
import { Remembered } from './remembered.ts';

const mostKnown = 10_000;

interface TokenRow extends Pick<TokenRecord, 'jti' | 'scope'> {
  readonly actor: string;
  readonly issued_at: number;
  readonly expires_at: number;
  readonly revoked_at: number | null;
  readonly client: string | null;
}

export class SqliteTokens implements Tokens {
  readonly #db: Connection;
  readonly #known: Remembered<TokenRecord>;
  readonly #byId;
  readonly #ofActor;
  readonly #put;

  constructor(db: Connection) {
    this.#db = db;
    this.#known = new Remembered(db, mostKnown);
    this.#byId = db.prepare<[string], TokenRow>('SELECT * FROM tokens WHERE jti = ?');
    this.#ofActor = db.prepare<[string], TokenRow>('SELECT * FROM tokens WHERE actor = ? ORDER BY issued_at DESC, jti');
    this.#put = db.prepare<[TokenRow]>(`
      INSERT OR REPLACE INTO tokens (jti, actor, scope, issued_at, expires_at, revoked_at, client)
      VALUES (@jti, @actor, @scope, @issued_at, @expires_at, @revoked_at, @client)`);
  }

  byId(jti: string): Promise<TokenRecord | undefined> {
    return this.#db.read(() => {
      this.#known.assertNew();
      return this.#known.at(jti, () => {
        const row = this.#byId.get(jti);
        return row && toToken(row);
      });
    });
  }

  ofActor(actorId: string): Promise<TokenRecord[]> {
    return this.#db.read(() => this.#ofActor.all(actorId).map(toToken));
  }

  put({ jti, scope, actorId, issuedAt, expiresAt, revokedAt, clientId }: TokenRecord): void {
    this.#known.forget(jti);
    this.#put.run({
      jti,
      scope,
      actor: actorId,
      issued_at: issuedAt,
      expires_at: expiresAt,
      revoked_at: revokedAt ?? null,
      client: clientId ?? null,
    });
  }
}

function toToken({ jti, scope, actor, issued_at, expires_at, revoked_at, client }: TokenRow): TokenRecord {
  return {
    jti,
    actorId: actor,
    scope,
    issuedAt: issued_at,
    expiresAt: expires_at,
    ...(revoked_at !== null && { revokedAt: revoked_at }),
    ...(client !== null && { clientId: client }),
  };
}
