import type { AnnouncementNews } from '../../community/announcements.ts';
import { announcementEntities, reactionEvent } from '../announced.ts';
import { conversationAt, presentConversations } from '../conversations.ts';
import type { MastodonParts } from '../door.ts';
import type { AccountEntity } from '../entities/account.ts';
import { domainBlocks } from '../hiding.ts';
import { authorOf, firstText, isStatus, itemsOf } from '../nodes.ts';
import { notificationOf } from '../notices.ts';
import type { SignedIn } from '../signed-in.ts';
import type { Language } from '../tips/catalogue.ts';
import type { Newcomer, Subscriber } from './hub.ts';
import type { Stream, Wisher } from './streams.ts';

/** One event as clients get it: the payload is a JSON text, or a bare id. */
export interface StreamEvent {
  readonly event: string;
  readonly payload?: string;
}

/** The way to one client. */
export interface Outlet {
  send(event: StreamEvent): void;
  beat(): void;
  end(): void;
}

/** A stream of statuses and notifications, as Mastodon's clients read it. */
export interface StatusFeed extends Subscriber {
  readonly kind: 'statuses';
  readonly stream: Stream;
  readonly wisher: Wisher;
  readonly language: Language;
  readonly outlet: Outlet;
}

/** A status this young has nothing of its viewers' yet: it looks the same to all who only read it. */
const freshMs = 60_000;

/** What a client is told on one stream. */
export async function openFeed(
  parts: MastodonParts,
  wisher: Wisher,
  stream: Stream,
  outlet: Outlet,
): Promise<StatusFeed> {
  const { actorId, jti } = wisher.account;
  const language = await parts.languageOf(wisher.account);
  return {
    kind: 'statuses',
    actorId,
    jti,
    listings: stream.listings,
    stream,
    wisher,
    language,
    outlet,
    // One that can't be shown is missed, as one is that comes between two streams.
    tell: (entry) => void tell(parts, { stream, wisher, outlet }, entry).catch(() => undefined),
    beat: () => outlet.beat(),
    end: () => outlet.end(),
  };
}

type Told = Pick<StatusFeed, 'stream' | 'wisher' | 'outlet'>;
type Entry = Parameters<Subscriber['tell']>[0];

async function tell(
  parts: MastodonParts,
  { stream, wisher, outlet }: Told,
  { kind, about = '' }: Entry,
): Promise<void> {
  const user = stream.name[0] === 'user';
  switch (kind) {
    case 'delete': {
      const id = (await parts.store.ids.idsOf([about])).get(about);
      return id === undefined || stream.listings.length === 0 ? undefined : outlet.send({ event: kind, payload: id });
    }
    case 'filters_changed':
      return user ? outlet.send({ event: kind }) : undefined;
    case 'announcement':
    case 'announcement.delete':
    case 'announcement.reaction': {
      const payload = user ? await announcedPayload(parts, wisher.account, kind, about) : undefined;
      return payload === undefined ? undefined : outlet.send({ event: kind, payload });
    }
    case 'notification': {
      if (!stream.notifications) return;
      const notification = await notificationOf(parts, wisher.account, about);
      if (notification) outlet.send({ event: kind, payload: JSON.stringify(notification) });
      return;
    }
    case 'status.update': {
      const asked = stream.listings.map((listing) => ({ listing, item: about }));
      if ((await parts.store.listings.holding(asked)).length === 0) return;
      const status = await parts.present.status(about, wisher.account);
      if (status) outlet.send({ event: kind, payload: JSON.stringify(status) });
      return;
    }
    default:
      return;
  }
}

/** What stands above everybody's timeline, what is no more there, or how somebody took it. */
async function announcedPayload(
  parts: MastodonParts,
  reader: SignedIn,
  kind: AnnouncementNews['kind'],
  about: string,
): Promise<string | undefined> {
  const [id = '', name = ''] = about.split(' ');
  if (kind === 'announcement.delete') return id;
  const announcement = (await parts.announcements.current()).find((one) => one.id === id);
  if (!announcement) return undefined;
  if (kind === 'announcement.reaction') return JSON.stringify(await reactionEvent(parts, reader, { id, name }));
  const [entity] = await announcementEntities(parts, [announcement], reader, new Set());
  return JSON.stringify(entity);
}

