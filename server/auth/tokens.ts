import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { ServerCommits, TokenRecord, Tokens } from '../ports/index.ts';

export type Verified =
  | { readonly kind: 'authenticated'; readonly actorId: string; readonly scope: string; readonly jti: string }
  /** `reason` is one line for whoever sent the token; it says nothing about who it belongs to. */
  | { readonly kind: 'refused'; readonly status: 401; readonly reason: string };

export interface BearerTokens {
  /**
   * Issues a token to an actor and remembers it. `scope` is a list of OAuth scopes parted by spaces (RFC 6749 §3.3).
   * Throws `StoreUnavailable`.
   */
  issueToken(request: { readonly actorId: string; readonly scope: string }): Promise<string>;
  /**
   * Checks the value of an `Authorization` header (RFC 6750 §2.1). The store is asked each time: a revoked token stops at
   * once. Throws `StoreUnavailable`.
   */
  verifyBearer(header: string | undefined): Promise<Verified>;
}

export interface TokenParts {
  /** Issuer and audience of every token. */
  readonly origin: string;
  /** HMAC key of 32 bytes. */
  readonly key: Uint8Array;
  readonly tokens: Tokens;
  readonly commits: ServerCommits;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Clients can't refresh a token, so it lasts; leaving is a matter of revoking it, not of waiting. */
const lifetimeMs = 365 * 24 * 60 * 60 * 1000;
const longestHeader = 4096;
const algorithm = 'HS256';

/** Bearer tokens as JSON Web Tokens (RFC 7519) with exactly one algorithm, issuer and audience. */
export function createBearerTokens(parts: TokenParts): BearerTokens {
  return {
    async issueToken({ actorId, scope }) {
      const issuedAt = parts.clock();
      const record: TokenRecord = { jti: randomUUID(), actorId, scope, issuedAt, expiresAt: issuedAt + lifetimeMs };
      await parts.commits.commit([{ change: 'token.put', token: record }]);
      return sign(parts, record);
    },
    async verifyBearer(header) {
      if (header === undefined) return refused('this needs a bearer token');
      const token =
        header.length <= longestHeader ? /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(header)?.[1] : undefined;
      if (token === undefined) return refused('the `Authorization` header is not a bearer token of this server');
      const claims = verify(parts, token);
      if (claims.kind === 'refused') return claims;
      const record = await parts.tokens.byId(claims.jti);
      if (!record || record.actorId !== claims.sub) return refused(foreign);
      if (record.revokedAt !== undefined) return refused('this token was revoked: ask for another one');
      if (record.expiresAt <= parts.clock()) return refused(expired);
      return { kind: 'authenticated', actorId: record.actorId, scope: record.scope, jti: record.jti };
    },
  };
}

const foreign = 'this token is not one of this server';
const expired = 'this token has expired: ask for another one';

function sign({ origin, key }: TokenParts, record: TokenRecord): string {
  const { jti, actorId, issuedAt, expiresAt } = record;
  const claims = { iat: Math.floor(issuedAt / 1000), exp: Math.floor(expiresAt / 1000) };
  return jwt.sign(claims, Buffer.from(key), {
    algorithm,
    issuer: origin,
    audience: origin,
    subject: actorId,
    jwtid: jti,
  });
}

/** Signature, algorithm, issuer, audience, expiry and the presence of every claim; security.md case 80. */
function verify(
  { origin, key, clock }: TokenParts,
  token: string,
): { kind: 'claims'; jti: string; sub: string } | Refusal {
  try {
    const { header, payload } = jwt.verify(token, Buffer.from(key), {
      algorithms: [algorithm],
      issuer: origin,
      audience: origin,
      clockTimestamp: Math.floor(clock() / 1000),
      complete: true,
    });
    const plain = Object.keys(header).every((name) => name === 'alg' || name === 'typ');
    if (!plain || typeof payload === 'string') return refused(foreign);
    const { jti, sub, exp } = payload;
    const whole = typeof jti === 'string' && typeof sub === 'string' && typeof exp === 'number';
    return whole ? { kind: 'claims', jti, sub } : refused(foreign);
  } catch (error) {
    return refused(error instanceof jwt.TokenExpiredError ? expired : foreign);
  }
}

type Refusal = Extract<Verified, { kind: 'refused' }>;

function refused(reason: string): Refusal {
  return { kind: 'refused', status: 401, reason };
}
