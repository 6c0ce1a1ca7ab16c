import type { MastodonParts } from '../door.ts';
import { findActor } from '../draft.ts';
import type { AccountEntity } from '../entities/account.ts';

/** Outsiders that are looked through at most. */
const mostOutsiders = 2000;

/** Accounts that a few letters of name or handle mean: exact ones first, then colleagues, then known outsiders. */
export async function findAccounts(query: string, limit: number, parts: MastodonParts): Promise<AccountEntity[]> {
  const { store, present } = parts;
  const wanted = query.trim().replace(/^@/, '').toLowerCase();
  if (wanted === '') return [];
  const exact = await findActor(parts)(wanted);
  const colleagues = (await store.accounts.all())
    .filter(({ name, display }) => name.includes(wanted) || display.toLowerCase().includes(wanted))
    .map(({ actorId }) => actorId);
  const outsiders = await store.listings.page('outsiders', { limit: mostOutsiders });
  const known = outsiders.map(({ item }) => item).filter((iri) => iri.toLowerCase().includes(wanted));
  const iris = [...new Set([...(exact ? [exact.href] : []), ...colleagues, ...known])];
  return present.accounts(iris.slice(0, limit));
}
