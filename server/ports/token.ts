/** An issued bearer token; the token itself is never stored. */
export interface TokenRecord {
  readonly jti: string;
  readonly actorId: string;
  readonly scope: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly revokedAt?: number;
}

export interface Tokens {
  byId(jti: string): Promise<TokenRecord | undefined>;
}
