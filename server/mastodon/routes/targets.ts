import type { Node } from '../../../federation/ports/index.ts';
import type { Call, MastodonParts } from '../door.ts';

/** A status that the caller may see, named by the path. */
export async function statusAt(
  { path, account }: Call,
  { ids, present }: MastodonParts,
): Promise<{ readonly iri: string; readonly node: Node } | undefined> {
  const iri = await ids.iriOf(path['id'] ?? '');
  const node = iri === undefined ? undefined : await present.node(iri, account);
  return node && iri !== undefined ? { iri, node } : undefined;
}

/** The actor named by the path. */
export async function actorAt({ path }: Call, { ids, store }: MastodonParts): Promise<Node | undefined> {
  const iri = await ids.iriOf(path['id'] ?? '');
  const node = iri === undefined ? undefined : await store.objects.get(iri);
  return node?.['inbox'] === undefined ? undefined : node;
}

/** The caller's own activity of a type about a thing, such as their Like of a post; the newest where there are several. */
export async function ownActivity(
  { account }: Call,
  { store }: MastodonParts,
  type: string,
  target: string,
): Promise<string | undefined> {
  const ids = await store.activities.byActorAndObject(account.actorId, target);
  for (const id of ids.reverse()) {
    if ((await store.activities.get(id))?.type === type) return id;
  }
  return undefined;
}
