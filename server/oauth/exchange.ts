import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { grantsAll, parseScope } from '../auth/scopes.ts';
import { clientSubject } from '../auth/tokens.ts';
import type { ClientRecord } from '../ports/index.ts';
import type { AuthorizationRequest } from './authorization.ts';
import { isSelfDescribed } from './client-book.ts';
import { hashed } from './clients.ts';
import type { ExchangeOutcome, ExchangeParts } from './grants.ts';
import { issueRenewable, offlineAccess } from './renewal.ts';

const codeLifetimeMs = 60_000;

/** A code for a person's consent: good once, for one minute, for one client and one address. */
export async function issueCode(
  { commits, clock }: ExchangeParts,
  { client, scope, redirectUri, challenge }: AuthorizationRequest,
  actorId: string,
): Promise<string> {
  const code = randomBytes(32).toString('base64url');
  const record = {
    hash: hashed(code),
    clientId: client.id,
    actorId,
    scope,
    redirectUri,
    expiresAt: clock() + codeLifetimeMs,
  };
  await commits.commit([{ change: 'code.put', code: { ...record, ...(challenge !== undefined && { challenge }) } }]);
  return code;
}

/** A code for a token (RFC 6749 §4.1.3). Who shows a code twice ends the token of the first time (§4.1.2). */
export async function exchangeCode(
  parts: ExchangeParts,
  client: ClientRecord,
  given: { readonly code: string; readonly redirectUri: string; readonly verifier: string | undefined },
): Promise<ExchangeOutcome> {
  const { codes, tokens, clock } = parts;
  const jti = randomUUID();
  const redeemed = await codes.redeem(hashed(given.code), jti);
  if (!redeemed) return invalid;
  if (redeemed.usedFor !== undefined) {
    await tokens.revoke(redeemed.usedFor);
    return invalid;
  }
  const { code } = redeemed;
  const fits = code.clientId === client.id && code.redirectUri === given.redirectUri && code.expiresAt > clock();
  if (!fits || !proves(given.verifier, code.challenge)) return invalid;
  const { actorId, scope } = code;
  const grant = { actorId, scope, clientId: client.id, jti };
  if (scope.split(' ').includes(offlineAccess)) return issueRenewable(parts, grant);
  return { kind: 'token', token: await tokens.issueToken(grant), scope, actorId };
}

/** A token of the app itself (RFC 6749 §4.4), which is no person. */
export async function grantToClient(
  { origin, tokens }: ExchangeParts,
  client: ClientRecord,
  asked: string | undefined,
): Promise<ExchangeOutcome> {
  const scope = parseScope(asked ?? 'read');
  if (isSelfDescribed(client.id)) return secretless;
  if (scope === undefined || !grantsAll(client.scope, scope)) {
    return { kind: 'refused', error: 'invalid_scope', reason: 'the app did not register for these scopes' };
  }
  const token = await tokens.issueToken({ actorId: clientSubject(origin, client.id), scope, clientId: client.id });
  return { kind: 'token', token, scope };
}

/** RFC 7636 §4.6; a verifier without a challenge is a downgrade and refused as well (RFC 9700 §2.1.1). */
function proves(verifier: string | undefined, challenge: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined;
  return verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === challenge;
}

const secretless: ExchangeOutcome = {
  kind: 'refused',
  error: 'invalid_grant',
  reason: 'an app without a secret has no token of its own',
};

const invalid: ExchangeOutcome = {
  kind: 'refused',
  error: 'invalid_grant',
  reason: 'the code is unknown, used, too old, or of another app: sign in again',
};
