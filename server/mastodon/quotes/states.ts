import type { Node } from '../../../federation/ports/index.ts';
import type { ServerStore } from '../../ports/index.ts';
import { authorOf, everyone, firstIri, firstText, irisOf } from '../nodes.ts';
import { quotedBy } from './approval.ts';

/** What a client shows in the place of the quoted post (Mastodon 4.5, `Quote`). */
export type QuoteState = 'pending' | 'accepted' | 'rejected' | 'revoked' | 'deleted' | 'unauthorized';

/** Name of the listing of posts that quote one. */
export function quotesOf(iri: string): string {
  return `quotes:${iri}`;
}

/** Name of the listing of quotes of a post that its author has taken back. */
export function revokedQuotesOf(iri: string): string {
  return `revoked-quotes:${iri}`;
}

/** Name of the listing of quotes of a post that its author did not agree to. */
export function rejectedQuotesOf(iri: string): string {
  return `rejected-quotes:${iri}`;
}

/**
 * How a quote stands, whoever looks at it. Within this server its author's word was asked for when it was made; a quote by
 * or of an outsider stands by a stamp of the author (FEP-044f), unless it was only told inside, where no stamp is asked for.
 */
export async function quoteState(
  { store, origin }: { readonly store: ServerStore; readonly origin: string },
  quoting: Node,
  quoted: Node | undefined,
): Promise<QuoteState> {
  const iri = quotedBy(quoting);
  if (iri === undefined || !quoted || quoted.type === 'Tombstone') return 'deleted';
  if (authorOf(quoting) === authorOf(quoted)) return 'accepted';
  const asked = [revokedQuotesOf(iri), rejectedQuotesOf(iri)].map((listing) => ({ listing, item: quoting.id }));
  const [ended] = await store.listings.holding(asked);
  if (ended) return ended.listing === revokedQuotesOf(iri) ? 'revoked' : 'rejected';
  const local = (id: string): boolean => id.startsWith(`${origin}/`);
  if (local(quoting.id) && (local(iri) || !isPublic(quoting))) return 'accepted';
  const stamp = firstIri(quoting['quoteAuthorization']);
  if (local(iri)) return (await isStamp(store, stamp)) ? 'accepted' : 'revoked';
  if (local(quoting.id) && stamp !== undefined) return 'accepted';
  return 'pending';
}

function isPublic(node: Node): boolean {
  return [...irisOf(node['to']), ...irisOf(node['cc'])].some(everyone);
}

async function isStamp({ objects }: ServerStore, iri: string | undefined): Promise<boolean> {
  const stamp = iri === undefined ? undefined : await objects.get(iri);
  return firstText(stamp?.type) === 'QuoteAuthorization';
}
