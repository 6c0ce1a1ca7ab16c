import type { Node } from '../../../federation/ports/index.ts';
import { switchOf, textOf, textsOf } from '../../http/parameters.ts';
import type { ListingEntry } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route } from '../door.ts';
import { findActor } from '../draft.ts';
import { relationships } from '../entities/relationship.ts';
import { paged, pageQuery } from '../paging.ts';
import { findAccounts } from './find-accounts.ts';
import { actorAt } from './targets.ts';
import { shownTimeline } from './timelines.ts';

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  const entity = node && (await parts.present.account(node.id));
  if (node) parts.verifiedLinks.look(node);
  return entity ? ok(entity) : missing;
}

async function readMany({ parameters }: Call, { ids, present }: MastodonParts): Promise<Answer> {
  const iris = await Promise.all(textsOf(parameters['id']).slice(0, 40).map(ids.iriOf));
  return ok(await present.accounts(iris.filter((iri) => iri !== undefined)));
}

async function lookup({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const found = await findActor(parts)((textOf(parameters['acct']) ?? '').replace(/^@/, ''));
  const entity = found && (await parts.present.account(found.href));
  return entity ? ok(entity) : missing;
}

async function search({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const limit = Math.min(Number(textOf(parameters['limit']) ?? 40) || 40, 80);
  return ok(await findAccounts(textOf(parameters['q']) ?? '', limit, parts));
}

async function statuses(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  if (!node) return missing;
  const { parameters } = call;
  if (switchOf(parameters['pinned']) === true) return pinned(node, call, parts);
  const wanted = {
    replies: switchOf(parameters['exclude_replies']) !== true,
    boosts: switchOf(parameters['exclude_reblogs']) !== true,
    mediaOnly: switchOf(parameters['only_media']) === true,
    tag: textOf(parameters['tagged'])?.toLowerCase(),
  };
  const query = pageQuery(call);
  const entries = await parts.store.listings.page(`account:${node.id}`, query);
  const kept: ListingEntry[] = [];
  for (const entry of entries) {
    const status = (await parts.present.status(entry.item, call.account)) as StatusFields | undefined;
    if (!status || (!wanted.boosts && status.reblog) || (!wanted.replies && status.in_reply_to_id)) continue;
    if (wanted.mediaOnly && status.media_attachments.length === 0) continue;
    if (wanted.tag !== undefined && !status.tags.some(({ name }) => name === wanted.tag)) continue;
    kept.push(entry);
  }
  const shown = await parts.present.statuses(
    kept.map(({ item }) => item),
    call.account,
  );
  // The link goes on from what was looked at, so that a page of which nothing was wanted is not the last.
  return paged(shown, entries, call, parts.origin);
}

interface StatusFields {
  readonly reblog: object | null;
  readonly in_reply_to_id: string | null;
  readonly media_attachments: readonly object[];
  readonly tags: readonly { readonly name: string }[];
}

async function pinned(node: Node, call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(`pinned:${node.id}`, pageQuery(call));
  return shownTimeline(entries, call, parts);
}

function connections(listing: string): Handler {
  return async (call, parts) => {
    const node = await actorAt(call, parts);
    if (!node) return missing;
    const entries = await parts.store.listings.page(`${listing}:${node.id}`, pageQuery(call, 40, 80));
    return paged(await parts.present.accounts(entries.map(({ item }) => item)), entries, call, parts.origin);
  };
}

async function related({ account, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const iris = await Promise.all(textsOf(parameters['id']).slice(0, 100).map(parts.ids.iriOf));
  return ok(
    await relationships(
      parts,
      account,
      iris.filter((iri) => iri !== undefined),
    ),
  );
}

export const accountRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/accounts/relationships', scope: 'read:follows', handle: related },
  { method: 'get', path: '/api/v1/accounts/lookup', scope: 'read:accounts', handle: lookup },
  { method: 'get', path: '/api/v1/accounts/search', scope: 'read:accounts', handle: search },
  { method: 'get', path: '/api/v1/accounts', scope: 'read:accounts', handle: readMany },
  { method: 'get', path: '/api/v1/accounts/:id', scope: 'read:accounts', handle: read },
  { method: 'get', path: '/api/v1/accounts/:id/statuses', scope: 'read:statuses', handle: statuses },
  { method: 'get', path: '/api/v1/accounts/:id/followers', scope: 'read:accounts', handle: connections('followers') },
  { method: 'get', path: '/api/v1/accounts/:id/following', scope: 'read:accounts', handle: connections('following') },
];
