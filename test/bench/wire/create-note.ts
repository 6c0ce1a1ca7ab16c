import { randomUUID } from 'node:crypto';
import { asPublic } from '../../support/portico/c2s-client.ts';
import { actorOf } from './remote-hosts.ts';

const context = [
  'https://www.w3.org/ns/activitystreams',
  {
    ostatus: 'http://ostatus.org#',
    atomUri: 'ostatus:atomUri',
    inReplyToAtomUri: 'ostatus:inReplyToAtomUri',
    conversation: 'ostatus:conversation',
    sensitive: 'as:sensitive',
    toot: 'http://joinmastodon.org/ns#',
    votersCount: 'toot:votersCount',
  },
];
const content =
  '<p>We walked the whole of the flood wall this morning, from the old lock to the new pumps, and wrote down what we ' +
  'saw: two cracks that were there last year, one that was not, and a heron that did not want to move.</p><p>The notes ' +
  'and pictures go to the water board tonight. If you live along the wall and have seen something, tell us before six, ' +
  'and say where: the numbers are painted on the posts, every fifty metres, on the land side.</p><p>Thank you to all ' +
  'who came along.</p>';

/** The bytes of a Create of a Note as a large fediverse server writes it, about 2.5 KB, with ids of its own. */
export function createNote(origin: string): Buffer {
  const actor = actorOf(origin);
  const id = `${origin}/notes/${randomUUID()}`;
  const audience = { to: [asPublic], cc: [`${actor}/followers`] };
  const published = new Date().toISOString();
  const object = {
    id,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published,
    url: `${id}/page`,
    attributedTo: actor,
    ...audience,
    sensitive: false,
    atomUri: id,
    inReplyToAtomUri: null,
    conversation: `tag:127.0.0.1,2026-11-23:objectId=${randomUUID()}:objectType=Conversation`,
    content,
    contentMap: { en: content },
    attachment: [],
    tag: [],
    replies: {
      id: `${id}/replies`,
      type: 'Collection',
      first: { type: 'CollectionPage', next: `${id}/replies?page=true`, partOf: `${id}/replies`, items: [] },
    },
  };
  const create = { '@context': context, id: `${id}/activity`, type: 'Create', actor, published, ...audience, object };
  return Buffer.from(JSON.stringify(create));
}
