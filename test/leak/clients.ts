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
  // It waits for a reviewer, or for somebody to look at its picture: nobody outside is to be shown it.
  if (new URL(iri).pathname.startsWith('/activities/')) return undefined;
  const post = { iri, author, zone, clientId: String(body['id']), deleted: false, texts: [] as string[] };
  world.posts.push(post);
  world.clientIds.push(post.clientId);
  return post;
}

export async function post(
  world: World,
  zone: CanaryZone,
  form: object,
  kind = 'status',
  author = world.colleague(),
  said = zone,
): Promise<Post | undefined> {
  const texts = ['text', 'warning', 'hashtag'].map((field) => world.plant(said, `${kind}.${field}`));
  const [text, warning, hashtag = ''] = texts;
  world.tags.push(hashtag);
  const json = { status: `low water ${text} #${hashtag}`, spoiler_text: warning, ...form };
  const answer = await author.rest.request('/api/v1/statuses', { json });
  const made = remember(world, author, zone, answer);
  if (made?.zone === 'public') {
    world.expect(author, texts);
    made.texts.push(...texts);
  }
  return made;
}

const status: Action = async (world) => {
  const [visibility, zone] = world.random.pick(visibilities);
  await post(world, zone, { visibility });
};

const localOnly: Action = async (world) =>
  void (await post(world, 'internal', { visibility: 'public', local_only: true }, 'local status'));

const heldStatus: Action = async (world) => {
  const form = { visibility: 'public', spoiler_text: heldWord };
  await post(world, 'internal', form, 'held status', world.colleague(), 'private');
};

const directStatus: Action = async (world) => {
  const named = world.colleague();
  await post(
    world,
    'internal',
    { status: `@${named.name} ${world.plant('private', 'DM.text')}`, visibility: 'direct' },
    'DM',
    world.colleague(),
    'private',
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
  if (answer.status === 200 && bound.zone === 'public') {
    world.expect(bound.author, [text]);
    bound.texts.push(text);
  }
};

/** What a client keeps for its owner alone. */
const keepPrivately: Action = async (world) => {
  const { rest } = world.colleague();
  const say = (place: string): string => world.plant('private', place);
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
};
