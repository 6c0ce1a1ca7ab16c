import type { Node } from '../../../federation/ports/index.ts';
import { attachmentsOf } from '../attachments.ts';
import { emojisFor } from '../emojis.ts';
import { emojisOf } from '../entities/emoji.ts';
import { pollEntity } from '../entities/poll.ts';
import { createShownAt } from '../entities/shown-at.ts';
import { boostEntity, type StatusEntity, statusEntity } from '../entities/status.ts';
import { filteringOf } from '../filtering.ts';
import { authorOf, firstIri, firstText, itemsOf, mentionsOf, textIn, visibilityOf } from '../nodes.ts';
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
  const shown = await gather(parts, found, viewer, true);
  return found.flatMap((one) => shown(one) ?? []);
}

/** Looks up, for a whole page, everything that its statuses show beside themselves; of what they quote, not what that quotes. */
async function gather(
  parts: PresenterParts,
  found: readonly Found[],
  viewer: SignedIn,
  withQuoted: boolean,
): Promise<(one: Found) => StatusEntity | undefined> {
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
    emojisFor(parts, viewer),
  ]);
  const shownAt = createShownAt(origin, parts.remoteMedia);
  const accounts = new Map(entities.map((entity) => [String(entity['uri']), entity]));
  const holds = new Set(held.map(({ listing, item }) => `${listing} ${item}`));
  return ({ iri, node, boost }) => {
    const [id, account] = [known.get(node.id), accounts.get(authorOf(node) ?? '')];
    if (id === undefined || !account) return undefined;
    const parent = parents.get(firstIri(node['inReplyTo']) ?? '');
    const poll = polls.get(node.id);
    const [replies = 0, favourites = 0, reblogs = 0, quoting = 0] = countedOf(node.id).map((name) => counts.get(name));
    const status = statusEntity(
      {
        id,
        node,
        account,
        counts: { replies, reblogs, favourites, quotes: quoting },
        viewer: viewerState(node.id, viewer, holds),
        inReplyTo: {
          id: (parent && known.get(parent.id)) ?? null,
          accountId: (parent && accounts.get(authorOf(parent) ?? '')?.id) ?? null,
        },
        mentioned: accounts,
        attachments: attachments.get(node.id) ?? [],
        emojis: [...emojisOf(node, shownAt), ...emojisIn(node)],
        filtered: filtered({ id, texts: () => textsOf(node, poll) }),
        quote: quotes.get(node.id),
        approval: approvalEntity(node, viewer, holds, origin),
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

/** Statuses that others quote, by their IRI, as far as the viewer may see them. */
async function quotedStatuses(
  parts: PresenterParts,
  iris: readonly string[],
  viewer: SignedIn,
): Promise<ReadonlyMap<string, StatusEntity>> {
  const found = (await findMany(parts, iris, viewer)).filter((one) => one !== undefined);
  if (found.length === 0) return new Map();
  const shown = await gather(parts, found, viewer, false);
  return new Map(
    found.flatMap((one) => {
      const status = shown(one);
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
