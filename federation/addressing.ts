/** ActivityStreams names for everyone (ActivityPub §5.6, and the forms JSON-LD allows for it). */
const publicNames = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);

export const publicAddress = 'https://www.w3.org/ns/activitystreams#Public';
export const audienceFields = ['to', 'cc', 'bto', 'bcc', 'audience'] as const;

/** IRIs of one Portico: collections that address a zone, and what belongs to an account. */
export interface Addresses {
  readonly origin: string;
  readonly internalZone: string;
  /** The collection that addresses a partner zone. */
  partnerZone(name: string): string;
  /** Name of the partner zone when this is the IRI of its collection. */
  partnerZoneName(iri: string): string | undefined;
  actor(name: string): string;
  followers(name: string): string;
  /** Name of the account when this is the IRI of a local actor. */
  actorName(iri: string): string | undefined;
  /** Name of the account when this is the IRI of its followers collection. */
  followersOf(iri: string): string | undefined;
  isLocal(iri: string): boolean;
}

export function createAddresses(origin: string): Addresses {
  const path = (iri: string): string | undefined =>
    URL.canParse(iri) && new URL(iri).origin === origin ? new URL(iri).pathname : undefined;
  const actorPath = /^\/users\/([^/]+)$/;
  const partnerPath = /^\/zones\/partner\/([a-z0-9-]+)$/;
  const followersPath = /^\/users\/([^/]+)\/followers$/;
  return {
    origin,
    internalZone: `${origin}/zones/internal`,
    partnerZone: (name) => `${origin}/zones/partner/${name}`,
    partnerZoneName: (iri) => partnerPath.exec(path(iri) ?? '')?.[1],
    actor: (name) => `${origin}/users/${name}`,
    followers: (name) => `${origin}/users/${name}/followers`,
    actorName: (iri) => actorPath.exec(path(iri) ?? '')?.[1],
    followersOf: (iri) => followersPath.exec(path(iri) ?? '')?.[1],
    isLocal: (iri) => path(iri) !== undefined,
  };
}

/** Where people read what an account posts. */
export function pageOfActor(origin: string, name: string): string {
  return `${origin}/@${name}`;
}

/** Where people read a post and what was answered to it; `id` is the post's IRI. */
export function pageOfPost(id: string, name: string): string {
  return `${pageOfActor(new URL(id).origin, name)}/${id.slice(id.lastIndexOf('/') + 1)}`;
}

export function isPublicAddress(iri: string): boolean {
  return publicNames.has(iri);
}

/** Every addressee that a node in normal form names, once. */
export function addresseesOf(node: { readonly [property: string]: unknown }): string[] {
  const named = audienceFields.flatMap((field) => strings(node[field]));
  return [...new Set(named)];
}

/** The strings of a normal-form property; of embedded nodes, their ids. */
export function strings(value: unknown): string[] {
  if (!Array.isArray(value)) return typeof value === 'string' ? [value] : [];
  return value.flatMap((item: unknown) => {
    if (typeof item === 'string') return [item];
    const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}

export function firstString(value: unknown): string | undefined {
  return strings(value)[0];
}
