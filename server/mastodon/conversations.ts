import type { ListingEntry } from '../ports/index.ts';
import type { MastodonParts } from './door.ts';
import { authorOf, mentionsOf } from './nodes.ts';
import type { SignedIn } from './signed-in.ts';

/** Name of the listing of somebody's conversations: their first posts, with the newest of each as what it is about. */
export function conversationsOf(actorId: string): string {
  return `conversations:${actorId}`;
}

/** Kind under which is kept how far somebody has read a conversation, with them as its owner. */
export const readKind = 'conversation-read';

/** `Conversation` entities; one whose newest post the viewer can't see (any more) is left out. */
export async function presentConversations(
  { store, present, ids }: MastodonParts,
  account: SignedIn,
  entries: readonly ListingEntry[],
): Promise<object[]> {
  const shown = await Promise.all(
    entries.map(async ({ item, about = '' }) => {
      const [status, node, read, id] = await Promise.all([
        present.status(about, account),
        store.objects.get(about),
        store.clientData.get(account.actorId, readKind, item),
        ids.idOf(item),
      ]);
      if (!status || !node) return undefined;
      const author = authorOf(node);
      const others = [author ?? '', ...mentionsOf(node).map(({ href }) => href)];
      const accounts = await present.accounts(others.filter((iri) => iri !== account.actorId));
      const unread = author !== account.actorId && read !== about;
      return { id, unread, accounts, last_status: status };
    }),
  );
  return shown.filter((one) => one !== undefined);
}

/** A conversation of somebody's, by its first post. */
export async function conversationAt(
  { store }: MastodonParts,
  { actorId }: SignedIn,
  first: string,
): Promise<ListingEntry | undefined> {
  const entries = await store.listings.page(conversationsOf(actorId), { limit: mostSearched });
  return entries.find(({ item }) => item === first);
}

const mostSearched = 400;
