import type { Announcement } from '../../community/announcements.ts';
import { switchOf } from '../../http/parameters.ts';
import { announcementEntities } from '../announced.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { emojiEntity } from '../emojis.ts';

const mostKinds = 8;

async function list({ account, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const [current, read] = await Promise.all([
    parts.announcements.current(),
    parts.announcements.readBy(account.actorId),
  ]);
  const withRead = switchOf(parameters['with_dismissed']) === true;
  const shown = current.filter(({ id }) => withRead || !read.has(id));
  return ok(await announcementEntities(parts, shown, account, read));
}

async function known({ path }: Call, { announcements }: MastodonParts): Promise<Announcement | undefined> {
  return (await announcements.current()).find(({ id }) => id === path['id']);
}

async function dismiss(call: Call, parts: MastodonParts): Promise<Answer> {
  const announcement = await known(call, parts);
  if (!announcement) return missing;
  await parts.announcements.read(announcement.id, call.account.actorId);
  return ok({});
}

/** One emoji, or one of this server's by its shortcode; of each announcement so many different ones at most. */
async function react(call: Call, parts: MastodonParts): Promise<Answer> {
  const announcement = await known(call, parts);
  if (!announcement) return missing;
  const name = call.path['name'] ?? '';
  const own = (await parts.emojis.all()).some(({ shortcode }) => shortcode === name);
  if (!own && !/^\p{RGI_Emoji}$/v.test(name)) return refuse('Validation failed: Name is not a recognised emoji');
  const kinds = new Set((await parts.announcements.reactions(announcement.id)).map((reaction) => reaction.name));
  if (!kinds.has(name) && kinds.size >= mostKinds) {
    return refuse('Validation failed: Limit of different reactions reached');
  }
  await parts.announcements.react(announcement.id, { name, by: call.account.actorId }, true);
  return ok({});
}

async function unreact(call: Call, parts: MastodonParts): Promise<Answer> {
  const announcement = await known(call, parts);
  if (!announcement) return missing;
  const reaction = { name: call.path['name'] ?? '', by: call.account.actorId };
  await parts.announcements.react(announcement.id, reaction, false);
  return ok({});
}

async function customEmojis({ account }: Call, parts: MastodonParts): Promise<Answer> {
  return ok((await parts.emojis.all()).map((emoji) => emojiEntity(parts, emoji, account)));
}

const path = '/api/v1/announcements';
const scope = 'write:favourites';

export const announcementRoutes: readonly Route[] = [
  { method: 'get', path, scope: 'read', handle: list },
  { method: 'post', path: `${path}/:id/dismiss`, scope: 'write:accounts', handle: dismiss },
  { method: 'put', path: `${path}/:id/reactions/:name`, scope, handle: react },
  { method: 'delete', path: `${path}/:id/reactions/:name`, scope, handle: unreact },
  { method: 'get', path: '/api/v1/custom_emojis', scope: 'read', handle: customEmojis },
];
