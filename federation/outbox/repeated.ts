import type { JsonObject } from '../../policies/index.ts';

/** What an activity says beside its object, and where the object says the same. */
const saidByObject = new Map([
  ['actor', 'attributedTo'],
  ['to', 'to'],
  ['cc', 'cc'],
]);
/** Drawn or stamped by this server; nobody's words. */
const stamped = new Set(['@context', 'id', 'type', 'published', 'object']);

/**
 * Whether an object at its own id is nothing but what its activity shows: the same values for the same people, so that a
 * policy that let out the one has let out the other.
 */
export function isRepeated(activity: JsonObject, object: JsonObject): boolean {
  const shown = activity['object'];
  if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) return false;
  const { '@context': context, ...bare } = object;
  if (!isSame(bare, shown) || !isSame(context, activity['@context'])) return false;
  return Object.keys(activity).every((key) => {
    if (stamped.has(key)) return true;
    const twin = saidByObject.get(key);
    return twin !== undefined && isSame(activity[key], object[twin]);
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
