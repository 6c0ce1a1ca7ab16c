/** An issued bearer token; the token itself is never stored. */
export interface TokenRecord {
  readonly jti: string;
  /** Whom it speaks for: an actor, or a client of its own (`<origin>/oauth/clients/<id>`). */
  readonly actorId: string;
  readonly scope: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly revokedAt?: number;
  /** The app that it was issued to; absent for one issued on the command line. */
  readonly clientId?: string;
}

export interface Tokens {
  byId(jti: string): Promise<TokenRecord | undefined>;
  /** Newest first; also those that were revoked or have expired. */
  ofActor(actorId: string): Promise<TokenRecord[]>;
}
