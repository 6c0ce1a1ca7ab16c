import { randomBytes } from 'node:crypto';
import type { ClientRecord, ServerCommits } from '../ports/index.ts';
import { hashed } from './clients.ts';
import type { ExchangeOutcome, ExchangeParts } from './grants.ts';

/** The scope by which an app asks for tokens that it renews (OpenID Connect Core §11). Others get one that lasts. */
export const offlineAccess = 'offline_access';

/** How long a token is good for before it is renewed. */
const renewedEveryMs = 60 * 60 * 1000;
/** How long an app may go without renewing. */
const idleMs = 90 * 24 * 60 * 60 * 1000;
/** In the place of the address that a code is for. */
const purpose = 'urn:portico:refresh';

type Parts = Pick<ExchangeParts, 'codes' | 'tokens' | 'commits' | 'clock'>;

interface Grant {
  readonly actorId: string;
  readonly scope: string;
  readonly clientId: string;
  /** Of the token, which keeps its id as long as it is renewed: that is what is listed, and revoked. */
  readonly jti: string;
}

/** A token for an hour, and what the app renews it with. */
export async function issueRenewable(parts: Parts, grant: Grant): Promise<ExchangeOutcome> {
  const token = await parts.tokens.issueToken({ ...grant, renewedEveryMs });
  return renewable(parts, grant, token);
}

/**
 * Renews a token (RFC 6749 §6). What it is renewed with is good once: who shows it a second time has stolen it or was
 * stolen from, and the grant ends for both (RFC 9700 §4.14.2).
 */
export async function renew(parts: Parts, client: ClientRecord, refreshToken: string): Promise<ExchangeOutcome> {
  const jti = grantOf(refreshToken);
  const redeemed = await parts.codes.redeem(hashOf(refreshToken), jti);
  if (redeemed?.code.redirectUri !== purpose) return spent;
  const { code } = redeemed;
  if (redeemed.usedFor !== undefined || code.clientId !== client.id) {
    await parts.tokens.revoke(jti);
    return spent;
  }
  const renewed = code.expiresAt > parts.clock() ? await parts.tokens.renew(jti, client.id, renewedEveryMs) : undefined;
  if (!renewed) return spent;
  const { actorId, scope } = code;
  return renewable(parts, { actorId, scope, clientId: client.id, jti }, renewed.token);
}

/** Ends the grant that a refresh token renews (RFC 7009 §2.1), where it is one of this app's. */
export async function revokeGrant(parts: Parts, client: ClientRecord, refreshToken: string): Promise<void> {
  const jti = grantOf(refreshToken);
  const redeemed = await parts.codes.redeem(hashOf(refreshToken), jti);
  if (redeemed?.code.redirectUri === purpose && redeemed.code.clientId === client.id) await parts.tokens.revoke(jti);
}

async function renewable(
  { commits, clock }: { readonly commits: ServerCommits; readonly clock: () => number },
  { actorId, scope, clientId, jti }: Grant,
  token: string,
): Promise<ExchangeOutcome> {
  const refreshToken = `${jti}.${randomBytes(32).toString('base64url')}`;
  const hash = hashOf(refreshToken);
  const code = { hash, clientId, actorId, scope, redirectUri: purpose, expiresAt: clock() + idleMs };
  await commits.commit([{ change: 'code.put', code }]);
  const renewal = { refreshToken, seconds: renewedEveryMs / 1000 };
  return { kind: 'token', token, scope, actorId, renewal };
}

/** The id of the token that it renews, which is its first part. */
function grantOf(refreshToken: string): string {
  return refreshToken.split('.')[0] ?? '';
}

/** Unlike that of any code, so that neither is taken for the other. */
function hashOf(refreshToken: string): string {
  return hashed(`${purpose} ${refreshToken}`);
}

const spent: ExchangeOutcome = {
  kind: 'refused',
  error: 'invalid_grant',
  reason: 'this can not be renewed any more: sign in again',
};
