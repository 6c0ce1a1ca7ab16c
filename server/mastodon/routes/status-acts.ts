import type { Node } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { textOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { authorOf, visibilityOf } from '../nodes.ts';
import { paged, pageQuery } from '../paging.ts';
import { post } from '../posting.ts';
import { isShadow } from '../shadows.ts';
import { type Voice, voiceOf } from '../speaking.ts';
import { answerTip } from '../tips/answers.ts';
import { ownActivity, statusAt } from './targets.ts';

type Act = (call: Call, parts: MastodonParts, node: Node) => Promise<Answer | undefined>;

/** What is answered with in the place of the status: its IRI. */
type Shown = (call: Call, parts: MastodonParts, node: Node) => Promise<string | undefined>;

/** Does something with the status of the path and answers with the status as it then is, or with what came of it. */
function on(act: Act, shown?: Shown): Handler {
  return async (call, parts) => {
    const found = await statusAt(call, parts);
    if (!found) return missing;
    if (isShadow(found.node)) return refuse('This post waits for review');
    const refused = await act(call, parts, found.node);
    if (refused) return refused;
    const made = await shown?.(call, parts, found.node);
    const status = await parts.present.status(made ?? found.node.id, call.account);
    return status ? ok(status) : missing;
  };
}

/** Through the outbox; the answer is there only where it was refused. */
async function submit(
  call: Call,
  parts: MastodonParts,
  document: JsonObject,
  { account, by }: Voice = { account: call.account },
): Promise<Answer | undefined> {
  const posted = await post(parts, account, document, { by });
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

/** Of one's own posts, or those of an account that one publishes for, which may be on the front page then. */
function pinning(pinned: boolean): Act {
  return async (call, parts, node) => {
    const author = await parts.store.accounts.byActor(authorOf(node) ?? '');
    const voice = author && (await voiceOf(parts, call.account, { as: author.name }));
    if (!voice) return refuse("Someone else's post cannot be pinned");
    const { actorId } = voice.account;
    const [held] = await parts.store.listings.holding([{ listing: `pinned:${actorId}`, item: node.id }]);
    if ((held !== undefined) === pinned) return undefined;
    const document = { type: pinned ? 'Add' : 'Remove', object: node.id, target: `${actorId}/featured` };
    return submit(call, parts, document, voice);
  };
}

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

/** Clients get the boost, which has what it boosts within. */
const ownBoost: Shown = (call, parts, node) => ownActivity(call, parts, 'Announce', node.id);

const acts: readonly (readonly [name: string, scope: string, act: Act, shown?: Shown])[] = [
  ['favourite', 'write:favourites', favourite],
  ['unfavourite', 'write:favourites', unsay('Like')],
  ['reblog', 'write:statuses', boost, ownBoost],
  ['unreblog', 'write:statuses', unsay('Announce')],
  ['bookmark', 'write:bookmarks', keep('bookmarks', true)],
  ['unbookmark', 'write:bookmarks', keep('bookmarks', false)],
  ['mute', 'write:mutes', keep('muted-threads', true)],
  ['unmute', 'write:mutes', keep('muted-threads', false)],
  ['pin', 'write:accounts', pinning(true)],
  ['unpin', 'write:accounts', pinning(false)],
];

export const statusActRoutes: readonly Route[] = [
  ...acts.map(([name, scope, act, shown]) => ({
    method: 'post' as const,
    path: `/api/v1/statuses/:id/${name}`,
    scope,
    handle: on(act, shown),
  })),
  { method: 'get', path: '/api/v1/statuses/:id/favourited_by', scope: 'read:accounts', handle: who('likes') },
  { method: 'get', path: '/api/v1/statuses/:id/reblogged_by', scope: 'read:accounts', handle: who('shares') },
];
