import { createFederation, type Federation, MemoryKvStore } from '@fedify/fedify';
import { Accept, Activity, Follow, isActor, Note, Undo } from '@fedify/fedify/vocab';
import type { ReadActivity } from './exchange.ts';
import { type People, personOf } from './people.ts';
import { readActivity } from './read.ts';

/** Handed along with one request, so that what a listener read can be kept beside the raw bytes. */
export interface Arrival {
  activity?: ReadActivity;
}

/**
 * A Fedify server as its manual describes one, with every check on: it verifies signatures in both formats, refuses what
 * isn't signed, and takes an activity once. Only the guard against private addresses is off, for the loopback.
 */
export function communityFederation(people: People): Federation<Arrival> {
  const federation = createFederation<Arrival>({ kv: new MemoryKvStore(), allowPrivateAddress: true });
  federation
    .setActorDispatcher('/users/{identifier}', (ctx, name) => {
      const member = people.members.get(name);
      return member ? personOf(ctx, member) : null;
    })
    .setKeyPairsDispatcher((_ctx, name) => {
      const member = people.members.get(name);
      return member ? [member.keys] : [];
    });
  federation.setObjectDispatcher(Note, '/notes/{key}', (_ctx, { key }) => people.notes.get(key) ?? null);
  federation.setNodeInfoDispatcher('/nodeinfo/2.1', () => ({
    software: { name: 'riverside', version: '1.0.0' },
    protocols: ['activitypub'],
    usage: { users: { total: people.members.size }, localPosts: people.notes.size, localComments: 0 },
  }));
  listen(federation, people);
  return federation;
}

function listen(federation: Federation<Arrival>, people: People): void {
  federation
    .setInboxListeners('/users/{identifier}/inbox', '/inbox')
    .on(Activity, async (ctx, activity) => {
      ctx.data.activity = await readActivity(ctx, activity);
    })
    .on(Accept, async (ctx, accept) => {
      ctx.data.activity = await readActivity(ctx, accept);
      const follow = await accept.getObject(ctx);
      const parsed = ctx.parseUri(follow instanceof Follow ? follow.actorId : null);
      if (parsed?.type === 'actor' && accept.actorId) people.get(parsed.identifier).following.add(accept.actorId.href);
    })
    .on(Follow, async (ctx, follow) => {
      ctx.data.activity = await readActivity(ctx, follow);
      const followed = ctx.parseUri(follow.objectId);
      const follower = await follow.getActor(ctx);
      if (followed?.type !== 'actor' || !isActor(follower) || !follower.id) return;
      people.get(followed.identifier).followers.set(follower.id.href, follower);
      const accept = new Accept({
        id: new URL(`#accepts/${crypto.randomUUID()}`, ctx.getActorUri(followed.identifier)),
        actor: ctx.getActorUri(followed.identifier),
        object: follow,
      });
      await ctx.sendActivity({ identifier: followed.identifier }, follower, accept);
    })
    .on(Undo, async (ctx, undo) => {
      ctx.data.activity = await readActivity(ctx, undo);
      const undone = await undo.getObject(ctx);
      const unfollowed = ctx.parseUri(undone instanceof Follow ? undone.objectId : null);
      if (unfollowed?.type === 'actor' && undo.actorId)
        people.get(unfollowed.identifier).followers.delete(undo.actorId.href);
    });
}
