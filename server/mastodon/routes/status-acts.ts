import type { Node } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { textOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { authorOf, visibilityOf } from '../nodes.ts';
import { paged, pageQuery } from '../paging.ts';
import { post } from '../posting.ts';
import { isShadow } from '../shadows.ts';
import { answerTip } from '../tips/answers.ts';
import { ownActivity, statusAt } from './targets.ts';

type Act = (call: Call, parts: MastodonParts, node: Node) => Promise<Answer | undefined>;

/** Does something with the status of the path and answers with the status as it then is. */
function on(act: Act): Handler {
  return async (call, parts) => {
    const found = await statusAt(call, parts);
    if (!found) return missing;
    if (isShadow(found.node)) return refuse('This post waits for review');
    const refused = await act(call, parts, found.node);
    if (refused) return refused;
    const status = await parts.present.status(found.node.id, call.account);
    return status ? ok(status) : missing;
  };
}

/** Through the outbox; the answer is there only where it was refused. */
async function submit(call: Call, parts: MastodonParts, document: JsonObject): Promise<Answer | undefined> {
  const posted = await post(parts, call.account, document);
  if (posted.kind === 'held') return refuse('This waits for review');
  return posted.kind === 'refused' ? posted.answer : undefined;
}

/** Sends an activity about the status, once. */
function say(type: string, more: (node: Node, parts: MastodonParts, call: Call) => JsonObject = () => ({})): Act {
  return async (call, parts, node) => {
    if ((await ownActivity(call, parts, type, node.id)) !== undefined) return undefined;
    return submit(call, parts, { type, object: node.id, ...more(node, parts, call) });
  };
}

function unsay(type: string): Act {
  return async (call, parts, node) => {
    const said = await ownActivity(call, parts, type, node.id);
    return said === undefined ? undefined : submit(call, parts, { type: 'Undo', object: said });
  };
}

/** Whoever likes a message of the bot's answers it. */
const favourite: Act = async (call, parts, node) => {
  const refused = await say('Like')(call, parts, node);
  if (!refused) await answerTip(parts, call.account, node.id, { kind: 'favourite' });
  return refused;
};

/** A boost is heard as far as the boosted, and no further than its author asks. */
function boostAudience(node: Node, { origin }: MastodonParts, { account, parameters }: Call): JsonObject {
  const author = authorOf(node);
  const asked = textOf(parameters['visibility']) ?? 'public';
  const outside = asked !== 'private' && ['public', 'unlisted'].includes(visibilityOf(node, origin));
  const to = outside ? 'https://www.w3.org/ns/activitystreams#Public' : `${origin}/zones/internal`;
  const named = author !== undefined && (outside || author.startsWith(`${origin}/`)) ? [author] : [];
  return { to: [to], cc: outside ? [`${account.actorId}/followers`, ...named] : named };
}

const boost: Act = async (call, parts, node) => {
  const visibility = visibilityOf(node, parts.origin);
  if (visibility === 'direct') return refuse('This post is for those it names: it can not be boosted', 403);
  return say('Announce', boostAudience)(call, parts, node);
};

const pin: Act = async (call, parts, node) => {
  const { actorId } = call.account;
  if (authorOf(node) !== actorId) return refuse("Someone else's post cannot be pinned");
  const [held] = await parts.store.listings.holding([{ listing: `pinned:${actorId}`, item: node.id }]);
  return held ? undefined : submit(call, parts, { type: 'Add', object: node.id, target: `${actorId}/featured` });
};

const unpin: Act = async (call, parts, node) => {
  const { actorId } = call.account;
  const [held] = await parts.store.listings.holding([{ listing: `pinned:${actorId}`, item: node.id }]);
  return held && submit(call, parts, { type: 'Remove', object: node.id, target: `${actorId}/featured` });
};

/** A list of the caller's own, which nobody is told of. */
function keep(listing: string, kept: boolean): Act {
  return async ({ account }, { store, snowflakes }, node) => {
    const place = { listing: `${listing}:${account.actorId}`, item: node.id };
    const change: ServerChange = kept
      ? { change: 'listing.add', ...place, position: snowflakes.next() }
      : { change: 'listing.remove', ...place };
    await store.commits.commit([change]);
    return undefined;
  };
}

/** Accounts that did something with the status. */
function who(listing: string): Handler {
  return async (call, parts) => {
    const found = await statusAt(call, parts);
    if (!found) return missing;
    const entries = await parts.store.listings.page(`${listing}:${found.node.id}`, pageQuery(call, 40, 80));
    return paged(await parts.present.accounts(entries.map(({ item }) => item)), entries, call, parts.origin);
  };
}

const acts: readonly (readonly [name: string, scope: string, act: Act])[] = [
  ['favourite', 'write:favourites', favourite],
  ['unfavourite', 'write:favourites', unsay('Like')],
  ['reblog', 'write:statuses', boost],
  ['unreblog', 'write:statuses', unsay('Announce')],
  ['bookmark', 'write:bookmarks', keep('bookmarks', true)],
  ['unbookmark', 'write:bookmarks', keep('bookmarks', false)],
  ['mute', 'write:mutes', keep('muted-threads', true)],
  ['unmute', 'write:mutes', keep('muted-threads', false)],
  ['pin', 'write:accounts', pin],
  ['unpin', 'write:accounts', unpin],
];

export const statusActRoutes: readonly Route[] = [
  ...acts.map(([name, scope, act]) => ({
    method: 'post' as const,
    path: `/api/v1/statuses/:id/${name}`,
    scope,
    handle: on(act),
  })),
  { method: 'get', path: '/api/v1/statuses/:id/favourited_by', scope: 'read:accounts', handle: who('likes') },
  { method: 'get', path: '/api/v1/statuses/:id/reblogged_by', scope: 'read:accounts', handle: who('shares') },
];
