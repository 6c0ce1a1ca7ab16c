import { conversationAt, conversationsOf, presentConversations, readKind } from '../conversations.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route } from '../door.ts';
import { paged, pageQuery } from '../paging.ts';

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(conversationsOf(call.account.actorId), pageQuery(call));
  return paged(await presentConversations(parts, call.account, entries), entries, call, parts.origin);
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const entry = await find(call, parts);
  if (!entry) return missing;
  const { actorId: owner } = call.account;
  const value = entry.about ?? '';
  await parts.store.commits.commit([{ change: 'clientData.put', owner, kind: readKind, key: entry.item, value }]);
  const [shown] = await presentConversations(parts, call.account, [entry]);
  return shown ? ok(shown) : missing;
}

async function remove(call: Call, parts: MastodonParts): Promise<Answer> {
  const entry = await find(call, parts);
  if (!entry) return missing;
  const listing = conversationsOf(call.account.actorId);
  await parts.store.commits.commit([{ change: 'listing.remove', listing, item: entry.item }]);
  return ok({});
}

async function find(call: Call, parts: MastodonParts) {
  const first = await parts.ids.iriOf(call.path['id'] ?? '');
  return first === undefined ? undefined : conversationAt(parts, call.account, first);
}

export const conversationRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/conversations', scope: 'read:statuses', handle: list },
  { method: 'post', path: '/api/v1/conversations/:id/read', scope: 'write:conversations', handle: read },
  { method: 'delete', path: '/api/v1/conversations/:id', scope: 'write:conversations', handle: remove },
];
