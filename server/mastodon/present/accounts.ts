import type { Node } from '../../../federation/ports/index.ts';
import { type AccountEntity, accountEntity } from '../entities/account.ts';
import { createShownAt } from '../entities/shown-at.ts';
import { verifiedLinksOf } from '../verified-links.ts';
import type { PresenterParts } from './parts.ts';

const listings = ['followers', 'following', 'account'];

/** `Account` entities of those actors that are known here, in their order and once each. */
export async function presentAccounts(
  {
    store,
    ids,
    origin,
    remoteMedia,
    federation: { peers },
  }: Pick<PresenterParts, 'store' | 'ids' | 'origin' | 'remoteMedia' | 'federation'>,
  iris: readonly string[],
): Promise<AccountEntity[]> {
  const distinct = [...new Set(iris)];
  if (distinct.length === 0) return [];
  const [nodes, known, counts, last] = await Promise.all([
    store.objects.getMany(distinct),
    ids.idsOf(distinct),
    store.listings.counts(distinct.flatMap((iri) => listings.map((listing) => `${listing}:${iri}`))),
    Promise.all(distinct.map((iri) => store.listings.page(`account:${iri}`, { limit: 1 }))),
  ]);
  const verified = new Map(
    await Promise.all([...nodes].map(async ([iri, node]) => [iri, await verifiedLinksOf(store, node)] as const)),
  );
  const shownAt = createShownAt(origin, remoteMedia);
  return distinct.flatMap((iri, index) => {
    const [stored, id] = [nodes.get(iri), known.get(iri)];
    const node = stored && peers.refuses(iri, 'media') ? withoutPictures(stored) : stored;
    if (!node || id === undefined || node['inbox'] === undefined) return [];
    const [followers = 0, following = 0, statuses = 0] = listings.map((listing) => counts.get(`${listing}:${iri}`));
    const lastStatusId = last[index]?.[0]?.position;
    const links = verified.get(iri);
    const source = { node, id, counts: { followers, following, statuses }, ...(links && { verified: links }) };
    return [accountEntity({ ...source, ...(lastStatusId !== undefined && { lastStatusId }) }, origin, shownAt)];
  });
}

/** A rule refuses the files of whoever this is, those that came before it too. */
function withoutPictures({ icon: _icon, image: _image, ...node }: Node): Node {
  return node as Node;
}
