import { asPublic } from '../support/portico/c2s-client.ts';
import type { World } from './world.ts';
import { type Action, context } from './writing.ts';

/** Points at an internal thing, and asks that everybody hears of it. */
const pointAt =
  (type: string, more: (world: World) => Record<string, unknown> = () => ({})): Action =>
  async (world) => {
    const post = world.post(({ zone }) => zone === 'internal');
    if (!post) return;
    const actor = ['Add', 'Remove'].includes(type) ? post.author : world.colleague();
    const audience = world.random.pick([
      {},
      { to: [asPublic], cc: [`${actor.actor}/followers`] },
      { to: [world.ada.actor] },
    ]);
    const target = ['Add', 'Remove'].includes(type) ? { target: `${actor.actor}/featured` } : {};
    const object = world.random.chance(0.8) ? post.iri : (post.activity ?? post.iri);
    const answer = await actor.c2s.post({ '@context': context, type, object, ...audience, ...target, ...more(world) });
    world.made(actor, 'internal', answer);
    if (answer.status === 201 && world.random.chance(0.3)) {
      world.made(actor, 'internal', await actor.c2s.post({ type: 'Undo', object: answer.body['id'], ...audience }));
    }
  };

const pointAtPublic: Action = async (world) => {
  const post = world.post(({ zone }) => zone === 'public');
  if (!post) return;
  const type = world.random.pick(['Like', 'Announce', 'Add', 'Remove']);
  const actor = type === 'Like' || type === 'Announce' ? world.colleague() : post.author;
  const target = type === 'Add' || type === 'Remove' ? { target: `${actor.actor}/featured` } : {};
  const to = type === 'Announce' ? { to: [asPublic], cc: [`${actor.actor}/followers`] } : {};
  world.made(actor, 'public', await actor.c2s.post({ type, object: post.iri, ...target, ...to }));
};

/** Everybody sees a profile, but not what no policy knows of it. */
const changeProfile: Action = async (world) => {
  const who = world.colleague();
  const texts = ['name', 'summary', 'field'].map((field) => world.plant('public', `profile.${field}`));
  const [name, summary, value] = texts;
  const object = {
    id: who.actor,
    type: who.name === 'press' ? 'Organization' : 'Person',
    name,
    summary,
    attachment: [{ type: 'PropertyValue', name: 'berth', value }],
    office: world.plant('internal', 'profile.unknown property'),
  };
  const answer = await who.c2s.post({ '@context': context, type: 'Update', object });
  if (answer.status === 201) world.expect(who, texts);
};

const followOutside: Action = async (world) => {
  const who = world.colleague();
  const followed = world.random.pick([world.ada.actor, world.bob.actor]);
  const answer = await who.c2s.post({ type: 'Follow', object: followed });
  if (answer.status === 201 && world.random.chance(0.5)) {
    await who.c2s.post({ type: 'Undo', object: answer.body['id'] });
  }
};

const followInside: Action = async (world) => {
  const [who, followed] = [world.colleague(), world.colleague()];
  world.made(who, 'internal', await who.c2s.post({ type: 'Follow', object: followed.actor }));
};

const block: Action = async (world) => {
  const who = world.colleague();
  const answer = await who.c2s.post({ type: 'Block', object: world.bob.actor });
  world.made(who, 'internal', answer);
  if (answer.status === 201) await who.c2s.post({ type: 'Undo', object: answer.body['id'] });
};

/** A report names what it is about and says why; both stay inside. */
const report: Action = async (world) => {
  const post = world.post(({ zone }) => zone === 'internal');
  if (!post) return;
  const who = world.colleague();
  const content = world.plant('private', 'report.content');
  const to = world.random.chance(0.5) ? { to: [world.ada.actor] } : {};
  world.made(who, 'internal', await who.c2s.post({ type: 'Flag', object: [post.iri], content, ...to }));
};

/** Outsiders who came by an id act on it, and get no more out of it than they had. */
const actFromOutside: Action = async (world) => {
  const post = world.post(() => true);
  if (!post) return;
  const type = world.random.pick(['Like', 'Announce', 'Flag', 'Delete', 'Undo', 'Follow']);
  const object = type === 'Follow' ? post.author.actor : post.iri;
  const to = { to: [asPublic], cc: [post.author.actor] };
  const sender = world.random.pick([world.ada, world.bob]);
  // Whoever follows is written to, and what followers read is told to ada alone.
  if (type === 'Follow' && sender === world.bob) return;
  await sender.deliver(`${post.author.actor}/inbox`, type, object, to);
};

const answerFromOutside: Action = async (world) => {
  const post = world.post(() => true);
  if (!post) return;
  const note = world.ada.note('a word from outside', { inReplyTo: post.iri, to: [asPublic], cc: [post.author.actor] });
  await world.ada.deliver(`${post.author.actor}/inbox`, 'Create', note, { to: [asPublic], cc: [post.author.actor] });
};

export const acting: Readonly<Record<string, Action>> = {
  'boosts of internal posts': pointAt('Announce'),
  'likes of internal posts': pointAt('Like'),
  'pins of internal posts': pointAt('Add'),
  'unpins of internal posts': pointAt('Remove'),
  'reactions to internal posts': pointAt('EmojiReact', (world) => ({
    content: '👍',
    tag: [{ type: 'Emoji', name: `:${world.plant('internal', 'emoji.name')}:` }],
  })),
  'acts on public posts': pointAtPublic,
  'changes of profiles': changeProfile,
  'follows of outsiders': followOutside,
  'follows of colleagues': followInside,
  blocks: block,
  'reports of internal posts': report,
  'acts from outside on any id': actFromOutside,
  'answers from outside': answerFromOutside,
};
