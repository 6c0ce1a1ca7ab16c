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

/** Of some authors, those whom moderators silenced and whom the reader does not follow. */
export async function silencedAuthors(
  { store: { listings }, federation: { peers } }: Pick<MastodonParts, 'store' | 'federation'>,
  actorId: string,
  authors: readonly string[],
): Promise<ReadonlySet<string>> {
  const silenced = [...new Set(authors)].filter((author) => peers.standing(author) !== 'ordinary');
  if (silenced.length === 0) return new Set();
  const followed = await listings.holding(silenced.map((item) => ({ listing: `following:${actorId}`, item })));
  const known = new Set(followed.map(({ item }) => item));
  return new Set(silenced.filter((author) => !known.has(author)));
}

/** Name of the listing of hosts that somebody wants to see nothing of. */
export function domainBlocks(actorId: string): string {
  return `domain-blocks:${actorId}`;
}

function hostOf(iri: string): string {
  return URL.parse(iri)?.host ?? '';
}
