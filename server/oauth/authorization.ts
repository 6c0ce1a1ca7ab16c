import { grantsAll, parseScope } from '../auth/scopes.ts';
import type { ClientRecord, Clients } from '../ports/index.ts';
import { isSelfDescribed } from './client-book.ts';
import type { ClientRuling } from './client-rules.ts';

/** An authorization request (RFC 6749 §4.1.1) that a person may be asked about. */
export interface AuthorizationRequest {
  readonly client: ClientRecord;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state?: string;
  readonly challenge?: string;
  /** The request as it came, for the next page's form. */
  readonly query: string;
}

export type AuthorizationOutcome =
  | { readonly kind: 'request'; readonly request: AuthorizationRequest }
  /** Shown to the person: nothing goes to an address that is not the client's. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Told to the client by its redirect (RFC 6749 §4.1.2.1). */
  | { readonly kind: 'returned'; readonly location: string };

/** The parts of the query that mean something; the rest is not carried along. */
const members = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
];

export const notAllowedHere = 'your organisation does not allow this app: ask its administrators which ones it allows';

/** Exactly one registered address, codes alone (no implicit grant), and S256 where there is a challenge. */
export async function readAuthorization(
  clients: Clients,
  ruling: Pick<ClientRuling, 'admit'>,
  given: string,
): Promise<AuthorizationOutcome> {
  const sent = new URLSearchParams(given);
  const value = (name: string): string | undefined => sent.get(name) ?? undefined;
  if (members.some((name) => sent.getAll(name).length > 1)) return refused('the request names something twice');
  const client = await clients.byId(value('client_id') ?? '');
  if (!client) return refused('this app is not registered here: start again in the app');
  const redirectUri = value('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return refused('the app asked to send you to an address that is not registered as its own');
  }
  const asked = parseScope(value('scope') ?? 'read');
  const admitted = await ruling.admit(client, asked ?? '');
  if (admitted === undefined) return refused(notAllowedHere);
  const state = value('state');
  const returned = (error: string): AuthorizationOutcome => ({
    kind: 'returned',
    location: withAnswer(redirectUri, { error, ...(state !== undefined && { state }) }),
  });
  if (value('response_type') !== 'code') return returned('unsupported_response_type');
  if (asked === undefined || !grantsAll(client.scope, asked)) return returned('invalid_scope');
  const challenge = value('code_challenge');
  if (challenge !== undefined && !isS256(challenge, value('code_challenge_method'))) return returned('invalid_request');
  if (challenge === undefined && isSelfDescribed(client.id)) return returned('invalid_request');
  const query = new URLSearchParams();
  for (const name of members) {
    const text = value(name);
    if (text !== undefined) query.set(name, text);
  }
  return {
    kind: 'request',
    request: {
      client,
      redirectUri,
      scope: admitted,
      query: query.toString(),
      ...(state !== undefined && { state }),
      ...(challenge !== undefined && { challenge }),
    },
  };
}

function isS256(challenge: string, method: string | undefined): boolean {
  return method === 'S256' && /^[\w-]{43}$/.test(challenge);
}

/** The redirect address with an answer added to its query; an app's own scheme is left as it was written. */
export function withAnswer(redirectUri: string, answer: Readonly<Record<string, string>>): string {
  const separator = redirectUri.includes('?') ? '&' : '?';
  return `${redirectUri}${separator}${new URLSearchParams(answer)}`;
}

function refused(reason: string): AuthorizationOutcome {
  return { kind: 'refused', reason };
}
