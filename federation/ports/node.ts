/**
 * An ActivityStreams node in the normal form of activitypub-express: every property but `id` and `type` is an array.
 * `_meta` never leaves the store's callers.
 */
export interface Node {
  readonly id: string;
  readonly type: string;
  [property: string]: unknown;
}

/** Membership of an activity in a collection, in the order it was added. */
export interface CollectionItem {
  readonly activity: Node;
  /** Opaque position in the collection, newest first; gives the next page when handed back. */
  readonly cursor: string;
}

export interface PageQuery {
  /** At most this many items; omit for all of them. */
  readonly limit?: number;
  /** Cursor of the last item of the page before; items come strictly after it. */
  readonly after?: string;
  /** Activities by these actors are left out. */
  readonly withoutActors?: readonly string[];
  /** Only activities that have a current release in one of these zones. */
  readonly releasedTo?: readonly string[];
}

/** Objects (and actors), local and remote, by id. */
export interface Objects {
  get(id: string): Promise<Node | undefined>;
  /** Those that are there, by id. Whoever asks for the same gets the same nodes, which are frozen. */
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, Node>>;
}

/** Activities, local and remote, and the collections they are in. */
export interface Activities {
  get(id: string): Promise<Node | undefined>;
  /** Ids of the collections that the activity is in. */
  collectionsOf(activityId: string): Promise<string[]>;
  /** Oldest activity of the collection whose `object` is (or embeds) this id; of this `type` only, where one is given. */
  inCollectionByObject(collection: string, objectId: string, type?: string): Promise<Node | undefined>;
  /** Oldest activity of the collection by this actor. */
  inCollectionByActor(collection: string, actorId: string): Promise<Node | undefined>;
  /** Ids of this actor's activities whose `object` is (or embeds) this id, oldest first. */
  byActorAndObject(actorId: string, objectId: string): Promise<string[]>;
  /** Ids of this actor's activities, oldest first. */
  byActor(actorId: string, limit: number): Promise<string[]>;
  /** Newest first. Throws `InvalidCursor` for a cursor that this store never gave. */
  page(collection: string, query: PageQuery): Promise<CollectionItem[]>;
  count(collection: string, releasedTo?: readonly string[]): Promise<number>;
}

export class InvalidCursor extends Error {}

/** Where copies for outsiders go. */
export interface DeliveryTarget {
  /** Shared inbox of the actor where it has one, else its inbox. */
  readonly inbox: string;
  /** Host and port of the inbox, lower case. */
  readonly host: string;
}

export interface Followers {
  /** Distinct delivery targets of the remote followers in a followers collection, in inbox order, page by page. */
  targets(collection: string, after: string | undefined, limit: number): Promise<DeliveryTarget[]>;
  /** How many distinct actors that are not under this origin follow. */
  countOutside(collection: string, origin: string): Promise<number>;
  /** Actor ids of the followers under this origin, ours or another server's; each once. */
  under(collection: string, origin: string): Promise<string[]>;
  /** Actor ids of the local actors (ids under this origin) in whose `following` collection this remote actor is. */
  localFollowersOf(remoteActorId: string, origin: string): Promise<string[]>;
}
