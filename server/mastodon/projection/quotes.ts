import type { Node } from '../../../federation/ports/index.ts';
import { authorOf, isForColleagues } from '../nodes.ts';
import { quotedBy } from '../quotes/approval.ts';
import { quotesOf } from '../quotes/states.ts';
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

function listQuote(unit: ProjectedUnit, status: Node, quoted: string): void {
  if (!isForColleagues(status, unit.parts.origin)) return;
  unit.add({ change: 'listing.add', listing: quotesOf(quoted), item: status.id });
}
