import { textOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { relationships } from '../entities/relationship.ts';
import { paged, pageQuery } from '../paging.ts';
import { post } from '../posting.ts';
import { actorAt, ownActivity } from './targets.ts';

type Act = (call: Call, parts: MastodonParts, other: string) => Promise<Answer | undefined>;

/** Does something about the account of the path and answers with how the caller stands to it then. */
function on(act: Act): Handler {
  return async (call, parts) => {
    const node = await actorAt(call, parts);
    if (!node) return missing;
    if (node.id === call.account.actorId) return refuse('This is your own account', 403);
    const refused = await act(call, parts, node.id);
    return refused ?? ok((await relationships(parts, call.account, [node.id]))[0]);
  };
}

type IsSaid = (call: Call, parts: MastodonParts, other: string) => Promise<boolean>;

/** One that was turned down, or ended by whoever is followed, can be said again. */
const isFollowing: IsSaid = async ({ account }, { store }, other) => {
  const asked = ['following', 'requested'].map((kind) => ({ listing: `${kind}:${account.actorId}`, item: other }));
  return (await store.listings.holding(asked)).length > 0;
};

const isBlocking: IsSaid = async (call, parts, other) => (await ownActivity(call, parts, 'Block', other)) !== undefined;

function say(type: 'Follow' | 'Block', isSaid: IsSaid): Act {
  return async (call, parts, other) => {
    if (await isSaid(call, parts, other)) return undefined;
    const posted = await post(parts, call.account, { type, object: other });
    if (posted.kind === 'held') return refuse('This waits for review');
    return posted.kind === 'refused' ? posted.answer : undefined;
  };
}

function unsay(type: 'Follow' | 'Block'): Act {
  return async (call, parts, other) => {
    const said = await ownActivity(call, parts, type, other);
    if (said === undefined) return undefined;
    const posted = await post(parts, call.account, { type: 'Undo', object: said });
    return posted.kind === 'refused' ? posted.answer : undefined;
  };
}

const block: Act = async (call, parts, other) =>
  (await unsay('Follow')(call, parts, other)) ?? say('Block', isBlocking)(call, parts, other);

function keep(change: 'listing.add' | 'listing.remove'): Act {
  return async ({ account }, { store, snowflakes }, other) => {
    const place = { listing: `mutes:${account.actorId}`, item: other };
    const kept: ServerChange =
      change === 'listing.add' ? { change, ...place, position: snowflakes.next() } : { change, ...place };
    await store.commits.commit([kept]);
    return undefined;
  };
}

/** Takes back what was accepted: whoever followed is told that they do not any more. */
const unaccept: Act = async (call, parts, other) => {
  const follow = await parts.store.activities.inCollectionByActor(`${call.account.actorId}/followers`, other);
  if (!follow) return undefined;
  const posted = await post(parts, call.account, { type: 'Reject', object: follow.id });
  return posted.kind === 'refused' ? posted.answer : undefined;
};

const note: Act = async ({ account, parameters }, { store }, other) => {
  const value = (textOf(parameters['comment']) ?? '').slice(0, 2000);
  await store.commits.commit([{ change: 'clientData.put', owner: account.actorId, kind: 'note', key: other, value }]);
  return undefined;
};

function own(listing: string): Handler {
  return async (call, parts) => {
    const entries = await parts.store.listings.page(`${listing}:${call.account.actorId}`, pageQuery(call, 40, 80));
    return paged(await parts.present.accounts(entries.map(({ item }) => item)), entries, call, parts.origin);
  };
}

const acts: readonly (readonly [name: string, scope: string, act: Act])[] = [
  ['follow', 'write:follows', say('Follow', isFollowing)],
  ['unfollow', 'write:follows', unsay('Follow')],
  ['remove_from_followers', 'write:follows', unaccept],
  ['block', 'write:blocks', block],
  ['unblock', 'write:blocks', unsay('Block')],
  ['mute', 'write:mutes', keep('listing.add')],
  ['unmute', 'write:mutes', keep('listing.remove')],
  ['note', 'write:accounts', note],
];

export const relationshipRoutes: readonly Route[] = [
  ...acts.map(([name, scope, act]) => ({
    method: 'post' as const,
    path: `/api/v1/accounts/:id/${name}`,
    scope,
    handle: on(act),
  })),
  { method: 'get', path: '/api/v1/blocks', scope: 'read:blocks', handle: own('blocks') },
  { method: 'get', path: '/api/v1/mutes', scope: 'read:mutes', handle: own('mutes') },
];
