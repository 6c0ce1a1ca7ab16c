import type { Announcing } from '../community/announcements.ts';
import type { Emojis } from '../community/emojis.ts';
import type { MastodonParts } from '../mastodon/door.ts';
import { answered, nothingThere, objectOf, problem, type Route } from './route.ts';

export interface CommunityApi {
  readonly announcements: Announcing;
  readonly emojis: Emojis;
  readonly parts: Pick<MastodonParts, 'ids' | 'media' | 'origin'>;
}

const roles = ['admin'] as const;
const time = { type: 'integer', minimum: 0 };
const shortcode = { type: 'string', minLength: 2, maxLength: 32 };

/** What the organisation tells everybody here, and the pictures that they write with. */
export function communityRoutes(api: CommunityApi): Route[] {
  return [...announcementRoutes(api), ...emojiRoutes(api)];
}

function announcementRoutes({ announcements }: CommunityApi): Route[] {
  return [
    {
      method: 'get',
      path: '/announcements',
      summary: 'The announcements, newest first; also those that are over.',
      roles,
      answers: { 200: 'The announcements.' },
      handle: async () => answered({ announcements: await announcements.all() }),
    },
    {
      method: 'post',
      path: '/announcements',
      summary: 'Tells everybody here something, above their timelines, until `endsAt` where there is one.',
      roles,
      body: objectOf({ text: { type: 'string', minLength: 1, maxLength: 5000 }, startsAt: time, endsAt: time }, [
        'startsAt',
        'endsAt',
      ]),
      answers: { 201: 'The announcement.' },
      handle: async ({ account, body }) =>
        answered(await announcements.publish(body as { text: string; endsAt?: number }, account.actorId), 201),
    },
    {
      method: 'post',
      path: '/announcements/{id}/remove',
      summary: 'Takes an announcement away.',
      roles,
      answers: { 200: 'Removed.', 404: 'There is none.' },
      async handle({ account, path }) {
        const { id = '' } = path;
        return (await announcements.remove(id, account.actorId)) ? answered({ removed: id }) : nothingThere;
      },
    },
  ];
}

function emojiRoutes({ emojis, parts }: CommunityApi): Route[] {
  const { ids, media, origin } = parts;
  return [
    {
      method: 'post',
      path: '/emojis',
      summary: 'Makes a picture that was uploaded an emoji, by the id that the client API gave it.',
      roles,
      body: objectOf(
        { shortcode, media: { type: 'string', maxLength: 40 }, category: { type: 'string', maxLength: 50 } },
        ['category'],
      ),
      answers: { 200: 'It is one.', 422: 'What is wrong with it.' },
      async handle({ account, body }) {
        const asked = body as { shortcode: string; media: string; category?: string };
        const iri = (await ids.iriOf(asked.media)) ?? '';
        const file = iri.startsWith(`${origin}/media/`)
          ? await media.ownFile(account, iri.slice(`${origin}/media/`.length))
          : undefined;
        if (!file) return problem(422, 'this was not set', 'there is no such file of yours: upload it first');
        const outcome = await emojis.set({ ...asked, file }, account.actorId);
        if (outcome.kind === 'refused') return problem(422, 'this was not set', outcome.reason);
        return answered({ shortcode: asked.shortcode });
      },
    },
    {
      method: 'post',
      path: '/emojis/{shortcode}/remove',
      summary: 'Takes an emoji away; where it was written its letters stand.',
      roles,
      answers: { 200: 'Removed.', 404: 'There is none.' },
      async handle({ account, path }) {
        const { shortcode: code = '' } = path;
        return (await emojis.remove(code, account.actorId)) ? answered({ removed: code }) : nothingThere;
      },
    },
  ];
}
