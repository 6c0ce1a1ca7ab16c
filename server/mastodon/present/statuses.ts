import type { Node } from '../../../federation/ports/index.ts';
import { attachmentsOf } from '../attachments.ts';
import { emojisFor } from '../emojis.ts';
import { emojisOf } from '../entities/emoji.ts';
import { pollEntity } from '../entities/poll.ts';
import { createShownAt } from '../entities/shown-at.ts';
import { boostEntity, type StatusEntity, statusEntity } from '../entities/status.ts';
import { filteringOf } from '../filtering.ts';
import { authorOf, firstIri, firstText, itemsOf, mentionsOf, textIn } from '../nodes.ts';
import { type PollView, pollsOf } from '../polls/polls.ts';
import { approvalEntity } from '../quotes/approval.ts';
import { quoteEntities } from '../quotes/entities.ts';
import { noteFor } from '../shadows.ts';
import type { SignedIn } from '../signed-in.ts';
import { presentAccounts } from './accounts.ts';
import type { PresenterParts } from './parts.ts';
import { askedOf, viewerState } from './viewer-state.ts';
import { type Found, findMany } from './visible.ts';

/** `Status` entities in their order, without those that are not there or not for this viewer. */
export async function presentStatuses(
  parts: PresenterParts,
  iris: readonly string[],
  viewer: SignedIn,
): Promise<StatusEntity[]> {
  const found = (await findMany(parts, iris, viewer)).filter((one) => one !== undefined);
  if (found.length === 0) return [];
  const beside = await gather(parts, found, viewer, true);
  return found.flatMap((one) => toEntity(parts, beside, one, viewer) ?? []);
}

/** What the statuses of a page show beside themselves, looked up for all of them at once. */
type Beside = Awaited<ReturnType<typeof gather>>;

/** Of what the statuses quote, `withQuoted` has them too, though not what they quote in turn. */
async function gather(parts: PresenterParts, found: readonly Found[], viewer: SignedIn, withQuoted: boolean) {
  const { store, ids, origin } = parts;
  const nodes = found.map(({ node }) => node);
  const parents = await store.objects.getMany(nodes.flatMap((node) => firstIri(node['inReplyTo']) ?? []));
  const people = [...nodes, ...parents.values(), ...found.flatMap(({ boost }) => boost ?? [])]
    .flatMap((node) => authorOf(node) ?? [])
    .concat(nodes.flatMap((node) => mentionsOf(node).map(({ href }) => href)));
  const quoted = (iris: readonly string[]) => quotedStatuses(parts, iris, viewer);
  const [entities, known, counts, held, language, attachments, polls, filtered, quotes, emojisIn] = await Promise.all([
    presentAccounts(parts, people),
    ids.idsOf([...found.map(({ iri }) => iri), ...nodes.map(({ id }) => id), ...parents.keys()]),
    store.listings.counts(nodes.flatMap(({ id }) => countedOf(id))),
    store.listings.holding(nodes.flatMap((node) => askedOf(node, viewer))),
    parts.languageOf(viewer),
    attachmentsOf(parts, nodes, viewer),
    pollsOf(parts, nodes, viewer),
    filteringOf(parts, viewer),
    quoteEntities(parts, nodes, withQuoted ? quoted : undefined),
    emojisFor(parts, nodes, viewer),
  ]);
  const shownAt = createShownAt(origin, parts.remoteMedia);
  const accounts = new Map(entities.map((entity) => [String(entity['uri']), entity]));
  const holds = new Set(held.map(({ listing, item }) => `${listing} ${item}`));
  return { parents, known, counts, language, attachments, polls, filtered, quotes, emojisIn, shownAt, accounts, holds };
}

/** One status out of what was gathered; undefined where its author is not known here. */
function toEntity(
  { origin, clock }: PresenterParts,
  beside: Beside,
  { iri, node, boost }: Found,
  viewer: SignedIn,
): StatusEntity | undefined {
  const { parents, known, counts, accounts, holds } = beside;
  const [id, account] = [known.get(node.id), accounts.get(authorOf(node) ?? '')];
  if (id === undefined || !account) return undefined;
  const parent = parents.get(firstIri(node['inReplyTo']) ?? '');
  const poll = beside.polls.get(node.id);
  const [replies = 0, favourites = 0, reblogs = 0, quotes = 0] = countedOf(node.id).map((name) => counts.get(name));
  const source = {
    ...{ id, node, account, mentioned: accounts },
    counts: { replies, reblogs, favourites, quotes },
    viewer: viewerState(node, viewer, holds),
    inReplyTo: {
      id: (parent && known.get(parent.id)) ?? null,
      accountId: (parent && accounts.get(authorOf(parent) ?? '')?.id) ?? null,
    },
    attachments: beside.attachments.get(node.id) ?? [],
    emojis: [...emojisOf(node, beside.shownAt), ...beside.emojisIn(node)],
    filtered: beside.filtered({ id, texts: () => textsOf(node, poll) }),
    quote: beside.quotes.get(node.id),
    approval: approvalEntity(node, viewer, holds, origin),
    ...(poll && { poll: pollEntity(id, poll, clock()) }),
    note: noteFor(node, beside.language, origin),
  };
  const status = statusEntity(source, origin);
  if (!boost) return status;
  const [boostId, booster] = [known.get(iri), accounts.get(authorOf(boost) ?? '')];
  if (boostId === undefined || !booster) return undefined;
  return boostEntity({ id: boostId, node: boost, account: booster }, status);
}

/** Statuses that others quote, by their IRI, as far as the viewer may see them. */
async function quotedStatuses(
  parts: PresenterParts,
  iris: readonly string[],
  viewer: SignedIn,
): Promise<ReadonlyMap<string, StatusEntity>> {
  const found = (await findMany(parts, iris, viewer)).filter((one) => one !== undefined);
  if (found.length === 0) return new Map();
  const beside = await gather(parts, found, viewer, false);
  return new Map(
    found.flatMap((one) => {
      const status = toEntity(parts, beside, one, viewer);
      return status ? [[one.iri, status]] : [];
    }),
  );
}

function countedOf(id: string): string[] {
  return [`replies:${id}`, `likes:${id}`, `shares:${id}`, `quotes:${id}`];
}

/** What a filter looks through: everything of a status that is read. */
function textsOf(node: Node, poll: PollView | undefined): string[] {
  const names = itemsOf(node['attachment']).flatMap((item) => textIn(item, 'name') ?? []);
  const options = poll?.options.map(({ title }) => title) ?? [];
  return [firstText(node['summary']) ?? '', firstText(node['content']) ?? '', ...options, ...names];
}
