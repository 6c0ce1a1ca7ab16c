import type { JsonObject } from '../../../policies/index.ts';
import { type Parameters, textOf } from '../../http/parameters.ts';
import type { MastodonParts } from '../door.ts';
import { authorOf, firstIri } from '../nodes.ts';
import type { SignedIn } from '../signed-in.ts';
import { mayQuote, type QuotePolicy, quotePolicies } from './approval.ts';

/** What a draft says of the post that it quotes: nothing where it quotes none. */
export type DraftQuote =
  | { readonly kind: 'quote'; readonly html: string; readonly members?: JsonObject }
  | { readonly kind: 'invalid'; readonly reason: string };

const none: DraftQuote = { kind: 'quote', html: '' };

/** The post that a form quotes by `quoted_status_id`, where its author lets the speaker quote it. */
export async function quoteIn(parts: MastodonParts, account: SignedIn, form: Parameters): Promise<DraftQuote> {
  const id = textOf(form['quoted_status_id']);
  if (id === undefined || id === '') return none;
  const iri = await parts.ids.iriOf(id);
  const node = iri === undefined ? undefined : await parts.present.node(iri, account);
  if (!node) return { kind: 'invalid', reason: 'The post that you are quoting is gone' };
  const author = authorOf(node) ?? '';
  const { actorId } = account;
  const [follows] = await parts.store.listings.holding([{ listing: `following:${actorId}`, item: author }]);
  const colleague = node.id.startsWith(`${parts.origin}/`);
  if (mayQuote(node, { actorId, follows: follows !== undefined, colleague }) === 'denied') {
    return { kind: 'invalid', reason: 'Its author does not let you quote this post' };
  }
  return quoteOf(node.id, firstIri(node['url']));
}

/** What an edit of a post says again of what the post quotes. */
export async function keptQuote({ store }: MastodonParts, quoted: string | undefined): Promise<DraftQuote> {
  if (quoted === undefined) return none;
  const [url] = [(await store.objects.get(quoted))?.['url'] ?? []].flat();
  return quoteOf(quoted, typeof url === 'string' ? url : undefined);
}

/** FEP-044f, with the line that stands in for the quote where it is not understood, and is hidden where it is. */
function quoteOf(iri: string, url = iri): DraftQuote {
  const href = url.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const html = `<p class="quote-inline">RE: <a href="${href}">${href}</a></p>`;
  return { kind: 'quote', html, members: { quote: iri } };
}

/** Whom a client lets quote; what its author usually lets where it says nothing. */
export function quotePolicyIn(
  asked: string | undefined,
  usual: QuotePolicy | undefined,
): QuotePolicy | 'unknown' | undefined {
  if (asked === undefined || asked === '') return usual;
  return quotePolicies.find((policy) => policy === asked) ?? 'unknown';
}
