import { asPublic } from '../support/portico/c2s-client.ts';
import type { Action } from './writing.ts';

/** At an editor's word: nobody outside reads it any more, and whoever was sent it is told. */
const recallOne: Action = async (world) => {
  const post = world.post(({ zone }) => zone === 'public');
  if (!post) return;
  await world.settle();
  if (await world.house.recall(post.iri)) world.withdraw(post);
};

/** What a new policy forbids is taken back, by whomever it was said. */
const forbidWord: Action = async (world) => {
  const author = world.random.pick(world.colleagues.slice(0, 2));
  const forbidden = world.plant('public', 'note that is forbidden later.content');
  const audience = { to: [asPublic], cc: [`${author.actor}/followers`] };
  const answer = await author.c2s.post({ type: 'Note', content: `we say ${forbidden}`, ...audience });
  const post = world.made(author, 'public', answer);
  if (post?.zone !== 'public') return;
  world.expect(author, [forbidden]);
  post.texts.push(forbidden);
  await world.settle();
  await world.house.forbid(forbidden);
  world.withdraw(post);
  await world.settle();
};

export const withdrawing: Readonly<Record<string, Action>> = {
  'recalls of posts': recallOne,
  'recalls by a new policy': forbidWord,
};
