import type { Node } from '../../../federation/ports/index.ts';
import { tagFollowers } from '../followed-tags.ts';
import { linksOf } from '../links.ts';
import { authorOf, firstIri, hashtagsOf, isForColleagues, isLocked, isStatus, mentionsOf } from '../nodes.ts';
import { projectConversation } from './conversations.ts';
import { projectQuote, projectQuoteRefusal } from './quotes.ts';
import type { ProjectedUnit } from './unit.ts';

/** People into whose home timelines one hashtag brings a post at most. */
const mostTagFollowers = 5_000;

/** What an activity that is stored for the first time means for timelines, counts and notifications. */
export async function projectActivity(unit: ProjectedUnit, activity: Node): Promise<void> {
  const actor = firstIri(activity['actor']);
  const target = firstIri(activity['object']);
  if (actor === undefined || target === undefined) return;
  const object = await unit.object(target);
  switch (activity.type) {
    case 'Create':
      return object && isStatus(object) ? projectStatus(unit, activity, object, actor) : undefined;
    case 'Announce':
      return object && isStatus(object) ? projectBoost(unit, activity, object, actor) : undefined;
    case 'Like':
    case 'EmojiReact':
      return object && projectLike(unit, activity, object, actor);
    case 'Follow':
      unit.identify(actor);
      if (unit.isLocal(actor)) unit.list(`requested:${actor}`, target);
      return unit.notify(target, object && isLocked(object) ? 'follow_request' : 'follow', activity, actor);
    case 'Reject':
      return projectRefusal(unit, target, actor);
  }
}

/** A Follow that whoever is followed turns down is not asked for any more, nor is a quote. */
async function projectRefusal(unit: ProjectedUnit, follow: string, by: string): Promise<void> {
  const refused = await unit.activity(follow);
  if (refused) await projectQuoteRefusal(unit, refused, by);
  const follower =
    refused?.type === 'Follow' && firstIri(refused['object']) === by ? firstIri(refused['actor']) : undefined;
  if (follower === undefined) return;
  unit.add({ change: 'listing.remove', listing: `requested:${follower}`, item: by });
}

async function projectStatus(unit: ProjectedUnit, activity: Node, status: Node, actor: string): Promise<void> {
  const { origin } = unit.parts;
  const list = (listing: string): void => unit.add({ change: 'listing.add', listing, item: status.id });
  unit.identify(actor);
  unit.identify(status.id);
  list(`account:${actor}`);
  if (unit.isLocal(actor)) list(`home:${actor}`);
  const answered = firstIri(status['inReplyTo']);
  if (answered !== undefined) list(`replies:${answered}`);
  const page = pageOf(unit, status, actor);
  if (page !== undefined) list(`page:${page}`);
  for (const { href } of mentionsOf(status)) unit.notify(href, 'mention', activity, actor, status.id);
  await projectConversation(unit, status);
  await projectQuote(unit, activity, status, actor);
  if (!isForColleagues(status, origin)) return;
  for (const link of linksOf(status)) list(`link:${link}`);
  for (const name of hashtagsOf(status)) {
    list(`tag:${name}`);
    const followers = await unit.parts.listings.page(tagFollowers(name), { limit: mostTagFollowers });
    for (const { item } of followers) list(`home:${item}`);
  }
  if (answered !== undefined) return;
  list('public');
  list(unit.isLocal(actor) ? 'public:local' : 'public:remote');
}

/** The page elsewhere that an Article of ours announces: the discussion about it is found under its address. */
function pageOf(unit: ProjectedUnit, status: Node, actor: string): string | undefined {
  const url = status.type === 'Article' && unit.isLocal(actor) ? firstIri(status['url']) : undefined;
  return url === undefined || unit.isLocal(url) ? undefined : url;
}

function projectBoost(unit: ProjectedUnit, activity: Node, status: Node, actor: string): void {
  unit.identify(actor);
  unit.identify(status.id);
  unit.identify(activity.id);
  unit.list(`shares:${status.id}`, actor);
  unit.add({ change: 'listing.add', listing: `account:${actor}`, item: activity.id, about: status.id });
  if (unit.isLocal(actor)) {
    unit.add({ change: 'listing.add', listing: `home:${actor}`, item: activity.id, about: status.id });
  }
  const author = authorOf(status);
  if (author !== undefined) unit.notify(author, 'reblog', activity, actor, status.id);
}

function projectLike(unit: ProjectedUnit, activity: Node, status: Node, actor: string): void {
  unit.identify(actor);
  unit.list(`likes:${status.id}`, actor);
  if (unit.isLocal(actor)) unit.list(`favourites:${actor}`, status.id);
  const author = authorOf(status);
  if (author !== undefined) unit.notify(author, 'favourite', activity, actor, status.id);
}

/** Whoever reacted in several ways likes a post until the last of them is undone. */
async function stillLikes(unit: ProjectedUnit, actor: string, target: string, undone: string): Promise<boolean> {
  for (const id of await unit.parts.activities.byActorAndObject(actor, target)) {
    const type = id === undone ? undefined : (await unit.activity(id))?.type;
    if (type === 'Like' || type === 'EmojiReact') return true;
  }
  return false;
}

/** The end of an activity that was undone takes with it what it meant. */
export async function projectRemoval(unit: ProjectedUnit, id: string): Promise<void> {
  const activity = await unit.activity(id);
  const actor = activity && firstIri(activity['actor']);
  const target = activity && firstIri(activity['object']);
  if (activity === undefined || actor === undefined || target === undefined) return;
  const unlist = (listing: string, item: string): void => unit.add({ change: 'listing.remove', listing, item });
  unit.add({ change: 'listing.forget', item: id });
  switch (activity.type) {
    case 'Like':
    case 'EmojiReact':
      if (await stillLikes(unit, actor, target, id)) return;
      unlist(`likes:${target}`, actor);
      return unlist(`favourites:${actor}`, target);
    case 'Announce':
      return unlist(`shares:${target}`, actor);
    case 'Follow':
      unlist(`followers:${target}`, actor);
      unlist(`requested:${actor}`, target);
      unlist(`requests:${target}`, actor);
      return unlist(`following:${actor}`, target);
    case 'Block':
      return unlist(`blocks:${actor}`, target);
  }
}
