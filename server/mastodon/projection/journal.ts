import { randomUUID } from 'node:crypto';
import { announcementNews } from '../../community/announcements.ts';
import type { ServerChange } from '../../ports/index.ts';
import { isStatus } from '../nodes.ts';
import { type HappeningEntry, journalled } from '../streaming/journal.ts';
import type { ProjectedUnit } from './unit.ts';

/** Listings whose newcomers some stream shows. */
const streamed = /^(home|account|public|tag|list|conversations)[:]|^public$/;
const notified = 'notifications:';

/** Writes down what open streams have to be told of a commit; true where there is anything. */
export function projectJournal(unit: ProjectedUnit, changes: readonly ServerChange[]): boolean {
  const happened = new Map<string, HappeningEntry>();
  for (const change of [...changes, ...unit.derived]) {
    const entry: HappeningEntry | undefined = happeningOf(unit, change) ?? announcementNews(change, unit.parts.origin);
    if (entry) happened.set(`${entry.kind} ${entry.about} ${entry.by ?? ''}`, entry);
  }
  for (const entry of happened.values()) unit.add(journalled(entry, randomUUID(), unit.parts.snowflakes));
  return happened.size > 0;
}

function happeningOf(unit: ProjectedUnit, change: ServerChange): HappeningEntry | undefined {
  switch (change.change) {
    case 'listing.add': {
      const { listing, item } = change;
      if (listing.startsWith(notified)) {
        return { kind: 'notification', about: item, by: listing.slice(notified.length) };
      }
      return streamed.test(listing) ? { kind: 'update', about: item } : undefined;
    }
    case 'listing.forget':
      return { kind: 'delete', about: change.item };
    case 'object.replace':
      return isStatus(change.node) ? { kind: 'status.update', about: change.node.id } : undefined;
    case 'clientData.put':
    case 'clientData.remove':
      return change.kind === 'filter' && unit.isLocal(change.owner)
        ? { kind: 'filters_changed', about: change.key, by: change.owner }
        : undefined;
    case 'token.put':
      return change.token.revokedAt === undefined ? undefined : { kind: 'revoked', about: change.token.jti };
    default:
      return undefined;
  }
}
