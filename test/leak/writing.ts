import { asPublic } from '../support/portico/c2s-client.ts';
import type { CanaryZone } from './canaries.ts';
import { blockedWord, heldWord } from './house.ts';
import type { Colleague, Post, World } from './world.ts';

export type Action = (world: World) => Promise<void>;

/** As clients that know reactions and quotes send it (FEP-c0e0, FEP-044f). */
export const context = [
  'https://www.w3.org/ns/activitystreams',
  {
    EmojiReact: 'http://litepub.social/ns#EmojiReact',
    Emoji: 'http://joinmastodon.org/ns#Emoji',
    Hashtag: 'as:Hashtag',
    PropertyValue: 'http://schema.org#PropertyValue',
    value: 'http://schema.org#value',
    quote: { '@id': 'https://w3id.org/fep/044f#quote', '@type': '@id' },
  },
];

/** A note with a canary in every field that a client can fill, and in some that mean nothing here. */
export function noteWith(
  world: World,
  zone: CanaryZone,
  kind: string,
): { note: Record<string, unknown>; texts: string[] } {
  const texts: string[] = [];
  const say = (field: string): string => {
    const text = world.plant(zone, `${kind}.${field}`);
    texts.push(text);
    return text;
  };
  const tag = say('tag');
  world.tags.push(tag);
  const inside = (field: string): string => world.plant('internal', `${kind}.${field}`);
  const note = {
    '@context': context,
    type: 'Note',
    content: `<p>high water ${say('content')}${zone === 'public' ? '' : world.disguise(zone, kind)}</p>`,
    summary: `about ${say('summary')}`,
    tag: [{ type: 'Hashtag', name: `#${tag}`, href: `https://tags.example/${say('tag address')}` }],
    source: { content: say('source'), mediaType: 'text/plain' },
    // Nothing that no policy knows goes outside, whatever the zone.
    unheardOf: inside('unknown property'),
    'ext:unheardOf': { deep: [inside('unknown nested property')] },
    _meta: { note: inside('private property') },
    bto: [],
  };
  return { note, texts };
}

const audiences = (world: World, author: Colleague, zone: CanaryZone): Record<string, unknown> => {
  if (zone === 'public') return { to: [asPublic], cc: [`${author.actor}/followers`] };
  if (zone === 'internal') return { to: [`${world.house.origin}/zones/internal`] };
  if (zone === 'partner') return { to: [world.partners] };
  return world.random.chance(0.5) ? { to: [world.ada.actor] } : { to: [`${author.actor}/followers`] };
};

/** How the kind of a note ends that answers or quotes an internal post. */
const ofInternal = ' to an internal post';

export async function write(
  world: World,
  zone: CanaryZone,
  more: Record<string, unknown> = {},
  kind = 'note',
  said = zone,
): Promise<void> {
  // Those that ada follows, where followers are to be the readers.
  const author = zone === 'addressed' ? world.random.pick(world.colleagues.slice(0, 2)) : world.colleague();
  const { note, texts } = noteWith(world, said, kind);
  const answer = await author.c2s.post({ ...note, ...audiences(world, author, zone), ...more });
  const widens = Object.keys(more).length === 0 || (kind.endsWith(ofInternal) ? false : undefined);
  const post = world.made(author, zone, answer, widens);
  if (post?.zone !== 'public') return;
  world.expect(author, texts.slice(0, 3));
  post.texts.push(...texts);
}

const writePublic: Action = (world) => write(world, 'public');
const writeInternal: Action = (world) => write(world, 'internal');
const writeAddressed: Action = (world) => write(world, 'addressed');

/** No addressee at all means colleagues only. */
const writeToNobody: Action = (world) => write(world, 'internal', { to: [], cc: [] }, 'note to nobody');

const writeHeld: Action = (world) =>
  write(
    world,
    'internal',
    { to: [asPublic], name: `${heldWord} ${world.plant('private', 'held note.name')}` },
    'held note',
    'private',
  );

const writeBlocked: Action = (world) =>
  write(world, 'internal', { to: [asPublic], name: blockedWord }, 'blocked note', 'private');

const askColleagues: Action = (world) =>
  write(world, 'internal', {
    type: 'Question',
    oneOf: [1, 2].map(() => ({ type: 'Note', name: world.plant('internal', 'poll.option') })),
  });

