import activitypubExpress, { type Apex, type ApexNode } from 'activitypub-express';
import { sanitised } from '../inbox/sanitise.ts';
import { inboundLimits } from '../limits.ts';
import type { Activities, Objects } from '../ports/index.ts';
import { sameOrigin } from '../wire/origins.ts';
import { loadContext, normalTerms } from './contexts.ts';
import { KnownContexts } from './known-context.ts';
import { NormalForm } from './normal-form.ts';
import { currentReading } from './reader.ts';
import { ApexStore } from './store.ts';

export interface ApexOptions {
  readonly origin: string;
  readonly version: string;
  readonly objects: Objects;
  readonly activities: Activities;
  /** The guarded client: the document that lives at exactly this id, or undefined. */
  readonly fetchNode: (id: string) => Promise<object | undefined>;
}

/** Paths of DESIGN.md §4 in apex's notation. */
const routes = {
  actor: '/users/:actor',
  object: '/objects/:id',
  activity: '/activities/:id',
  inbox: '/users/:actor/inbox',
  outbox: '/users/:actor/outbox',
  following: '/users/:actor/following',
  followers: '/users/:actor/followers',
  liked: '/users/:actor/liked',
  collections: '/users/:actor/collections/:id',
  blocked: '/users/:actor/blocked',
  rejections: '/users/:actor/rejections',
  rejected: '/users/:actor/rejected',
  shares: '/activities/:id/shares',
  likes: '/activities/:id/likes',
} as const;

/**
 * activitypub-express with its network edge replaced (reference `apex.md` §3): it keeps JSON-LD normal form, IRIs,
 * activity building, the outbox pipeline, side effects, collections and responders; signatures, fetching, delivery,
 * counters sent as Updates, thread walking and its acceptance of foreign inline objects are taken from it.
 */
export function createApex(options: ApexOptions): { apex: Apex; store: ApexStore } {
  const store = new ApexStore(options);
  const apex = activitypubExpress({
    name: 'portico',
    version: options.version,
    baseUrl: options.origin,
    domain: new URL(options.origin).host,
    actorParam: 'actor',
    objectParam: 'id',
    activityParam: 'id',
    itemsPerPage: 20,
    context: [normalTerms],
    endpoints: { sharedInbox: `${options.origin}/inbox` },
    routes,
    store,
    offlineMode: true,
    logger: { info: nothing, warn: nothing, error: nothing, log: nothing },
  });
  closeNetwork(apex, store, options);
  silencePublication(apex);
  tightenNames(apex, options.origin);
  return { apex, store };
}

/** What activitypub-express would do on a socket, it does through the guarded client or not at all. */
function closeNetwork(apex: Apex, store: ApexStore, options: ApexOptions): void {
  const normalForm = new NormalForm(new KnownContexts(), apex.context);
  const normalise = apex.fromJSONLD;
  apex.fromJSONLD = async (document) =>
    ((await normalForm.of(document)) as ApexNode | undefined) ?? normalise(readable(document));
  apex.jsonldContextLoader = loadContext;
  apex.requestObject = async (id) => {
    const document = sameOrigin(id, options.origin) ? undefined : await options.fetchNode(id);
    if (!document) return undefined;
    const read = await apex.fromJSONLD(document).catch(() => undefined);
    if (!read) return undefined;
    const node = await sanitised(read);
    store.trust(node);
    return node;
  };
  const refuse = (): never => {
    throw new Error('activitypub-express asked for a socket: only federation/wire opens one');
  };
  apex.deliver = refuse;
  apex.runDelivery = refuse;
  apex.startDelivery = refuse;
  apex.queueForDelivery = refuse;
  apex.resolveReferences = async () => [];
  apex.embedCollections = async (activity) => activity;
}

/** Counters are no news: they are not sent, and what is sent goes through the outbox's gate. */
function silencePublication(apex: Apex): void {
  apex.publishUpdate = async () => {};
  apex.publishUndoUpdate = async () => {};
  apex.updateCollection = async () => undefined;
  apex.publishActivity = async () => {};
  apex.address = async () => [];
}

/** Compares whole origins, asks the reader's rights for what a page shows, and knows `featured` as the pinned posts. */
function tightenNames(apex: Apex, origin: string): void {
  apex.isLocalIRI = (id) => sameOrigin(id, origin);
  apex.isLocalhostIRI = () => false;
  const { isPublic } = apex;
  apex.isPublic = (object) => currentReading()?.mayRead?.(object as ApexNode) ?? isPublic(object);
  const { iriToCollectionInfo, userCollectionIdToIRI } = apex.utils;
  const featured = /^\/users\/([^/]+)\/featured$/;
  apex.utils.iriToCollectionInfo = (iri) => {
    if (!URL.canParse(iri) || !sameOrigin(iri, origin)) return undefined;
    const actor = featured.exec(new URL(iri).pathname)?.[1];
    return actor ? { name: 'collections', actor, id: 'featured' } : iriToCollectionInfo(iri);
  };
  apex.utils.userCollectionIdToIRI = (user, id) =>
    id === 'featured' ? `${origin}/users/${user}/featured` : userCollectionIdToIRI(user, id);
}

/**
 * As the processor can read it. `_meta` and its like are the server's own: a document that brings them from outside loses
 * them. An id that is null says that a thing has none (ActivityPub §3.1), as Akkoma writes emoji; JSON-LD knows no such id.
 */
function readable<T>(value: T): T {
  const left = (key: string, member: unknown) => key.startsWith('_') || (member === null && /^@?id$/.test(key));
  let members = 0;
  const text = JSON.stringify(value, (key, member) => {
    members += 1;
    if (members > inboundLimits.processorMembers) throw new RangeError('too large for the json-ld processor');
    return left(key, member) ? undefined : member;
  });
  return JSON.parse(text) as T;
}

function nothing(): void {}

export type { Apex, ApexNode };
