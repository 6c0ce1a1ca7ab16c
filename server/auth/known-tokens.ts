import { createHash } from 'node:crypto';

/** What was read of a token whose signature was right. */
export interface KnownClaims {
  readonly jti: string;
  readonly sub: string;
  /** Seconds since the epoch. */
  readonly exp: number;
}

const mostKnown = 10_000;

/**
 * Tokens whose signature was verified lately, by their digest: a client shows the same one with every request. Whether it
 * was revoked is asked of the store each time all the same.
 */
export class KnownTokens {
  readonly #claims = new Map<string, KnownClaims>();

  of(token: string): KnownClaims | undefined {
    return this.#claims.get(digestOf(token));
  }

  remember(token: string, claims: KnownClaims): void {
    this.#claims.set(digestOf(token), claims);
    for (const oldest of this.#claims.keys()) {
      if (this.#claims.size <= mostKnown) break;
      this.#claims.delete(oldest);
    }
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
