import { randomUUID } from 'node:crypto';
import type { ApexNode } from 'activitypub-express';
import type { Activities, Node, Objects } from '../ports/index.ts';
import { InvalidCursor } from '../ports/index.ts';
import { sameOrigin } from '../wire/origins.ts';
import { currentReading } from './reader.ts';
import { type UnitOfWork, unitOfWork } from './unit-of-work.ts';

interface Ports {
  readonly objects: Objects;
  readonly activities: Activities;
}

/** Activity types whose embedded object stands as its id in the store and is filled in again when shown. */
const embeds = new Set(['create', 'announce', 'like', 'add']);

/**
 * activitypub-express' store interface (its `store/interface.js`) over Portico's ports. Reads see the running unit of
 * work first; writes only join it, so that nothing of a submission is durable before all of it is. `_meta.collection`
 * is rebuilt from the memberships and never stored in a node.
 */
export class ApexStore {
  readonly #ports: Ports;
  readonly #fetched = new WeakSet<object>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Marks a node as fetched from its own id by the guarded client, so that it may be kept whoever asked for it. */
  trust(node: object): void {
    this.#fetched.add(node);
  }

  async getObject(id: string, _includeMeta?: boolean): Promise<ApexNode | undefined> {
    const node = unitOfWork()?.objects.get(id) ?? (await this.#ports.objects.get(id));
    return node && clone(node);
  }

  async saveObject(object: ApexNode): Promise<boolean> {
    if (await this.getObject(object.id)) return false;
    const unit = this.#writing(object);
    const node = withoutPrivate(object);
    unit.objects.set(node.id, node);
    unit.add({ change: 'object.insert', node });
    return true;
  }

  async updateObject(patch: ApexNode, actorId: string | null, fullReplace: boolean): Promise<ApexNode | undefined> {
    const stored = await this.getObject(patch.id);
    if (!stored) return undefined;
    if (actorId !== null && !ownedBy(stored, actorId))
      throw new WriteRefused(`\`${patch.id}\` is not \`${actorId}\`'s`);
    const unit = this.#writing(patch);
    const node = withoutPrivate(fullReplace ? patch : merged(stored, patch));
    unit.objects.set(node.id, node);
    unit.add({ change: 'object.replace', node });
    return clone(node);
  }

  async getActivity(id: string, includeMeta?: boolean): Promise<ApexNode | undefined> {
    const unit = unitOfWork();
    const node = unit?.activities.has(id) ? unit.activities.get(id) : await this.#ports.activities.get(id);
    if (!node) return undefined;
    const copy = await this.#filledIn(clone(node));
    if (includeMeta === true) copy._meta = { collection: [...(await this.#collectionsOf(id, unit))] };
    return copy;
  }

  async saveActivity(activity: ApexNode): Promise<boolean> {
    if (await this.getActivity(activity.id)) return false;
    const unit = this.#writing(activity);
    const collections = activity._meta?.collection ?? [];
    const node = collapsed(withoutPrivate(activity));
    unit.activities.set(node.id, node);
    unit.memberships.set(node.id, new Set(collections));
    unit.add({ change: 'activity.insert', node, collections });
    return true;
  }

  async updateActivity(patch: ApexNode, fullReplace: boolean): Promise<ApexNode | undefined> {
    const stored = await this.getActivity(patch.id);
    if (!stored) return undefined;
    const unit = this.#writing(patch);
    if (!ownedBy(stored, unit.principal.actor))
      throw new WriteRefused(`\`${patch.id}\` is not \`${unit.principal.actor}\`'s`);
    const node = collapsed(withoutPrivate(fullReplace ? patch : merged(stored, patch)));
    unit.activities.set(node.id, node);
    unit.add({ change: 'activity.replace', node });
    return clone(node);
  }

  async removeActivity(activity: ApexNode, actorId: string): Promise<void> {
    const stored = await this.getActivity(activity.id);
    if (!stored || !ownedBy(stored, actorId)) return;
    const unit = needUnit();
    unit.activities.set(activity.id, undefined);
    unit.add({ change: 'activity.remove', id: activity.id, actor: actorId });
  }

  async updateActivityMeta(activity: ApexNode, key: string, value: string, remove?: boolean): Promise<ApexNode> {
    if (key !== 'collection') throw new Error(`apex asked to change the meta value ${key}`);
    const unit = needUnit();
    const collections = await this.#collectionsOf(activity.id, unit);
    if (remove) collections.delete(value);
    else collections.add(value);
    unit.memberships.set(activity.id, collections);
    unit.add({ change: remove ? 'member.remove' : 'member.add', collection: value, activity: activity.id });
    const updated = await this.getActivity(activity.id, true);
    if (!updated) throw new Error('apex asked to file an activity that is not stored');
    return updated;
  }

  /** apex gives no `type`. */
  async findActivityByCollectionAndObjectId(
    collection: string,
    objectId: string,
    includeMeta?: boolean,
    type?: string,
  ): Promise<ApexNode | undefined> {
    const node = await this.#ports.activities.inCollectionByObject(collection, objectId, type);
    return node && this.getActivity(node.id, includeMeta);
  }

  async findActivityByCollectionAndActorId(
    collection: string,
    actorId: string,
    includeMeta?: boolean,
  ): Promise<ApexNode | undefined> {
    const node = await this.#ports.activities.inCollectionByActor(collection, actorId);
    return node && this.getActivity(node.id, includeMeta);
  }

  /** Newest first. Outside readers get bare references: what they see of an item is its release, filled in by the reader. */
  async getStream(
    collection: string,
    limit: number | null,
    after: string | null,
    blockList?: string[],
    query?: unknown,
  ): Promise<ApexNode[]> {
    if (query !== undefined) throw new Error('apex asked for a store-specific query');
    const releasedTo = currentReading()?.releasedTo;
    const items = await this.#ports.activities
      .page(collection, {
        ...(limit !== null && { limit }),
        ...(after !== null && { after }),
        ...(blockList && blockList.length > 0 && { withoutActors: blockList }),
        ...(releasedTo && { releasedTo }),
      })
      .catch((error: unknown) => {
        throw error instanceof InvalidCursor ? new Error('ApexStore: invalid page value') : error;
      });
    return Promise.all(
      items.map(async ({ activity, cursor }) => {
        const node = releasedTo ? reference(activity) : await this.#filledIn(clone(activity));
        return { ...node, _id: cursor };
      }),
    );
  }

  getStreamCount(collection: string): Promise<number> {
    return this.#ports.activities.count(collection, currentReading()?.releasedTo);
  }

  generateId(): string {
    return randomUUID();
  }

  /** NodeInfo gives no head-count. */
  async getUserCount(): Promise<number> {
    return 0;
  }

  async getContext(): Promise<undefined> {}

  async saveContext(): Promise<void> {}

  async setup(): Promise<void> {}

  deliveryEnqueue(): never {
    throw new Error('apex asked to deliver: only the gate does');
  }

  deliveryDequeue(): never {
    throw new Error('apex asked to deliver: only the gate does');
  }

  deliveryRequeue(): never {
    throw new Error('apex asked to deliver: only the gate does');
  }

  /** A remote principal may keep only what lives on its own origin, or what was fetched from there. */
  #writing(node: ApexNode): UnitOfWork {
    const unit = needUnit();
    const { principal } = unit;
    if (principal.kind === 'remote' && !this.#fetched.has(node) && !sameOrigin(node.id, principal.origin)) {
      throw new WriteRefused(`\`${principal.actor}\` may not write \`${node.id}\``);
    }
    return unit;
  }

  async #collectionsOf(id: string, unit: UnitOfWork | undefined): Promise<Set<string>> {
    return new Set(unit?.memberships.get(id) ?? (await this.#ports.activities.collectionsOf(id)));
  }

  async #filledIn(activity: ApexNode): Promise<ApexNode> {
    const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
    if (typeof object !== 'string' || !embeds.has(activity.type.toLowerCase())) return activity;
    const stored = await this.getObject(object);
    return stored ? { ...activity, object: [stored] } : activity;
  }
}

/** A write that its principal has no right to. */
export class WriteRefused extends Error {}

function needUnit(): UnitOfWork {
  const unit = unitOfWork();
  if (!unit) throw new Error('apex asked to write outside a unit of work');
  return unit;
}

function ownedBy(node: Node, actorId: string): boolean {
  const owner = (value: unknown): boolean => Array.isArray(value) && value[0] === actorId;
  return node.id === actorId || owner(node['actor']) || owner(node['attributedTo']);
}

function reference(activity: Node): ApexNode {
  return { id: activity.id, type: activity.type, to: ['as:Public'] };
}

function merged(stored: Node, patch: Node): ApexNode {
  const entries = Object.entries({ ...stored, ...patch }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as ApexNode;
}

/** The object of a Create and its like is kept once, as an object of its own; the activity keeps its id. */
function collapsed(activity: ApexNode): ApexNode {
  const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
  if (!embeds.has(activity.type.toLowerCase()) || typeof object?.id !== 'string') return activity;
  return { ...activity, object: [object.id] };
}

function clone(node: Node): ApexNode {
  return structuredClone(node) as ApexNode;
}

function withoutPrivate(node: ApexNode): ApexNode {
  return JSON.parse(JSON.stringify(node, (key, value) => (key.startsWith('_') ? undefined : value))) as ApexNode;
}
