import type { Gate, JsonObject } from '../../policies/index.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import { knownFiles } from '../media/gate-files.ts';
import type { Peers } from '../peers.ts';
import type { Account, Commits, MediaLibrary } from '../ports/index.ts';
import type { Wire } from '../wire/index.ts';

export type RemoteOutcome =
  | { readonly kind: 'document'; readonly document: JsonObject }
  /** A policy found something in the address itself, which would tell it to the other server. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** May be there later. */
  | { readonly kind: 'unreachable' };

export interface RemoteParts {
  readonly gate: Gate;
  readonly peers: Peers;
  readonly wire: Wire;
  readonly library: MediaLibrary;
  readonly addresses: { readonly origin: string };
  /** Signs the fetch, so that nobody learns who asked. */
  readonly instanceActor: string;
  readonly clock: () => number;
  readonly commits: Commits;
}

/** Fetches what another server has, for a colleague (ActivityPub §4.1, `proxyUrl`). Nothing of it is kept. */
export async function readRemote(parts: RemoteParts, account: Account, url: string): Promise<RemoteOutcome> {
  const host = URL.parse(url)?.host;
  if (host === undefined) return { kind: 'refused', reason: 'the `id` is not an address' };
  if (!parts.peers.opens(host, 'fetch')) {
    return { kind: 'refused', reason: 'this organisation does not read from that server' };
  }
  if (!(await mayLeave(parts, account, url, host))) return { kind: 'stopped' };
  const fetched = await parts.wire.fetchDocument(url, { as: parts.instanceActor });
  switch (fetched.kind) {
    case 'document':
      return { kind: 'document', document: fetched.document };
    case 'gone':
      return { kind: 'absent' };
    case 'refused':
      return { kind: 'refused', reason: 'that server has no ActivityStreams document there' };
    case 'unreachable':
      return { kind: 'unreachable' };
  }
}

/** An address can carry words as well as a post can. */
async function mayLeave(
  { gate, library, addresses: { origin }, clock }: RemoteParts,
  account: Account,
  url: string,
  host: string,
): Promise<boolean> {
  const document: JsonObject = { id: url, type: 'Read', object: url, content: decoded(url) };
  const crossing = {
    zone: 'addressed',
    actor: account.actorId,
    roles: [...account.roles, account.kind],
    activity: 'Read',
    domains: [host],
    at: clock(),
  } as const;
  const files = await knownFiles([document], { library, origin });
  return gate.decide({ document, subject: url, crossing, files }).kind === 'released';
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** What another host publishes about itself in plain JSON, at exactly this address: redirects lead nowhere. */
export async function readMetadata({ wire, peers }: RemoteParts, url: string): Promise<JsonObject | undefined> {
  const host = URL.parse(url)?.host;
  if (host === undefined || !peers.opens(host, 'fetch')) return undefined;
  const fetched = await wire.fetchJson(url, { types: ['application/json'] });
  if (fetched.kind === 'document') return fetched.url === url ? fetched.document : undefined;
  const object = await wire.fetchDocument(url, { exact: true });
  return object.kind === 'document' ? object.document : undefined;
}

const webfinger = ['application/jrd+json', 'application/json'];

/** IRI of the actor at an address or behind `name@host`, fetched and kept where it was not known here. */
export async function findActor(parts: RemoteParts, account: Account, asked: string): Promise<string | undefined> {
  const handle = /^@?([\w.-]+)@([\w.-]+(?::\d+)?)$/.exec(asked);
  const url = handle ? await selfLink(parts, account, handle[1] ?? '', handle[2] ?? '') : asked;
  const host = url === undefined ? undefined : URL.parse(url)?.host;
  if (url === undefined || host === undefined || !parts.peers.opens(host, 'fetch')) return undefined;
  if (!(await mayLeave(parts, account, url, host))) return undefined;
  const by = { kind: 'local', actor: account.actorId } as const;
  return withUnitOfWork(parts.commits, by, async () => (await parts.peers.actor(url))?.id);
}

/** What WebFinger (RFC 7033) says is the actor of a handle. */
async function selfLink(parts: RemoteParts, account: Account, name: string, host: string): Promise<string | undefined> {
  const scheme = parts.addresses.origin.split(':')[0];
  const url = `${scheme}://${host}/.well-known/webfinger?resource=${encodeURIComponent(`acct:${name}@${host}`)}`;
  if (!parts.peers.opens(host, 'fetch') || !(await mayLeave(parts, account, url, host))) return undefined;
  const fetched = await parts.wire.fetchJson(url, { types: webfinger });
  const links = fetched.kind === 'document' ? fetched.document['links'] : undefined;
  for (const link of Array.isArray(links) ? links : []) {
    if (typeof link !== 'object' || link === null || Array.isArray(link)) continue;
    const { rel, type, href } = link;
    if (rel === 'self' && String(type).includes('json') && typeof href === 'string') return href;
  }
  return undefined;
}
