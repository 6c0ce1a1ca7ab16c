import type { Request } from 'express';
import type { MastodonParts } from '../door.ts';
import type { Streams } from './open-streams.ts';
import type { Wisher } from './streams.ts';

/** What says who asks, by plain HTTP or by WebSocket. */
export interface StreamRequest {
  readonly headers: Request['headers'];
  /** Path and query. */
  readonly url?: string | undefined;
}

export type Admitted =
  | ({ readonly kind: 'wisher' } & Wisher)
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 429; readonly error: string };

const mostOfOnePerson = 50;
const mostOfAll = 20_000;

/**
 * Who wants a stream. The token is in the header, the query (RFC 6750 §2.3) or the WebSocket's subprotocol, since browsers
 * let a page set no header; no cookie counts, so that a page of another origin has nothing to borrow.
 */
export async function whoWishes(
  { tokens, store }: MastodonParts,
  hub: Streams,
  request: StreamRequest,
): Promise<Admitted> {
  const verified = await tokens.verifyBearer(authorizationOf(request));
  const account = verified.kind === 'refused' ? undefined : await store.accounts.byActor(verified.actorId);
  if (verified.kind === 'refused' || !account) return refused(401, 'Invalid access token');
  if (hub.size >= mostOfAll || hub.countOf(account.actorId) >= mostOfOnePerson) {
    return refused(429, 'Too many streams are open: close some');
  }
  return { kind: 'wisher', account: { ...account, jti: verified.jti }, scope: verified.scope };
}

function authorizationOf({ headers, url = '' }: StreamRequest): string | undefined {
  if (headers.authorization !== undefined) return headers.authorization;
  const query = new URL(url, 'http://localhost').searchParams.get('access_token');
  const token = query ?? headers['sec-websocket-protocol']?.split(',')[0]?.trim();
  return token === undefined ? undefined : `Bearer ${token}`;
}

function refused(status: 401 | 429, error: string): Admitted {
  return { kind: 'refused', status, error };
}
