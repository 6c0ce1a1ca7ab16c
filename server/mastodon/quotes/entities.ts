import type { Node } from '../../../federation/ports/index.ts';
import type { StatusEntity } from '../entities/status.ts';
import type { PresenterParts } from '../present/parts.ts';
import { quotedBy } from './approval.ts';
import { quoteState } from './states.ts';

/** Quoted statuses that the viewer may see, by their IRI. */
export type Quoted = (iris: readonly string[]) => Promise<ReadonlyMap<string, StatusEntity>>;

/**
 * `Quote` entities by the IRI of the post that quotes; of what is itself quoted `ShallowQuote`, with the id alone. What the
 * viewer may not see is a quote without its status, whoever made it.
 */
export async function quoteEntities(
  { store, ids, origin }: Pick<PresenterParts, 'store' | 'ids' | 'origin'>,
  nodes: readonly Node[],
  quoted: Quoted | undefined,
): Promise<ReadonlyMap<string, object>> {
  const iris = [...new Set(nodes.flatMap((node) => quotedBy(node) ?? []))];
  if (iris.length === 0) return new Map();
  const [targets, statuses, known] = await Promise.all([
    store.objects.getMany(iris),
    quoted?.(iris),
    ids.idsOf(quoted ? [] : iris),
  ]);
  const entities = new Map<string, object>();
  for (const node of nodes) {
    const iri = quotedBy(node);
    if (iri === undefined) continue;
    const state = await quoteState({ store, origin }, node, targets.get(iri));
    const open = state === 'accepted';
    const status = open ? statuses?.get(iri) : undefined;
    if (quoted) {
      entities.set(node.id, { state: open && !status ? 'unauthorized' : state, quoted_status: status ?? null });
    } else entities.set(node.id, { state, quoted_status_id: open ? (known.get(iri) ?? null) : null });
  }
  return entities;
}
