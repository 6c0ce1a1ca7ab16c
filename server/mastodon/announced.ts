import type { Announcement, Reaction } from '../community/announcements.ts';
import type { MastodonParts } from './door.ts';
import { emojiEntity } from './emojis.ts';
import { isoTime } from './entities/account.ts';
import type { SignedIn } from './signed-in.ts';
import { compose } from './text/compose.ts';

/** `Announcement` entities as somebody sees them; `read` has the ids of those that they have read. */
export async function announcementEntities(
  parts: MastodonParts,
  announcements: readonly Announcement[],
  reader: SignedIn,
  read: ReadonlySet<string>,
): Promise<object[]> {
  const pictures = await picturesFor(parts, reader);
  return Promise.all(
    announcements.map(async ({ id, text, startsAt, endsAt, publishedAt }) => ({
      id,
      starts_at: startsAt === undefined ? null : isoTime(startsAt),
      ends_at: endsAt === undefined ? null : isoTime(endsAt),
      all_day: false,
      published: true,
      published_at: isoTime(publishedAt),
      updated_at: isoTime(publishedAt),
      mentions: [],
      statuses: [],
      tags: [],
      emojis: [],
      content: (await compose(text, parts.origin, async () => undefined)).html,
      read: read.has(id),
      reactions: counted(await parts.announcements.reactions(id), reader.actorId, pictures),
    })),
  );
}

/** A reaction and how many there are of its kind, as streams tell of it: the same for everybody but for its picture. */
export async function reactionEvent(
  parts: MastodonParts,
  reader: SignedIn,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<object> {
  const count = (await parts.announcements.reactions(id)).filter((reaction) => reaction.name === name).length;
  const picture = (await picturesFor(parts, reader)).get(name);
  return { name, count, ...picture, announcement_id: id };
}

type Picture = { readonly url: string; readonly static_url: string };

/** Custom emojis by their shortcode. */
async function picturesFor(parts: MastodonParts, reader: SignedIn): Promise<ReadonlyMap<string, Picture>> {
  const emojis = await parts.emojis.all();
  return new Map(
    emojis.map((emoji) => {
      const { url } = emojiEntity(parts, emoji, reader);
      return [emoji.shortcode, { url, static_url: url }];
    }),
  );
}

function counted(reactions: readonly Reaction[], reader: string, pictures: ReadonlyMap<string, Picture>): object[] {
  return [...Map.groupBy(reactions, ({ name }) => name)].map(([name, of]) => {
    const me = of.some(({ by }) => by === reader);
    return { name, count: of.length, me, ...pictures.get(name) };
  });
}
