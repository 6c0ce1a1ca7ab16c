import type { Federation } from '../../federation/index.ts';
import type { Node } from '../../federation/ports/index.ts';
import type { Media } from '../media/index.ts';
import type { Listed, ServerStore } from '../ports/index.ts';
import { attachmentsOf } from './attachments.ts';
import { type AccountEntity, accountEntity } from './entities/account.ts';
import { pollEntity } from './entities/poll.ts';
import { boostEntity, type StatusEntity, statusEntity } from './entities/status.ts';
import { filteringOf } from './filtering.ts';
import type { IdBook } from './id-book.ts';
import { authorOf, firstIri, firstText, irisOf, isStatus, itemsOf, mentionsOf, textIn, visibilityOf } from './nodes.ts';
import { type PollView, pollsOf } from './polls/polls.ts';
import type { Presenter } from './presenter.ts';
import { type LanguageOf, noteFor, releasedKind, type ShadowReader } from './shadows.ts';
import type { SignedIn } from './signed-in.ts';

export interface PresenterParts {
  readonly origin: string;
  readonly store: ServerStore;
  readonly federation: Federation;
  readonly media: Media;
  readonly ids: IdBook;
  readonly shadows: ShadowReader;
  readonly languageOf: LanguageOf;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

export function createPresenter(parts: PresenterParts): Presenter {
  const accounts = (iris: readonly string[]) => presentAccounts(parts, iris);
  const statuses = (iris: readonly string[], viewer: SignedIn) => presentStatuses(parts, iris, viewer);
  return {
    accounts,
    account: async (iri) => (await accounts([iri]))[0],
    statuses,
    status: async (iri, viewer) => (await statuses([iri], viewer))[0],
    node: (iri, viewer) => visibleNode(parts, iri, viewer),
  };
}

async function presentAccounts(
  { store, ids, origin }: PresenterParts,
  iris: readonly string[],
): Promise<AccountEntity[]> {
  const distinct = [...new Set(iris)];
  const listings = ['followers', 'following', 'account'];
  const [nodes, known, counts, last] = await Promise.all([
    Promise.all(distinct.map((iri) => store.objects.get(iri))),
    ids.idsOf(distinct),
    store.listings.counts(distinct.flatMap((iri) => listings.map((listing) => `${listing}:${iri}`))),
    Promise.all(distinct.map((iri) => store.listings.page(`account:${iri}`, { limit: 1 }))),
  ]);
  return distinct.flatMap((iri, index) => {
    const [node, id] = [nodes[index], known.get(iri)];
    if (!node || id === undefined || node['inbox'] === undefined) return [];
    const [followers = 0, following = 0, statuses = 0] = listings.map((listing) => counts.get(`${listing}:${iri}`));
    const lastStatusId = last[index]?.[0]?.position;
    const source = { node, id, counts: { followers, following, statuses } };
    return [accountEntity({ ...source, ...(lastStatusId !== undefined && { lastStatusId }) }, origin)];
  });
}

/** What one status is made of, before its authors and counts are looked up for the whole page at once. */
interface Found {
  readonly iri: string;
  readonly node: Node;
  /** The Announce, where the status is a boost. */
  readonly boost?: Node;
}

async function presentStatuses(
  parts: PresenterParts,
  iris: readonly string[],
  viewer: SignedIn,
): Promise<StatusEntity[]> {
  const found = (await Promise.all(iris.map((iri) => find(parts, iri, viewer)))).filter((one) => one !== undefined);
  if (found.length === 0) return [];
  const shown = await gather(parts, found, viewer);
  return found.flatMap((one) => shown(one) ?? []);
}

async function find(parts: PresenterParts, asked: string, viewer: SignedIn): Promise<Found | undefined> {
  const shadow = asked.startsWith(`${parts.origin}/activities/`);
  const released = shadow ? await parts.store.clientData.get(asked, releasedKind, 'object') : undefined;
  const iri = typeof released === 'string' ? released : asked;
  const object = (await parts.store.objects.get(iri)) ?? (await parts.shadows.read(iri, viewer));
  if (object) return isStatus(object) && (await maySee(parts, object, viewer)) ? { iri, node: object } : undefined;
  const boost = await parts.store.activities.get(iri);
  const target = boost?.type === 'Announce' ? firstIri(boost['object']) : undefined;
  if (!boost || target === undefined || !parts.federation.read.mayRead(boost, viewer.actorId)) return undefined;
  const node = await parts.store.objects.get(target);
  return node && isStatus(node) && (await maySee(parts, node, viewer)) ? { iri, node, boost } : undefined;
}

async function visibleNode(parts: PresenterParts, iri: string, viewer: SignedIn): Promise<Node | undefined> {
  return (await find(parts, iri, viewer))?.node;
}

/** Also what somebody outside sent to their followers, of whom the viewer is one. */
async function maySee({ federation, store }: PresenterParts, node: Node, viewer: SignedIn): Promise<boolean> {
  if (federation.read.mayRead(node, viewer.actorId)) return true;
  const author = authorOf(node);
  if (author === undefined || federation.read.isLocal(author)) return false;
  const followers = firstIri((await store.objects.get(author))?.['followers']);
  const addressed = [...irisOf(node['to']), ...irisOf(node['cc'])];
  if (followers === undefined || !addressed.includes(followers)) return false;
  return (await store.listings.holding([{ listing: `following:${viewer.actorId}`, item: author }])).length > 0;
}

/** Looks up, for a whole page, everything that its statuses show beside themselves. */
async function gather(
  parts: PresenterParts,
  found: readonly Found[],
  viewer: SignedIn,
): Promise<(one: Found) => StatusEntity | undefined> {
  const { store, ids, origin } = parts;
  const nodes = found.map(({ node }) => node);
  const answered = nodes.flatMap((node) => firstIri(node['inReplyTo']) ?? []);
  const parents = new Map(
    (await Promise.all(answered.map((iri) => store.objects.get(iri)))).flatMap((node) =>
      node ? [[node.id, node]] : [],
    ),
  );
  const people = [...nodes, ...parents.values(), ...found.flatMap(({ boost }) => boost ?? [])]
    .flatMap((node) => authorOf(node) ?? [])
    .concat(nodes.flatMap((node) => mentionsOf(node).map(({ href }) => href)));
  const [entities, known, counts, held, language, attachments, polls, filtered] = await Promise.all([
    presentAccounts(parts, people),
    ids.idsOf([...found.map(({ iri }) => iri), ...nodes.map(({ id }) => id), ...parents.keys()]),
    store.listings.counts(nodes.flatMap(({ id }) => [`replies:${id}`, `likes:${id}`, `shares:${id}`])),
    store.listings.holding(nodes.flatMap(({ id }) => askedOf(id, viewer))),
    parts.languageOf(viewer),
    attachmentsOf(parts, nodes, viewer),
    pollsOf(parts, nodes, viewer),
    filteringOf(parts, viewer),
  ]);
  const accounts = new Map(entities.map((entity) => [String(entity['uri']), entity]));
  const holds = new Set(held.map(({ listing, item }) => `${listing} ${item}`));
  return ({ iri, node, boost }) => {
    const [id, account] = [known.get(node.id), accounts.get(authorOf(node) ?? '')];
    if (id === undefined || !account) return undefined;
    const parent = parents.get(firstIri(node['inReplyTo']) ?? '');
    const poll = polls.get(node.id);
    const status = statusEntity(
      {
        id,
        node,
        account,
        counts: {
          replies: counts.get(`replies:${node.id}`) ?? 0,
          reblogs: counts.get(`shares:${node.id}`) ?? 0,
          favourites: counts.get(`likes:${node.id}`) ?? 0,
        },
        viewer: viewerState(node.id, viewer, holds),
        inReplyTo: {
          id: (parent && known.get(parent.id)) ?? null,
          accountId: (parent && accounts.get(authorOf(parent) ?? '')?.id) ?? null,
        },
        mentioned: accounts,
        attachments: attachments.get(node.id) ?? [],
        filtered: filtered({ id, texts: textsOf(node, poll) }),
        ...(poll && { poll: pollEntity(id, poll, parts.clock()) }),
        note: noteFor(node, visibilityOf(node, origin), language, origin),
      },
      origin,
    );
    if (!boost) return status;
    const [boostId, booster] = [known.get(iri), accounts.get(authorOf(boost) ?? '')];
    return boostId === undefined || !booster
      ? undefined
      : boostEntity({ id: boostId, node: boost, account: booster }, status);
  };
}

/** What a filter looks through: everything of a status that is read. */
function textsOf(node: Node, poll: PollView | undefined): string[] {
  const names = itemsOf(node['attachment']).flatMap((item) => textIn(item, 'name') ?? []);
  const options = poll?.options.map(({ title }) => title) ?? [];
  return [firstText(node['summary']) ?? '', firstText(node['content']) ?? '', ...options, ...names];
}

function askedOf(id: string, { actorId }: SignedIn): Listed[] {
  return [
    { listing: `likes:${id}`, item: actorId },
    { listing: `shares:${id}`, item: actorId },
    { listing: `bookmarks:${actorId}`, item: id },
    { listing: `pinned:${actorId}`, item: id },
    { listing: `muted-threads:${actorId}`, item: id },
  ];
}

function viewerState(id: string, { actorId }: SignedIn, holds: ReadonlySet<string>) {
  return {
    favourited: holds.has(`likes:${id} ${actorId}`),
    reblogged: holds.has(`shares:${id} ${actorId}`),
    bookmarked: holds.has(`bookmarks:${actorId} ${id}`),
    pinned: holds.has(`pinned:${actorId} ${id}`),
    muted: holds.has(`muted-threads:${actorId} ${id}`),
  };
}
