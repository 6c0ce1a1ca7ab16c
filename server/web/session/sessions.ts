import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Account, Accounts } from '../../../federation/ports/index.ts';
import { readStep, signStep } from '../../auth/jwt.ts';
import type { BearerTokens } from '../../auth/tokens.ts';
import { cookieOf } from './cookies.ts';

/** A person who has signed in with a browser. */
export interface Session {
  readonly account: Account;
  /** Of the token that the session is; whoever revokes it ends the session. */
  readonly jti: string;
  /** What every request that changes something has to repeat in the header `X-CSRF-Token`. */
  readonly csrf: string;
}

export interface Sessions {
  begin(account: Account, response: Response): Promise<void>;
  /** Revokes the session of this request; nothing where there is none. */
  end(request: Request, response: Response): Promise<void>;
  /** Throws `StoreUnavailable`. */
  of(request: Request): Promise<Session | undefined>;
  /**
   * The token of the session behind a call of this server's own pages: one that names the CSRF token or, where it only
   * reads, one that the browser says comes from a page of this origin (`Sec-Fetch-Site`).
   */
  tokenOfCall(request: Request): string | undefined;
  /** Notes that whoever has this session has just given their password. */
  refresh(request: Request, response: Response): void;
  /** Whether they gave it within the last ten minutes. */
  isFresh(request: Request): boolean;
  /** Whether this CSRF token is the session's. */
  isGenuine(request: Request, csrf: string): boolean;
}

interface SessionParts {
  readonly origin: string;
  /** HMAC key of 32 bytes. */
  readonly key: Uint8Array;
  readonly tokens: BearerTokens;
  readonly accounts: Accounts;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const lifetimeMs = 12 * 60 * 60 * 1000;
const freshSeconds = 600;
const freshUse = 'session/fresh';

/** Sessions are bearer tokens that rest in a cookie: they are stored, listed and revoked like any other. */
export function createSessions(parts: SessionParts): Sessions {
  const { origin, key, tokens, accounts } = parts;
  const secure = origin.startsWith('https:');
  // The prefix makes browsers refuse the cookie from a sub-domain or without TLS (RFC 6265bis §4.1.3).
  const names = secure ? ['__Host-portico', '__Host-portico-fresh'] : ['portico', 'portico-fresh'];
  const [sessionCookie = '', freshCookie = ''] = names;
  const cookie = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  const csrfOf = (token: string): string => createHmac('sha256', key).update(`csrf/${token}`).digest('base64url');
  const tokenOf = (request: Request): string | undefined => cookieOf(request, sessionCookie);
  const isGenuine = (request: Request, csrf: string): boolean => {
    const token = tokenOf(request);
    return token !== undefined && equal(csrf, csrfOf(token));
  };
  return {
    async begin(account, response) {
      const { actorId } = account;
      const token = await tokens.issueToken({ actorId, scope: 'follow read write', lifetimeMs });
      response.cookie(sessionCookie, token, { ...cookie, maxAge: lifetimeMs });
    },
    async end(request, response) {
      const record = await tokens.inspect(tokenOf(request) ?? '');
      if (record) await tokens.revoke(record.jti);
      response.clearCookie(sessionCookie, cookie);
      response.clearCookie(freshCookie, cookie);
    },
    async of(request) {
      const token = tokenOf(request);
      const verified = token === undefined ? undefined : await tokens.verifyBearer(`Bearer ${token}`);
      if (token === undefined || verified?.kind !== 'authenticated') return undefined;
      const account = await accounts.byActor(verified.actorId);
      return account && { account, jti: verified.jti, csrf: csrfOf(token) };
    },
    tokenOfCall(request) {
      const { 'x-csrf-token': given, 'sec-fetch-site': site } = request.headers;
      const reads = request.method === 'GET' || request.method === 'HEAD';
      const ours = (reads && site === 'same-origin') || isGenuine(request, String(given ?? ''));
      return ours ? tokenOf(request) : undefined;
    },
    refresh(request, response) {
      const step = signStep(parts, freshUse, subjectOf(tokenOf(request)), freshSeconds);
      response.cookie(freshCookie, step, { ...cookie, sameSite: 'strict', maxAge: freshSeconds * 1000 });
    },
    isFresh(request) {
      const subject = readStep(parts, freshUse, cookieOf(request, freshCookie) ?? '');
      return subject !== undefined && equal(subject, subjectOf(tokenOf(request)));
    },
    isGenuine,
  };
}

function subjectOf(token = ''): string {
  return createHash('sha256').update(token).digest('base64url');
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
