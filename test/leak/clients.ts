import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { download } from '../support/portico/media-client.ts';
import type { Answer } from '../support/portico/oauth-app.ts';
import type { CanaryZone } from './canaries.ts';
import { heldWord } from './house.ts';
import type { Colleague, Post, World } from './world.ts';
import type { Action } from './writing.ts';

/** What a client of the Mastodon API posts, and how wide that is meant. */
const visibilities: readonly (readonly [visibility: string, zone: CanaryZone])[] = [
  ['public', 'public'],
  ['unlisted', 'public'],
  ['private', 'internal'],
];

function remember(world: World, author: Colleague, zone: CanaryZone, { status, body }: Answer): Post | undefined {
  if (status !== 200 || typeof body['uri'] !== 'string') return undefined;
  const iri = body['uri'];
  if (zone === 'internal') world.evidence.keepSecret(iri, 'an internal post of a Mastodon client');
  const post = { iri, author, zone, clientId: String(body['id']), deleted: false };
  world.posts.push(post);
  world.clientIds.push(post.clientId);
  return post;
}

async function post(
  world: World,
  zone: CanaryZone,
  form: object,
  kind = 'status',
  author = world.colleague(),
): Promise<void> {
  const texts = ['text', 'warning', 'hashtag'].map((field) => world.plant(zone, `${kind}.${field}`));
  const [text, warning, hashtag] = texts;
  const json = { status: `low water ${text} #${hashtag}`, spoiler_text: warning, ...form };
  const answer = await author.rest.request('/api/v1/statuses', { json });
  if (remember(world, author, zone, answer)?.zone === 'public') world.expect(author, texts);
}

const status: Action = async (world) => {
  const [visibility, zone] = world.random.pick(visibilities);
  await post(world, zone, { visibility });
};

const localOnly: Action = (world) =>
  post(world, 'internal', { visibility: 'public', local_only: true }, 'local status');

const heldStatus: Action = (world) =>
  post(world, 'internal', { visibility: 'public', spoiler_text: heldWord }, 'held status');

const directStatus: Action = async (world) => {
  const named = world.colleague();
  await post(
    world,
    'internal',
    { status: `@${named.name} ${world.plant('internal', 'DM.text')}`, visibility: 'direct' },
    'DM',
  );
};

const poll: Action = async (world) => {
  const [visibility, zone] = world.random.pick(visibilities);
  const options = [1, 2].map(() => world.plant(zone, 'poll.option'));
  await post(world, zone, { visibility, poll: { options, expires_in: 3600 } }, 'poll');
};

/** A client that knows nothing of zones answers an internal post in public. */
const replyInPublic: Action = async (world) => {
  const bound = world.post(({ zone, clientId }) => zone === 'internal' && clientId !== undefined);
  if (!bound) return;
  const status = `@ada@${world.ada.host} ${world.plant('internal', 'internal reply.text')}`;
  await post(world, 'internal', { status, in_reply_to_id: bound.clientId, visibility: 'public' }, 'internal reply');
};

const act: Action = async (world) => {
  const bound = world.post(({ clientId }) => clientId !== undefined);
  if (!bound) return;
  const acts = ['favourite', 'unfavourite', 'reblog', 'unreblog', 'bookmark', 'mute', 'pin', 'unpin'];
  const name = world.random.pick(acts);
  const actor = name.endsWith('pin') ? bound.author : world.colleague();
  const json = name === 'reblog' ? { visibility: 'public' } : {};
  const answer = await actor.rest.request(`/api/v1/statuses/${bound.clientId}/${name}`, { json });
  if (name === 'reblog' && bound.zone === 'internal' && answer.body['uri'] !== bound.iri) {
    world.evidence.keepSecret(String(answer.body['uri']), 'a boost of an internal post');
  }
};

const edit: Action = async (world) => {
  const bound = world.post(({ clientId, zone }) => clientId !== undefined && zone !== 'addressed');
  if (!bound) return;
  const text = world.plant(bound.zone, 'edited status.text');
  const answer = await bound.author.rest.request(`/api/v1/statuses/${bound.clientId}`, {
    method: 'PUT',
    json: { status: text },
  });
  if (answer.status === 200 && bound.zone === 'public') world.expect(bound.author, [text]);
};

/** What a client keeps for its owner alone. */
const keepPrivately: Action = async (world) => {
  const { rest } = world.colleague();
  const say = (place: string): string => world.plant('internal', place);
  const other = world.colleague();
  const account = await rest.request(`/api/v1/accounts/lookup?acct=${other.name}`);
  const ways = [
    () => rest.request('/api/v1/lists', { json: { title: say('list.title') } }),
    () =>
      rest.request('/api/v2/filters', {
        json: {
          title: say('filter.title'),
          context: ['home'],
          keywords_attributes: [{ keyword: say('filter.keyword') }],
        },
      }),
    () =>
      rest.request(`/api/v1/accounts/${String(account.body['id'])}/note`, { json: { comment: say('account note') } }),
    () => rest.request('/api/v1/markers', { json: { home: { last_read_id: '1' } } }),
    // What is searched for is nobody's business outside.
    () => rest.request(`/api/v2/search?q=${say('search')}&resolve=true`),
    () => rest.request(`/api/v1/accounts/search?q=@${say('account search')}&resolve=true`),
  ];
  for (const way of ways) await way();
};

/** Pictures whose metadata and names say what their readers are not to know. */
const attachPictures: Action = async (world) => {
  await attachPicture(world, 'public', 'public');
  await attachPicture(world, 'private', 'internal');
};

async function attachPicture(world: World, visibility: string, zone: CanaryZone): Promise<void> {
  const author = world.colleague();
  const inside = (place: string): string => world.plant('internal', place);
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: `#${colour(world)}` } })
    .withExif({ IFD0: { Copyright: inside('picture.copyright'), ImageDescription: inside('picture.description') } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><title>${inside('picture.xmp')}</title></x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  const form = new FormData();
  const alt = world.plant(zone, 'picture.alt text');
  form.set('description', alt);
  form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), `${inside('picture.file name')}.jpg`);
  const headers = { authorization: `Bearer ${author.rest.token}` };
  const uploaded = await fetch(`${world.house.origin}/api/v2/media`, { method: 'POST', headers, body: form });
  const { id } = (await uploaded.json()) as { readonly id?: string };
  // Its address is told when it was read.
  await world.house.drain();
  const file = await author.rest.get(`/api/v1/media/${id}`);
  if (typeof file['url'] !== 'string') throw new Error(`the picture was not taken: ${JSON.stringify(file)}`);
  const url = file['url'];
  world.mediaPaths.push(new URL(url).pathname);
  if (zone === 'internal') {
    world.evidence.keepSecret(url, 'an internal picture');
    world.evidence.keepBytesSecret(Buffer.from((await download(url)).bytes), 'an internal picture');
  }
  await post(world, zone, { visibility, media_ids: [id] }, 'status with picture', author);
}

/** No two pictures are of the same bytes. */
function colour(world: World): string {
  return createHash('sha256').update(String(world.random.next())).digest('hex').slice(0, 6);
}

export const clients: Readonly<Record<string, Action>> = {
  'statuses of every visibility': status,
  'local-only statuses': localOnly,
  'statuses that policies hold': heldStatus,
  'direct messages to colleagues': directStatus,
  polls: poll,
  'public answers to internal statuses': replyInPublic,
  'favourites, boosts, bookmarks and pins': act,
  'edits of statuses': edit,
  'lists, filters, notes and searches': keepPrivately,
  pictures: attachPictures,
};