/** Shows a newcomer to everybody whom it concerns. What looks the same to many is made once. */
export async function showNewcomer(parts: MastodonParts, { item, to }: Newcomer<StatusFeed>): Promise<void> {
  const node = (await parts.store.objects.get(item)) ?? (await parts.store.activities.get(item));
  const author = node && authorOf(node);
  const hidden = await hiddenFrom(parts, author, to);
  const silenced = await silencedFor(parts, author, to);
  const shared = new Map<Language, string>();
  const young = node && isStatus(node) && Date.parse(firstText(node['published']) ?? '') > parts.clock() - freshMs;
  for (const { subscriber: feed, listing } of to) {
    if (hidden.has(feed.actorId) || (isPublic.test(listing) && silenced.has(feed.actorId))) continue;
    if (listing.startsWith('conversations:')) {
      await showConversation(parts, feed, item);
      continue;
    }
    const { stream, language, wisher, outlet } = feed;
    const plain = young === true && feed.actorId !== author && !stream.mediaOnly && !stream.localOnly;
    const payload = (plain && shared.get(language)) || (await payloadFor(parts, item, wisher, stream));
    if (payload === undefined) continue;
    // Addresses of attached files are each viewer's own.
    if (plain && itemsOf(node['attachment']).length === 0) shared.set(language, payload);
    outlet.send({ event: 'update', payload });
  }
}

async function showConversation(parts: MastodonParts, { wisher, outlet }: StatusFeed, first: string): Promise<void> {
  const entry = await conversationAt(parts, wisher.account, first);
  const [conversation] = entry ? await presentConversations(parts, wisher.account, [entry]) : [];
  if (conversation) outlet.send({ event: 'conversation', payload: JSON.stringify(conversation) });
}

async function payloadFor(
  { present }: MastodonParts,
  item: string,
  { account }: Wisher,
  { mediaOnly, localOnly }: Stream,
): Promise<string | undefined> {
  const status = await present.status(item, account);
  if (!status || (mediaOnly && itemsOf(status['media_attachments']).length === 0)) return undefined;
  const remote = (status['account'] as AccountEntity).acct.includes('@');
  return localOnly && remote ? undefined : JSON.stringify(status);
}

/** Listings that somebody is shown who does not follow those who are in them. */
const isPublic = /^(public|tag:)/;

/** Whoever does not follow the author, where moderators silenced that one. */
async function silencedFor(
  { store, federation }: MastodonParts,
  author: string | undefined,
  to: Newcomer<StatusFeed>['to'],
): Promise<ReadonlySet<string>> {
  if (author === undefined || federation.peers.standing(author) === 'ordinary') return new Set();
  const viewers = [...new Set(to.map(({ subscriber }) => subscriber.actorId))];
  const asked = viewers.map((actorId) => ({ listing: `following:${actorId}`, item: author }));
  const following = new Set((await store.listings.holding(asked)).map(({ listing }) => listing));
  return new Set(viewers.filter((actorId) => !following.has(`following:${actorId}`)));
}

/** Whoever mutes or blocks the author. */
async function hiddenFrom(
  { store }: MastodonParts,
  author: string | undefined,
  to: Newcomer<StatusFeed>['to'],
): Promise<ReadonlySet<string>> {
  if (author === undefined) return new Set();
  const viewers = [...new Set(to.map(({ subscriber }) => subscriber.actorId))];
  const host = URL.parse(author)?.host ?? '';
  const held = await store.listings.holding(
    viewers.flatMap((actorId) => [
      { listing: `mutes:${actorId}`, item: author },
      { listing: `blocks:${actorId}`, item: author },
      { listing: domainBlocks(actorId), item: host },
    ]),
  );
  return new Set(held.map(({ listing }) => listing.slice(listing.indexOf(':') + 1)));
}
