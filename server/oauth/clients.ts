import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { parseScope } from '../auth/scopes.ts';
import type { ClientRecord, Clients, ServerCommits } from '../ports/index.ts';

export interface Registration {
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scope: string;
  readonly website?: string;
}

export type RegisterOutcome =
  | { readonly kind: 'registered'; readonly client: ClientRecord; readonly secret: string }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface ClientParts {
  readonly clients: Clients;
  readonly commits: ServerCommits;
  readonly clock: () => number;
}

/** Shows the code on a page for the person to copy (as in Mastodon; RFC 8252 has no such thing). */
export const outOfBand = 'urn:ietf:wg:oauth:2.0:oob';
const longestName = 200;

/** Registers an app. Anyone may: an app by itself can do nothing. */
export async function registerClient(parts: ClientParts, registration: Registration): Promise<RegisterOutcome> {
  const { name, redirectUris, website } = registration;
  if (name.trim() === '' || name.length > longestName) return invalid('the app needs a name of at most 200 letters');
  if (redirectUris.length === 0 || redirectUris.length > 20) return invalid('name at least one redirect address');
  const unusable = redirectUris.find((uri) => !isRedirectUri(uri));
  if (unusable !== undefined) {
    return invalid(
      'a redirect address must be https, http of this machine, or a scheme of the app, without a fragment',
    );
  }
  if (website !== undefined && !isWebPage(website)) return invalid('the website must be an https address');
  const scope = parseScope(registration.scope);
  if (scope === undefined) return invalid('the scopes are not known here: use `read`, `write`, `follow` or `push`');
  const secret = randomBytes(32).toString('base64url');
  const client: ClientRecord = {
    id: randomUUID(),
    name: name.trim(),
    redirectUris: [...new Set(redirectUris)],
    scope,
    secretHash: hashed(secret),
    createdAt: parts.clock(),
    ...(website !== undefined && { website }),
  };
  await parts.commits.commit([{ change: 'client.put', client }]);
  return { kind: 'registered', client, secret };
}

/** The client of this id when the secret is its own. */
export async function authenticateClient(
  clients: Clients,
  id: string,
  secret: string,
): Promise<ClientRecord | undefined> {
  const client = await clients.byId(id);
  const expected = Buffer.from(client?.secretHash ?? hashed('nobody'), 'hex');
  return timingSafeEqual(Buffer.from(hashed(secret), 'hex'), expected) ? client : undefined;
}

export function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Schemes that a browser runs or reads from this machine instead of handing them to an app. */
const harmful = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'filesystem:',
  'view-source:',
]);
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an app may be sent an answer there. */
export function isRedirectUri(uri: string): boolean {
  if (uri === outOfBand) return true;
  const url = uri.length <= 2000 ? URL.parse(uri) : null;
  if (url === null || uri.includes('#') || /[\s\\]/.test(uri) || harmful.has(url.protocol)) return false;
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol !== 'http:' || loopback.has(url.hostname);
}

function isWebPage(uri: string): boolean {
  const url = URL.parse(uri);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && uri.length <= 2000;
}

function invalid(reason: string): RegisterOutcome {
  return { kind: 'invalid', reason };
}
