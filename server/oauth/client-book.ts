import type { Federation } from '../../federation/index.ts';
import type { JsonObject } from '../../policies/index.ts';
import type { ClientData, ClientRecord, Clients, ServerCommits } from '../ports/index.ts';
import { hashed, isRedirectUri } from './clients.ts';

export interface ClientBookParts {
  readonly clients: Clients;
  readonly clientData: ClientData;
  readonly commits: ServerCommits;
  readonly read: Federation['read'];
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const kind = 'client-metadata';
/** As long as any cache may keep it, whatever its server says. */
const keptMs = 60 * 60 * 1000;
const longestId = 500;

/**
 * Apps that registered here, and apps that say who they are at their own address: client id metadata documents
 * (draft-ietf-oauth-client-id-metadata-document) and ActivityPub objects (FEP-d8c2). These have no secret.
 */
export function createClientBook(parts: ClientBookParts): Clients {
  return {
    byId: (id) => (isSelfDescribed(id) ? described(parts, id) : parts.clients.byId(id)),
  };
}

/** Whether the client's id is the address of its own description: it can keep no secret, so it proves itself by PKCE. */
export function isSelfDescribed(id: string): boolean {
  return /^https?:\/\//.test(id);
}

async function described(parts: ClientBookParts, id: string): Promise<ClientRecord | undefined> {
  if (id.length > longestId || id.includes('#') || URL.parse(id)?.pathname === '/') return undefined;
  const { clientData, commits, clock, read } = parts;
  const kept = await clientData.get(id, kind, 'record');
  if (typeof kept === 'object' && kept !== null) return kept as unknown as ClientRecord;
  const document = await read.metadata(id);
  const client = document && clientOf(id, document, clock());
  if (!client) return undefined;
  const value = { ...client, redirectUris: [...client.redirectUris] };
  await commits.commit([
    { change: 'clientData.put', owner: id, kind, key: 'record', value, expiresAt: clock() + keptMs },
  ]);
  return client;
}

/** What a document says of its app; undefined where it is no description of the app at this address. */
function clientOf(id: string, document: JsonObject, at: number): ClientRecord | undefined {
  const own = document['client_id'] === id || (document['id'] === id && document['type'] === 'Application');
  const uris = [document['redirect_uris'] ?? document['redirectURI'] ?? []].flat();
  const redirectUris = uris.filter((uri) => typeof uri === 'string');
  if (!own || redirectUris.length === 0 || redirectUris.length > 20 || !redirectUris.every(isRedirectUri)) {
    return undefined;
  }
  const name = document['client_name'] ?? document['name'];
  const said = typeof name === 'string' ? name.trim().slice(0, 100) : '';
  const { host } = new URL(id);
  return {
    id,
    // Anybody may call an app anything: where it is from is what a person can judge.
    name: said === '' ? host : `${said} (${host})`,
    redirectUris,
    scope: 'read write follow push profile offline_access',
    secretHash: hashed(''),
    createdAt: at,
  };
}
