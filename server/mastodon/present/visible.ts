import type { Node } from '../../../federation/ports/index.ts';
import { authorOf, firstIri, irisOf, isForColleagues, isStatus } from '../nodes.ts';
import { releasedKind } from '../shadows.ts';
import type { SignedIn } from '../signed-in.ts';
import type { PresenterParts } from './parts.ts';

/** What one status is made of, before its authors and counts are looked up for the whole page at once. */
export interface Found {
  readonly iri: string;
  readonly node: Node;
  /** The Announce, where the status is a boost. */
  readonly boost?: Node;
}

type Parts = Pick<PresenterParts, 'origin' | 'store' | 'federation' | 'shadows'>;

/** The statuses at these IRIs, each where it is there and the viewer may see it. */
export async function findMany(
  parts: Parts,
  asked: readonly string[],
  viewer: SignedIn,
): Promise<readonly (Found | undefined)[]> {
  const iris = await Promise.all(asked.map((iri) => releasedAs(parts, iri)));
  const objects = await parts.store.objects.getMany(iris);
  return Promise.all(
    iris.map(async (iri) => {
      const object = objects.get(iri) ?? (await parts.shadows.read(iri, viewer));
      if (!object) return boostOf(parts, iri, viewer);
      return isStatus(object) && (await maySee(parts, object, viewer)) ? { iri, node: object } : undefined;
    }),
  );
}

/** What was held and has been let go is known by the id of its shadow too. */
async function releasedAs({ origin, store }: Parts, iri: string): Promise<string> {
  if (!iri.startsWith(`${origin}/activities/`)) return iri;
  const released = await store.clientData.get(iri, releasedKind, 'object');
  return typeof released === 'string' ? released : iri;
}

async function boostOf(parts: Parts, iri: string, viewer: SignedIn): Promise<Found | undefined> {
  const { store, federation } = parts;
  const boost = await store.activities.get(iri);
  const target = boost?.type === 'Announce' ? firstIri(boost['object']) : undefined;
  if (!boost || target === undefined || !federation.read.mayRead(boost, viewer.actorId)) return undefined;
  const node = (await store.objects.getMany([target])).get(target);
  return node && isStatus(node) && (await maySee(parts, node, viewer)) ? { iri, node, boost } : undefined;
}

/** Whether a post of ours is for every colleague; nodes are shared between readers, and so is the answer. */
const forAll = new WeakMap<Node, boolean>();

function isForAll(node: Node, origin: string): boolean {
  const known = forAll.get(node);
  if (known !== undefined) return known;
  const open = node.id.startsWith(`${origin}/`) && isForColleagues(node, origin);
  forAll.set(node, open);
  return open;
}

/** Also what somebody outside sent to their followers, of whom the viewer is one. */
async function maySee({ federation, store, origin }: Parts, node: Node, viewer: SignedIn): Promise<boolean> {
  if (isForAll(node, origin) || federation.read.mayRead(node, viewer.actorId)) return true;
  const author = authorOf(node);
  if (author === undefined || federation.read.isLocal(author)) return false;
  if (federation.peers.standing(author) === 'suspended') return false;
  const followers = firstIri((await store.objects.get(author))?.['followers']);
  const addressed = [...irisOf(node['to']), ...irisOf(node['cc'])];
  if (followers === undefined || !addressed.includes(followers)) return false;
  return (await store.listings.holding([{ listing: `following:${viewer.actorId}`, item: author }])).length > 0;
}
