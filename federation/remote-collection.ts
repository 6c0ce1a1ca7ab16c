import type { Json, JsonObject } from '../policies/index.ts';
import type { Wire } from './wire/index.ts';
import { sameOrigin } from './wire/origins.ts';

/** How much of a collection is read. */
export interface CollectionBounds {
  /** Documents that are fetched, the collection itself among them. */
  readonly fetches: number;
  readonly items: number;
}

export interface RemoteCollection {
  /** As they came, in order: addresses, or things that are nothing but a hint until they are fetched from their own id. */
  readonly items: readonly Json[];
  /** Nothing was left out for want of room, and every page was there. */
  readonly complete: boolean;
  readonly fetches: number;
}

export interface CollectionReading {
  readonly wire: Pick<Wire, 'fetchDocument'>;
  /** Local actor that signs the fetches. */
  readonly as: string;
}

const collectionTypes = ['Collection', 'OrderedCollection', 'CollectionPage', 'OrderedCollectionPage'];

/**
 * Reads a collection of another server within bounds, page after page (ActivityStreams Core §2.2, paging). Every page comes
 * from the origin of the collection, and none is asked for twice, so that a collection can neither send us elsewhere nor
 * in a circle. Undefined where there is no collection.
 */
export async function readRemoteCollection(
  { wire, as }: CollectionReading,
  place: string | JsonObject,
  origin: string,
  bounds: CollectionBounds,
): Promise<RemoteCollection | undefined> {
  const seen = new Set<string>();
  const items: Json[] = [];
  let next: string | JsonObject | undefined = place;
  let fetches = 0;
  while (next !== undefined) {
    const page: string | JsonObject = next;
    if (typeof page === 'string') {
      if (fetches >= bounds.fetches || seen.has(page) || !sameOrigin(page, origin)) break;
      seen.add(page);
      fetches += 1;
    }
    const document: JsonObject | undefined = typeof page === 'string' ? await fetchedFrom(wire, page, as) : page;
    if (!document || !isCollection(document)) break;
    const here = listed(document);
    const room = bounds.items - items.length;
    items.push(...here.slice(0, room));
    if (here.length > room) return { items, complete: false, fetches };
    next = following(document);
    if (next === undefined) return { items, complete: true, fetches };
  }
  return fetches === 0 && items.length === 0 ? undefined : { items, complete: false, fetches };
}

async function fetchedFrom(wire: CollectionReading['wire'], url: string, as: string): Promise<JsonObject | undefined> {
  const fetched = await wire.fetchDocument(url, { as });
  return fetched.kind === 'document' ? fetched.document : undefined;
}

function isCollection({ type }: JsonObject): boolean {
  return [type].flat().some((one) => typeof one === 'string' && collectionTypes.includes(one));
}

function listed({ items, orderedItems }: JsonObject): Json[] {
  return [orderedItems ?? items ?? []].flat();
}

/** The first page of a collection, which is an address or comes along, or the page after a page. */
function following({ first, next }: JsonObject): string | JsonObject | undefined {
  const [page] = [first ?? next].flat();
  if (typeof page === 'string') return page;
  return typeof page === 'object' && page !== null && !Array.isArray(page) ? page : undefined;
}
