import { randomUUID } from 'node:crypto';
import type { ServerCommits, TokenRecord, Tokens } from '../ports/index.ts';
import { expired, foreign, type Refusal, readClaims, refused, signToken } from './jwt.ts';
import { KnownTokens } from './known-tokens.ts';

export type Verified =
  | {
      readonly kind: 'authenticated';
      readonly actorId: string;
      readonly scope: string;
      readonly jti: string;
      readonly clientId?: string;
    }
  | Refusal;

export interface TokenRequest {
  readonly actorId: string;
  /** OAuth scopes parted by spaces (RFC 6749 §3.3). */
  readonly scope: string;
  readonly clientId?: string;
  /** The id that the token gets; a random one where left out. */
  readonly jti?: string;
  /** In milliseconds; a year where left out. */
  readonly lifetimeMs?: number;
  /** How long the text that is handed out is good for, where it can be renewed: in milliseconds; all that time where left out. */
  readonly renewedEveryMs?: number;
}

export interface BearerTokens {
  /** Issues a token to an actor and remembers it. Throws `StoreUnavailable`. */
  issueToken(request: TokenRequest): Promise<string>;
  /**
   * Checks the value of an `Authorization` header (RFC 6750 §2.1) for a token that speaks for a person. The store is asked
   * each time: a revoked token stops at once. Throws `StoreUnavailable`.
   */
  verifyBearer(header: string | undefined): Promise<Verified>;
  /** Like `verifyBearer`, also for a token that an app got for itself (RFC 6749 §4.4): its `actorId` is the client's. */
  verifyAnyBearer(header: string | undefined): Promise<Verified>;
  /** The record of a live token, given bare; undefined for any other text. */
  inspect(token: string): Promise<TokenRecord | undefined>;
  /** The token of this id anew, good for so many milliseconds; undefined where it is revoked, over, or of another client. */
  renew(
    jti: string,
    clientId: string,
    forMs: number,
  ): Promise<{ readonly token: string; readonly record: TokenRecord } | undefined>;
  /** Whether the token of this id is neither revoked nor expired. */
  works(jti: string): Promise<boolean>;
  /** Tokens of an actor that work, newest first. */
  list(actorId: string): Promise<TokenRecord[]>;
  /** False where there is no such token that works. */
  revoke(jti: string): Promise<boolean>;
  /** Revokes every token of an actor and returns how many worked until then. */
  revokeAll(actorId: string): Promise<number>;
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
const yearMs = 365 * 24 * 60 * 60 * 1000;
const longestHeader = 4096;

/** The subject of a token that a client got for itself: nobody's actor, and so nobody's rights. */
export function clientSubject(origin: string, clientId: string): string {
  return `${origin}/oauth/clients/${clientId}`;
}

/** Bearer tokens as JSON Web Tokens (RFC 7519) with exactly one algorithm, issuer and audience. */
export function createBearerTokens(given: TokenParts): BearerTokens {
  const parts = { ...given, known: new KnownTokens() };
  const verifyAnyBearer = async (header: string | undefined): Promise<Verified> => {
    if (header === undefined) return refused('this needs a bearer token');
    const token =
      header.length <= longestHeader ? /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(header)?.[1] : undefined;
    if (token === undefined) return refused('the `Authorization` header is not a bearer token of this server');
    return verify(parts, token);
  };
  return {
    async issueToken({
      actorId,
      scope,
      clientId,
      jti = randomUUID(),
      lifetimeMs = yearMs,
      renewedEveryMs = lifetimeMs,
    }) {
      const issuedAt = parts.clock();
      const issued = { jti, actorId, scope, issuedAt, expiresAt: issuedAt + lifetimeMs };
      const token: TokenRecord = clientId === undefined ? issued : { ...issued, clientId };
      await parts.commits.commit([{ change: 'token.put', token }]);
      return signToken(parts, { ...token, expiresAt: issuedAt + renewedEveryMs });
    },
    async renew(jti, clientId, forMs) {
      const record = await parts.tokens.byId(jti);
      if (!record || !works(parts, record) || record.clientId !== clientId) return undefined;
      const issuedAt = parts.clock();
      const expiresAt = Math.min(issuedAt + forMs, record.expiresAt);
      return { token: signToken(parts, { ...record, issuedAt, expiresAt }), record };
    },
    verifyAnyBearer,
    async verifyBearer(header) {
      const verified = await verifyAnyBearer(header);
      if (verified.kind === 'refused' || !isClient(parts, verified.actorId)) return verified;
      return refused('this token speaks for an app alone: sign in and use the token of a person');
    },
    async inspect(token) {
      const verified = await verify(parts, token);
      return verified.kind === 'refused' ? undefined : parts.tokens.byId(verified.jti);
    },
    async works(jti) {
      const token = await parts.tokens.byId(jti);
      return token !== undefined && works(parts, token);
    },
    list: (actorId) => working(parts, actorId),
    async revoke(jti) {
      const token = await parts.tokens.byId(jti);
      return token !== undefined && works(parts, token) && (await end(parts, [token])) === 1;
    },
    revokeAll: async (actorId) => end(parts, await working(parts, actorId)),
  };
}

function isClient({ origin }: TokenParts, actorId: string): boolean {
  return actorId.startsWith(clientSubject(origin, ''));
}

async function verify(parts: TokenParts & { readonly known: KnownTokens }, token: string): Promise<Verified> {
  const known = parts.known.of(token);
  const claims = known ? { kind: 'claims' as const, ...known } : readClaims(parts, token);
  if (claims.kind === 'refused') return claims;
  if (!known) parts.known.remember(token, claims);
  if (claims.exp <= Math.floor(parts.clock() / 1000)) return refused(expired);
  const record = await parts.tokens.byId(claims.jti);
  if (!record || record.actorId !== claims.sub) return refused(foreign);
  if (record.revokedAt !== undefined) return refused('this token was revoked: ask for another one');
  if (record.expiresAt <= parts.clock()) return refused(expired);
  const { actorId, scope, jti, clientId } = record;
  return { kind: 'authenticated', actorId, scope, jti, ...(clientId !== undefined && { clientId }) };
}

async function working(parts: TokenParts, actorId: string): Promise<TokenRecord[]> {
  const issued = await parts.tokens.ofActor(actorId);
  return issued.filter((token) => works(parts, token));
}

function works({ clock }: TokenParts, { revokedAt, expiresAt }: TokenRecord): boolean {
  return revokedAt === undefined && expiresAt > clock();
}

async function end({ commits, clock }: TokenParts, tokens: readonly TokenRecord[]): Promise<number> {
  const revokedAt = clock();
  await commits.commit(tokens.map((token) => ({ change: 'token.put', token: { ...token, revokedAt } })));
  return tokens.length;
}
