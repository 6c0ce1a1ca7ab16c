import type { Json, JsonObject } from '../../policies/index.ts';
import { recorded } from '../peers/recorded.ts';
import type { ClientData, Listings, ServerChange, ServerCommits } from '../ports/index.ts';

/** What the organisation tells everybody here, above their timelines. */
export interface Announcement {
  /** Decimal digits that sort by time. */
  readonly id: string;
  /** Plain text, as it was typed. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  readonly startsAt?: number;
  /** It is shown until then. */
  readonly endsAt?: number;
  /** Open streams were told of its end. */
  readonly over?: boolean;
}

export interface Reaction {
  /** An emoji, or the shortcode of a custom one. */
  readonly name: string;
  readonly by: string;
}

/** Announcements, for those who make them and those who read them. */
export interface Announcing {
  /** Newest first; also those that are over. */
  all(): Promise<Announcement[]>;
  /** Those that are not over. */
  current(): Promise<Announcement[]>;
  /** `by` is an actor IRI, or `operator`. */
  publish(asked: Pick<Announcement, 'text' | 'startsAt' | 'endsAt'>, by: string): Promise<Announcement>;
  /** Tells open streams of those whose end has come. */
  endDue(commits: ServerCommits): Promise<void>;
  /** False where there is none. */
  remove(id: string, by: string): Promise<boolean>;
  /** Ids of those that somebody has read. */
  readBy(actorId: string): Promise<ReadonlySet<string>>;
  read(id: string, actorId: string): Promise<void>;
  /** Oldest first. */
  reactions(id: string): Promise<Reaction[]>;
  /** Does nothing where it is so already. */
  react(id: string, reaction: Reaction, there: boolean): Promise<void>;
}

export interface AnnouncingParts {
  readonly origin: string;
  readonly clientData: ClientData;
  readonly listings: Listings;
  readonly commits: ServerCommits;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

const kind = 'announcement';
const readKind = 'announcement-read';
const mostReactions = 5_000;

export function createAnnouncements(parts: AnnouncingParts): Announcing {
  const { origin, clientData, commits, clock, newId } = parts;
  const owner = ownerAt(origin);
  const all = async (): Promise<Announcement[]> =>
    (await clientData.all(owner, kind)).map(({ value }) => toAnnouncement(value)).reverse();
  return {
    all,
    current: async () => (await all()).filter(({ endsAt }) => endsAt === undefined || endsAt > clock()),
    async publish(asked, by) {
      const announcement: Announcement = { ...asked, id: newId(), publishedAt: clock() };
      const value: JsonObject = { ...announcement };
      const change: ServerChange = { change: 'clientData.put', owner, kind, key: announcement.id, value };
      const { id: subject } = announcement;
      await commits.commit(recorded({ ...act, change, by, subject, outcome: 'announced', document: value }, clock()));
      return announcement;
    },
    async endDue(held) {
      const due = (await all()).filter(({ endsAt, over }) => !over && endsAt !== undefined && endsAt <= clock());
      const changes = due.map((one): ServerChange => {
        const value: JsonObject = { ...one, over: true };
        return { change: 'clientData.put', owner, kind, key: one.id, value };
      });
      if (changes.length > 0) await held.commit(changes);
    },
    async remove(id, by) {
      const known = await clientData.get(owner, kind, id);
      if (known === undefined) return false;
      const change: ServerChange = { change: 'clientData.remove', owner, kind, key: id };
      const end = { ...act, change, by, subject: id, outcome: 'announcement-removed', document: { id } };
      await commits.commit([...recorded(end, clock()), { change: 'listing.clear', listing: reactionsOf(id) }]);
      return true;
    },
    readBy: async (actorId) => new Set((await clientData.all(actorId, readKind)).map(({ key }) => key)),
    read: (id, actorId) =>
      commits.commit([{ change: 'clientData.put', owner: actorId, kind: readKind, key: id, value: true }]),
    async reactions(id) {
      const entries = await parts.listings.page(reactionsOf(id), { limit: mostReactions });
      return entries.map(({ kind: name = '', by = '' }) => ({ name, by })).reverse();
    },
    async react(id, { name, by }, there) {
      const place = { listing: reactionsOf(id), item: `${name} ${by}` };
      const change: ServerChange = there
        ? { change: 'listing.add', ...place, kind: name, by, position: newId() }
        : { change: 'listing.remove', ...place };
      await commits.commit([change]);
    },
  };
}

/** What happened to an announcement. Of a reaction `about` is the announcement's id and, after a space, its name. */
export interface AnnouncementNews {
  readonly kind: 'announcement' | 'announcement.delete' | 'announcement.reaction';
  readonly about: string;
}

/** What a change is to whoever looks at announcements. */
export function announcementNews(change: ServerChange, origin: string): AnnouncementNews | undefined {
  switch (change.change) {
    case 'clientData.put':
    case 'clientData.remove': {
      if (change.kind !== kind || change.owner !== ownerAt(origin)) return undefined;
      const there = change.change === 'clientData.put' && !toAnnouncement(change.value).over;
      return { kind: there ? 'announcement' : 'announcement.delete', about: change.key };
    }
    case 'listing.add':
    case 'listing.remove': {
      if (!change.listing.startsWith(reactionsOf(''))) return undefined;
      const [name = ''] = change.item.split(' ');
      return { kind: 'announcement.reaction', about: `${change.listing.slice(reactionsOf('').length)} ${name}` };
    }
    default:
      return undefined;
  }
}

const act = { kind: 'moderation' } as const;

function ownerAt(origin: string): string {
  return `${origin}/announcements`;
}

function reactionsOf(id: string): string {
  return `announcement-reactions:${id}`;
}

function toAnnouncement(value: Json): Announcement {
  return value as unknown as Announcement;
}
