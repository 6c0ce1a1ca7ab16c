import type { Node, Store } from '../../../federation/ports/index.ts';
import type { ClientData, Listings, ServerChange } from '../../ports/index.ts';
import { firstIri } from '../nodes.ts';
import type { Snowflakes } from '../snowflakes.ts';

export interface ProjectionParts {
  readonly origin: string;
  readonly objects: Store['objects'];
  readonly activities: Store['activities'];
  readonly listings: Listings;
  readonly clientData: ClientData;
  readonly snowflakes: Snowflakes;
}

/** One commit as the projection sees it: what it brings, over what is stored. */
export class ProjectedUnit {
  readonly parts: ProjectionParts;
  readonly derived: ServerChange[] = [];
  readonly #objects = new Map<string, Node>();
  readonly #activities = new Map<string, Node>();

  constructor(parts: ProjectionParts, changes: readonly ServerChange[]) {
    this.parts = parts;
    for (const change of changes) {
      if (change.change === 'object.insert' || change.change === 'object.replace') {
        this.#objects.set(change.node.id, change.node);
      } else if (change.change === 'activity.insert') this.#activities.set(change.node.id, change.node);
    }
  }

  async object(id: string): Promise<Node | undefined> {
    return this.#objects.get(id) ?? (await this.parts.objects.get(id));
  }

  async activity(id: string): Promise<Node | undefined> {
    return this.#activities.get(id) ?? (await this.parts.activities.get(id));
  }

  /** Objects that this commit creates. */
  created(): string[] {
    return [...this.#activities.values()].flatMap((activity) =>
      activity.type === 'Create' ? (firstIri(activity['object']) ?? []) : [],
    );
  }

  isLocal(iri: string): boolean {
    return iri.startsWith(`${this.parts.origin}/`);
  }

  add(...changes: ServerChange[]): void {
    this.derived.push(...changes);
  }

  /** Gives a thing its id. */
  identify(iri: string): void {
    this.add({ change: 'id.put', iri, id: this.parts.snowflakes.next() });
  }

  /** Lists an item at a place of its own: the moment it came here, not the one it was made. */
  list(listing: string, item: string): void {
    this.add({ change: 'listing.add', listing, item, position: this.parts.snowflakes.next() });
  }

  /** Tells a colleague. Nobody is told of what they did themselves. */
  notify(recipient: string, kind: string, activity: Node, by: string, about?: string): void {
    if (!this.isLocal(recipient) || recipient === by) return;
    this.identify(activity.id);
    const entry = { item: activity.id, kind, by, ...(about !== undefined && { about }) };
    this.add({ change: 'listing.add', listing: `notifications:${recipient}`, ...entry });
  }
}
