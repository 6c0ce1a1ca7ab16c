import jwt from 'jsonwebtoken';
import type { TokenRecord } from '../ports/index.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly status: 401;
  /** One line for whoever sent the token; it says nothing about who it belongs to. */
  readonly reason: string;
}

interface Keys {
  readonly origin: string;
  readonly key: Uint8Array;
  readonly clock: () => number;
}

const algorithm = 'HS256';
export const expired = 'this token has expired: ask for another one';
export const foreign = 'this token is not one of this server';

export function signToken({ origin, key }: Keys, record: TokenRecord): string {
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

/** Signature, algorithm, issuer, audience, expiry and the presence of every claim. */
export function readClaims(
  { origin, key, clock }: Keys,
  token: string,
): { readonly kind: 'claims'; readonly jti: string; readonly sub: string; readonly exp: number } | Refusal {
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
    return whole ? { kind: 'claims', jti, sub, exp } : refused(foreign);
  } catch (error) {
    return refused(error instanceof jwt.TokenExpiredError ? expired : foreign);
  }
}

export function refused(reason: string): Refusal {
  return { kind: 'refused', status: 401, reason };
}

/** Something signed for a few minutes and for one use of this server alone, such as a step of signing in. */
export function signStep({ origin, key, clock }: Keys, use: string, subject: string, seconds: number): string {
  const iat = Math.floor(clock() / 1000);
  const options = { algorithm, issuer: origin, audience: `${origin}/${use}`, subject } as const;
  return jwt.sign({ iat, exp: iat + seconds }, Buffer.from(key), options);
}

/** The subject of a step; undefined where it is forged, over, or of another use. */
export function readStep({ origin, key, clock }: Keys, use: string, step: string): string | undefined {
  try {
    const payload = jwt.verify(step, Buffer.from(key), {
      algorithms: [algorithm],
      issuer: origin,
      audience: `${origin}/${use}`,
      clockTimestamp: Math.floor(clock() / 1000),
    });
    return typeof payload === 'object' ? payload.sub : undefined;
  } catch {
    return undefined;
  }
}