/** An internal post that stays one: what is about it may be shown as soon as it is. */
function internalThread(world: World): Post | undefined {
  const bound = world.post(({ zone }) => zone === 'internal');
  if (bound?.widens) bound.widens = undefined;
  return bound;
}

/** What answers or quotes an internal post stays with it, whatever the client asks for. */
const reply: Action = async (world) => {
  const bound = internalThread(world);
  if (!bound) return;
  const mention = { type: 'Mention', href: world.ada.actor, name: `@ada@${world.ada.host}` };
  const audience = world.random.pick([
    { to: [asPublic] },
    { to: [asPublic, world.ada.actor], tag: [mention] },
    { to: [world.ada.actor], tag: [mention] },
    { to: [`${bound.author.actor}`], cc: [`${world.colleagues[0]?.actor}/followers`] },
  ]);
  await write(world, 'internal', { inReplyTo: bound.iri, ...audience }, `reply${ofInternal}`);
};

const quote: Action = async (world) => {
  const bound = internalThread(world);
  if (bound) await write(world, 'internal', { quote: bound.iri, to: [asPublic] }, `link${ofInternal}`);
};

const replyInPublic: Action = async (world) => {
  const bound = world.post(({ zone }) => zone === 'public');
  if (bound) await write(world, 'public', { inReplyTo: bound.iri });
};

/** A colleague's answer in house to what everybody can read. */
const replyInHouse: Action = async (world) => {
  const bound = world.post(({ zone }) => zone === 'public');
  if (bound) await write(world, 'internal', { inReplyTo: bound.iri }, 'internal reply to a public post');
};

async function update(world: World, post: Post, zone: CanaryZone, more: Record<string, unknown> = {}): Promise<number> {
  const { note, texts } = noteWith(world, zone, 'edit');
  const object = { ...note, id: post.iri, ...more };
  const { bto: _bto, ...patch } = object as Record<string, unknown>;
  const answer = await post.author.c2s.post({ type: 'Update', object: patch, ...more });
  world.made(post.author, zone, answer);
  if (answer.status === 201 && zone === 'public') {
    world.expect(post.author, texts.slice(0, 2));
    post.texts.push(...texts);
  }
  return answer.status;
}

const editInternal: Action = async (world) => {
  const post = world.post(({ zone }) => zone === 'internal');
  if (post) await update(world, post, 'internal');
};

const editPublic: Action = async (world) => {
  const post = world.post(({ zone }) => zone === 'public');
  if (post) await update(world, post, 'public');
};

const toEverybody = ({ author }: Post) => ({ to: [asPublic], cc: [`${author.actor}/followers`] });

/** From inside to everybody: what it said before stays inside. */
const widen: Action = async (world) => {
  const post = world.post(({ zone, widens }) => zone === 'internal' && widens === true);
  if (!post) return;
  const status = await update(world, post, 'public', toEverybody(post));
  if (status !== 201) return;
  post.zone = 'public';
  world.evidence.disclose(`${post.iri} ${post.activity ?? ''}`);
};

/** What answers or quotes an internal post stays inside, whatever an edit asks for. */
const widenAnswer: Action = async (world) => {
  const post = world.post(({ zone, widens }) => zone === 'internal' && widens === false);
  if (post) await update(world, post, 'internal', toEverybody(post));
};

const remove: Action = async (world) => {
  const post = world.post(() => true);
  if (!post) return;
  const answer = await post.author.c2s.post({ type: 'Delete', object: post.iri });
  if (answer.status !== 201) return;
  world.withdraw(post);
  world.made(post.author, post.zone, answer);
};

export const writing: Readonly<Record<string, Action>> = {
  'public notes': writePublic,
  'internal notes': writeInternal,
  'notes to named people and followers': writeAddressed,
  'notes to nobody': writeToNobody,
  'notes that policies hold': writeHeld,
  'notes that policies block': writeBlocked,
  'internal polls': askColleagues,
  'answers in internal threads, sent to everybody': reply,
  'quotes of internal posts': quote,
  'public answers': replyInPublic,
  'internal answers to public posts': replyInHouse,
  'edits of internal posts': editInternal,
  'edits of public posts': editPublic,
  'edits from inside to everybody': widen,
  'such edits of what has to stay inside': widenAnswer,
  deletions: remove,
};
