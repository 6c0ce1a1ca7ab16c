import type { Node } from '../../../federation/ports/index.ts';
import type { ServerChange, ServerCommits, ServerStore } from '../../ports/index.ts';
import { acctOf } from '../entities/account.ts';
import { firstIri, firstText, isStatus } from '../nodes.ts';
import { pushesFor } from '../push/queue.ts';
import { releasedKind } from '../shadows.ts';
import { createSnowflakes } from '../snowflakes.ts';
import { projectActivity, projectRemoval } from './activities.ts';
import { projectJournal } from './journal.ts';
import { type Membership, projectInboxes, projectMembership } from './memberships.ts';
import { projectQuoteOfEdit, projectStampEnd } from './quotes.ts';
import { createRinging } from './ringing.ts';
import { projectText } from './texts.ts';
import { ProjectedUnit, type ProjectionParts } from './unit.ts';
import { projectVersion } from './versions.ts';

/**
 * A store whose commits also keep the listings that clients page through, in the same transaction: a post that is
 * acknowledged is in the timelines that it belongs to.
 */
export function withProjection(store: ServerStore, origin: string, clock: () => number): ServerStore {
  const parts = { ...store, origin, snowflakes: createSnowflakes(clock) };
  const ring = createRinging(store.signals);
  const commits: ServerCommits = {
    async commit(changes) {
      const { derived, happened } = await derive(parts, changes);
      await store.commits.commit([...changes, ...derived]);
      if (happened) ring();
    },
  };
  return { ...store, commits };
}

interface Derived {
  readonly derived: readonly ServerChange[];
  /** Open streams have to be told of something. */
  readonly happened: boolean;
}

async function derive(parts: ProjectionParts, changes: readonly ServerChange[]): Promise<Derived> {
  const unit = new ProjectedUnit(parts, changes);
  const inboxes: Membership[] = [];
  for (const change of changes) {
    const joined = joinedBy(change);
    inboxes.push(...joined);
    await project(unit, change);
    for (const member of joined) await projectMembership(unit, member, true);
  }
  await projectInboxes(unit, inboxes);
  const happened = projectJournal(unit, changes);
  return { derived: [...unit.derived, ...(await pushesFor(parts, unit.derived))], happened };
}

async function project(unit: ProjectedUnit, change: ServerChange): Promise<void> {
  switch (change.change) {
    case 'account.put':
      return unit.identify(change.account.actorId);
    case 'activity.insert':
      return projectActivity(unit, change.node);
    case 'activity.remove':
      return projectRemoval(unit, change.id);
    case 'member.remove':
      return projectMembership(unit, change, false);
    case 'object.insert':
      projectText(unit, change.node);
      projectAnswer(unit, change.node);
      return projectActor(unit, change.node);
    case 'object.replace':
      projectText(unit, change.node);
      projectActor(unit, change.node);
      return projectReplacement(unit, change.node);
    case 'hold.put':
      return projectHold(unit, change.hold.id, change.hold.actor);
    case 'hold.remove':
      return projectHoldEnd(unit, change.id);
    default:
      return;
  }
}

function joinedBy(change: ServerChange): Membership[] {
  if (change.change === 'member.add') return [change];
  if (change.change !== 'activity.insert') return [];
  return change.collections.map((collection) => ({ collection, activity: change.node.id }));
}

async function projectReplacement(unit: ProjectedUnit, node: Node): Promise<void> {
  if (node.type !== 'Tombstone') {
    projectQuoteOfEdit(unit, node);
    return projectVersion(unit, node);
  }
  await projectStampEnd(unit, node.id);
  unit.add({ change: 'listing.forget', item: node.id }, { change: 'clientData.clear', owner: node.id });
}

/** A post that was fetched stands below the one of another server that it answers, though no activity brought it. */
function projectAnswer(unit: ProjectedUnit, node: Node): void {
  const answered = firstIri(node['inReplyTo']);
  if (!isStatus(node) || answered === undefined || unit.isLocal(node.id) || unit.isLocal(answered)) return;
  unit.identify(node.id);
  unit.add({ change: 'listing.add', listing: `replies:${answered}`, item: node.id });
}

/** Somebody outside is found by the handle that people write. */
function projectActor(unit: ProjectedUnit, node: Node): void {
  const username = firstText(node['preferredUsername']);
  if (username === undefined || node['inbox'] === undefined || unit.isLocal(node.id)) return;
  unit.identify(node.id);
  const handle = acctOf(node, unit.parts.origin).toLowerCase();
  unit.add({ change: 'listing.add', listing: `acct:${handle}`, item: node.id });
  unit.add({ change: 'listing.add', listing: 'outsiders', item: node.id });
}

/** What waits for review stands in its author's own timelines, and nowhere else. */
function projectHold(unit: ProjectedUnit, id: string, author: string): void {
  const item = `${unit.parts.origin}/activities/${id}`;
  unit.identify(item);
  for (const listing of [`home:${author}`, `account:${author}`]) {
    unit.add({ change: 'listing.add', listing, item, kind: 'held' });
  }
}

/** The shadow goes; what was let go in the same commit is found under the shadow's id too, which clients still know. */
function projectHoldEnd(unit: ProjectedUnit, id: string): void {
  const item = `${unit.parts.origin}/activities/${id}`;
  unit.add({ change: 'listing.forget', item });
  const [released] = unit.created();
  if (released === undefined) return;
  unit.add({ change: 'clientData.put', owner: item, kind: releasedKind, key: 'object', value: released });
}
