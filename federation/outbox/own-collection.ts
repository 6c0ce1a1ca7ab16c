import { type Addresses, addresseesOf, firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import { unitOfWork } from '../apex/unit-of-work.ts';
import type { Account } from '../ports/index.ts';
import { colleagueMayRead } from '../read/reader.ts';
import { inherit } from './inherit.ts';

/** What a collection that a client made becomes by an Add or Remove (SWICG Basic Profile for Social API Servers). */
export type CollectionChange = { readonly kind: 'changed'; readonly collection: ApexNode } | Invalid;

interface Invalid {
  readonly kind: 'invalid';
  readonly status: number;
  readonly reason: string;
}

interface Known {
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly clock: () => number;
}

/** Whoever changes a version of a collection has read it a moment before. */
const versionKeptMs = 60 * 60 * 1000;
/** A collection is one document, which is read, judged and sent whole. */
const mostItems = 1_000;
const itemsOf: Readonly<Record<string, string>> = { Collection: 'items', OrderedCollection: 'orderedItems' };

/** The collection of an account's own, made by a client, that an Add or Remove is about; undefined where it is about none. */
export async function collectionOf(
  store: Pick<ApexStore, 'getObject'>,
  { type, target }: ApexNode,
  { actorId }: Account,
): Promise<ApexNode | undefined> {
  const id = type === 'Add' || type === 'Remove' ? firstString(target) : undefined;
  const stored = id === undefined ? undefined : await store.getObject(id);
  return stored && itemsOf[stored.type] && firstString(stored['attributedTo']) === actorId ? stored : undefined;
}

/** Whether an activity puts something into a collection that a client made, or takes it out of there. */
export function changesCollection({ type }: ApexNode, object: ApexNode | undefined): object is ApexNode {
  return (type === 'Add' || type === 'Remove') && object !== undefined && itemsOf[object.type] !== undefined;
}

/** Puts an item in front of the others, or takes it out. A collection tells of nothing that is for fewer than itself. */
export async function changeCollection(
  known: Known,
  draft: ApexNode,
  account: Account,
): Promise<CollectionChange | undefined> {
  const stored = await collectionOf(known.store, draft, account);
  if (!stored) return undefined;
  const id = firstString(draft['object']);
  const member = itemsOf[stored.type] ?? 'items';
  const before: unknown[] = [stored[member] ?? []].flat();
  const others = before.filter((item) => firstString([item]) !== id);
  if (id === undefined) return invalid(400, `the \`object\` of this \`${draft.type}\` has no id`);
  const there = others.length < before.length;
  if (draft.type === 'Remove' && !there) return invalid(404, `\`${id}\` is not in this collection`);
  const problem = draft.type === 'Add' ? await unfit(known, id, stored, account) : undefined;
  if (problem) return problem;
  if (draft.type === 'Add' && others.length >= mostItems) {
    return invalid(422, `this collection is full: it takes ${mostItems} items`);
  }
  const items = draft.type === 'Remove' ? others : there ? before : [id, ...others];
  const updated = [nextVersion(stored, known.clock())];
  return { kind: 'changed', collection: { ...stored, [member]: items, totalItems: [items.length], updated } };
}

/** What is wrong with the items of a collection that is created or edited whole; undefined of whatever else is. */
export async function unfitItems(
  known: Known,
  { type }: ApexNode,
  object: ApexNode,
  account: Account,
): Promise<Invalid | undefined> {
  const member = type === 'Create' || type === 'Update' ? itemsOf[object.type] : undefined;
  const items: unknown[] = member === undefined ? [] : [object[member] ?? []].flat();
  if (items.length > mostItems) return invalid(422, `a collection takes ${mostItems} items`);
  for (const item of items) {
    const id = firstString([item]);
    const problem = id === undefined ? undefined : await unfit(known, id, object, account);
    if (problem) return problem;
  }
  return undefined;
}

/** Why something can't be in a collection; undefined where it can. */
async function unfit(
  { store, addresses }: Known,
  id: string,
  collection: ApexNode,
  { actorId }: Account,
): Promise<Invalid | undefined> {
  const item = (await store.getObject(id)) ?? (await store.getActivity(id));
  const isActor = item?.['inbox'] !== undefined;
  if (item ? !isActor && !colleagueMayRead(item, actorId, addresses) : addresses.isLocal(id)) {
    return invalid(404, `\`${id}\` was not found`);
  }
  const heard = { id: collection.id, type: 'Add', to: addresseesOf(collection) };
  return item && inherit(heard, item, addresses)
    ? invalid(
        403,
        'what a collection lists is for fewer people than the collection: add it to one that is for them alone',
      )
    : undefined;
}

/** Times tell the versions of a collection apart, so that no two are the same. */
function nextVersion(stored: ApexNode, now: number): string {
  const before = Date.parse(versionOf(stored));
  return new Date(Math.max(now, Number.isNaN(before) ? 0 : before + 1)).toISOString();
}

function versionOf(collection: ApexNode): string {
  return firstString(collection['updated']) ?? firstString(collection['published']) ?? '';
}

/**
 * Stores the change with its activity in the running unit of work. Each version is followed by one other: whoever changed
 * the same one at the same moment fails with `StaleFence`, and tries again with what is there then.
 */
export async function storeChange(
  { store, clock }: Known,
  activity: ApexNode,
  collection: ApexNode,
  { actorId }: Account,
): Promise<void> {
  const before = await store.getObject(collection.id);
  const key = `collection ${collection.id} ${before ? versionOf(before) : ''}`;
  const expiresAt = clock() + versionKeptMs;
  unitOfWork()?.add({ change: 'submission.key', actor: actorId, key, result: activity.id, expiresAt });
  await store.saveActivity(activity);
  await store.updateObject(collection, actorId, true);
}

function invalid(status: number, reason: string): Invalid {
  return { kind: 'invalid', status, reason };
}
