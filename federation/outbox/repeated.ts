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

/** Whether two values are written the same, members in the same order. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    keys.every((key, at) => key === others[at] && isSame(memberOf(one, key), memberOf(other, key)))
  );
}

function memberOf(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}
