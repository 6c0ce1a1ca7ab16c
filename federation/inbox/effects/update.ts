import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { withApprovedQuote } from './create.ts';
import { done, type Effect, file, refused } from './effect.ts';

/**
 * An edit. The newer version stays whichever comes first, and one that comes before its post stands for it; what was
 * taken back stays so.
 */
export const update: Effect = async (parts, activity) => {
  const [object] = activity['object'] as ApexNode[];
  if (!object) return refused('`Update` brings no object');
  if (object.id === firstString(activity['actor'])) return isActor(object) ? file(activity) : refused(noActor);
  const stored = await parts.store.getObject(object.id);
  if (stored && (stored.type === 'Tombstone' || versionOf(stored) > versionOf(object))) return done;
  const edited = await withApprovedQuote(parts, object);
  if (!stored) await parts.store.saveObject(edited);
  return file({ ...activity, object: [edited] });
};

const noActor = 'an actor keeps its `inbox` and its `publicKey`';

/** What lacks an inbox or its own key would be unreachable and unverifiable from then on. */
function isActor(node: ApexNode): boolean {
  const [key] = (node['publicKey'] ?? []) as { readonly owner?: unknown }[];
  return firstString(node['inbox']) !== undefined && firstString(key?.owner) === node.id;
}

/** Milliseconds since the epoch. */
function versionOf(node: ApexNode): number {
  return Date.parse(firstString(node['updated']) ?? firstString(node['published']) ?? '') || 0;
}
