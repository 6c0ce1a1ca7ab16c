import type { MastodonParts } from './door.ts';

/** Of some authors, those that somebody mutes, blocks, or blocks with the whole of their server. */
export async function hiddenAuthors(
  { store: { listings } }: Pick<MastodonParts, 'store'>,
  actorId: string,
  authors: readonly string[],
): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(authors)];
  const hosts = [...new Set(distinct.map(hostOf))];
  const held = await listings.holding([
    ...distinct.flatMap((item) => ['mutes', 'blocks'].map((kind) => ({ listing: `${kind}:${actorId}`, item }))),
    ...hosts.map((item) => ({ listing: domainBlocks(actorId), item })),
  ]);
  const hidden = new Set(held.map(({ item }) => item));
  return new Set(distinct.filter((author) => hidden.has(author) || hidden.has(hostOf(author))));
}

/** Name of the listing of hosts that somebody wants to see nothing of. */
export function domainBlocks(actorId: string): string {
  return `domain-blocks:${actorId}`;
}

function hostOf(iri: string): string {
  return URL.parse(iri)?.host ?? '';
}
