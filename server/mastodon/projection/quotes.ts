import type { Node } from '../../../federation/ports/index.ts';
import { authorOf, firstIri, isForColleagues } from '../nodes.ts';
import { quotedBy } from '../quotes/approval.ts';
import { quotesOf, rejectedQuotesOf, revokedQuotesOf } from '../quotes/states.ts';
import type { ProjectedUnit } from './unit.ts';

/** A post that quotes another one is listed with it, where every colleague may see it, and its author is told. */
export async function projectQuote(unit: ProjectedUnit, activity: Node, status: Node, actor: string): Promise<void> {
  const quoted = quotedBy(status);
  if (quoted === undefined) return;
  listQuote(unit, status, quoted);
  const author = authorOf((await unit.object(quoted)) ?? { id: quoted, type: 'Object' });
  if (author !== undefined) unit.notify(author, 'quote', activity, actor, status.id);
}

/** A quote may become one by an edit, which brings the stamp of whoever is quoted (FEP-044f). */
export function projectQuoteOfEdit(unit: ProjectedUnit, status: Node): void {
  const quoted = quotedBy(status);
  if (quoted !== undefined) listQuote(unit, status, quoted);
}

/** The stamp of a quote that is no more was taken back by whoever is quoted (FEP-044f). */
export async function projectStampEnd(unit: ProjectedUnit, id: string): Promise<void> {
  const stamp = await unit.parts.objects.get(id);
  if (stamp?.type !== 'QuoteAuthorization') return;
  endQuote(unit, stamp, 'interactingObject', 'interactionTarget', revokedQuotesOf);
}

/** Whoever was asked to be quoted said no. */
export async function projectQuoteRefusal(unit: ProjectedUnit, request: Node, by: string): Promise<void> {
  const quoted = await unit.object(firstIri(request['object']) ?? '');
  if (request.type !== 'QuoteRequest' || !quoted || authorOf(quoted) !== by) return;
  endQuote(unit, request, 'instrument', 'object', rejectedQuotesOf);
}

function endQuote(
  unit: ProjectedUnit,
  node: Node,
  from: string,
  to: string,
  listing: (quoted: string) => string,
): void {
  const [item, quoted] = [firstIri(node[from]), firstIri(node[to])];
  if (item === undefined || quoted === undefined) return;
  unit.add({ change: 'listing.remove', listing: quotesOf(quoted), item });
  unit.list(listing(quoted), item);
}

function listQuote(unit: ProjectedUnit, status: Node, quoted: string): void {
  if (!isForColleagues(status, unit.parts.origin)) return;
  unit.add({ change: 'listing.add', listing: quotesOf(quoted), item: status.id });
}
