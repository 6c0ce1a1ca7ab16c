import { firstString, pageOfPost } from '../addressing.ts';
import { type RunResult, run } from '../apex/run.ts';
import type { ApexStore } from '../apex/store.ts';
import { createOf, thingFor } from '../apex/things.ts';
import type { Apex, ApexMiddleware, ApexNode, ApexRequest } from '../apex/types.ts';
import { conversationOf, listInConversation } from '../conversation.ts';
import { requestsOf } from '../inbox/answer-follow.ts';
import { stampFor } from '../interaction-requests.ts';
import type { Account } from '../ports/index.ts';
import { listReply, repliesOf } from '../replies.ts';
import { applyEdit } from './edit.ts';
import { carryOutMove, moveProblem } from './move.ts';
import { changeCollection, changesCollection, storeChange, unfitItems } from './own-collection.ts';
import { quoteInside } from './quote-inside.ts';
import { type Serving, serve } from './serve.ts';

export interface Core {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly clock: () => number;
}

export interface Completing extends Core, Serving {}

export type PreparedActivity =
  | {
      readonly kind: 'prepared';
      readonly activity: ApexNode;
      readonly object: ApexNode | undefined;
      /** Made with it, to be served at an id of its own. */
      readonly stamp: ApexNode | undefined;
      readonly run: RunResult;
    }
  | { readonly kind: 'invalid'; readonly status: number; readonly reason: string };

/**
 * The first half of apex's outbox pipeline (its `net.outbox.post`): wraps an object in a Create, gives ids, finds the
 * object, and validates. Nothing is stored yet: what happens next is the gate's decision.
 */
export async function prepare(
  parts: Core & Pick<Serving, 'addresses'>,
  draft: ApexNode,
  account: Account,
): Promise<PreparedActivity> {
  const { apex, store, clock } = parts;
  const { validators, security } = apex.net;
  const change = await changeCollection(parts, draft, account);
  if (change?.kind === 'invalid') return change;
  const chain = [
    validators['targetActorWithMeta'],
    security['verifyAuthorization'],
    security['requireAuthorized'],
    validators['outboxCreate'],
    ...(change ? [taken(apex, change.collection)] : [findObject(apex, store), validators['outboxActivity']]),
  ] as ApexMiddleware[];
  const edit = editIn(draft);
  const result = await run(chain, {
    apex,
    method: 'POST',
    params: { actor: account.name },
    body: draft,
    locals: { authorizedUserId: account.actorId },
  });
  const { locals, answer } = result;
  const activity = result.body as ApexNode;
  const unmoved = locals.activity ? await moveProblem({ apex, store }, activity, account) : undefined;
  if (unmoved !== undefined) return { kind: 'invalid', status: 400, reason: unmoved };
  if (!locals.activity) return invalid(answer?.status ?? locals.status ?? 400, locals.statusMessage, activity);
  await giveCollections(apex, activity);
  const object = typeof locals.object === 'object' ? locals.object : undefined;
  embedWhole(activity, object);
  if (edit && object) applyEdit(object, edit);
  stampTimes(activity, object, clock());
  if (activity.type === 'Create' && object) {
    object['url'] ??= [pageOfPost(object.id, account.name)];
    const conversation = await conversationOf(store, object, apex.baseUrl);
    if (conversation !== undefined) object['context'] = [conversation];
    else delete object['context'];
  }
  const unfit = object && (await unfitItems(parts, activity, object, account));
  if (unfit) return unfit;
  const quote = object && (await quoteInside(parts, activity, object, account.actorId));
  if (quote?.kind === 'refused') return { kind: 'invalid', status: 403, reason: quote.reason };
  const stamp = stampFor(apex, activity, object) ?? (quote?.kind === 'stamped' ? quote.stamp : undefined);
  if (stamp && activity.type === 'Accept') activity['result'] = [stamp.id];
  return { kind: 'prepared', activity, object, stamp, run: result };
}

/** The second half: stores the activity and does its side effects, all in the running unit of work. */
export async function complete(
  parts: Completing,
  { activity, object, stamp, run: prepared }: PreparedActivity & { kind: 'prepared' },
  account: Account,
): Promise<void> {
  const { apex, store } = parts;
  if (changesCollection(activity, object)) return storeChange(parts, activity, object, account);
  const { activity: net } = apex.net;
  const chain = [net['save'], net['outboxSideEffects']] as ApexMiddleware[];
  const result = await run(chain, {
    apex,
    method: 'POST',
    body: activity,
    locals: { ...prepared.locals, postWork: [] },
  });
  // What apex puts off until after the response belongs to the same unit of work here.
  for (const task of result.locals.postWork) await task({ locals: { apex: result.locals } } as never);
  if (stamp && (await store.saveObject(stamp))) await serve(parts, account, stamp, ['public']);
  await endRequest(store, activity);
  await listReply(store, activity);
  await listInConversation(store, activity, parts.addresses.origin);
  await carryOutMove(parts, activity, account);
}

/** A Follow that was answered does not wait for an answer any more. */
async function endRequest(store: ApexStore, { type, actor, object }: ApexNode): Promise<void> {
  if (type !== 'Accept' && type !== 'Reject') return;
  const requests = requestsOf(firstString(actor) ?? '');
  const follow = await store.getActivity(firstString(object) ?? '', true);
  if (follow?._meta?.collection?.includes(requests)) {
    await store.updateActivityMeta(follow, 'collection', requests, true);
  }
}

/** By the activity that is about another: those of which it says the whole. */
const saidWhole: Readonly<Record<string, readonly string[]>> = {
  Accept: ['Follow'],
  Reject: ['Follow'],
  Undo: ['Follow', 'Like', 'EmojiReact', 'Announce'],
};

/**
 * Many servers don't look a Follow up by its id, and keep no ids of Likes (Mastodon): what answers or takes back such an
 * activity brings it along whole (FEDERATION.md).
 */
function embedWhole(activity: ApexNode, answered: ApexNode | undefined): void {
  if (!answered || !saidWhole[activity.type]?.includes(answered.type)) return;
  const { id, type, actor, object } = answered;
  // Of what was liked or boosted, which is somebody else's, its id alone.
  activity['object'] = [{ id, type, actor, object: [firstString(object)] }];
}

/** What an Update changes, before apex merges it into what is stored. */
function editIn({ type, object }: ApexNode): ApexNode | undefined {
  const [edit] = type === 'Update' && Array.isArray(object) ? object : [];
  return typeof edit === 'object' ? edit : undefined;
}

function invalid(status: number, message: string | undefined, activity: ApexNode): PreparedActivity {
  if (status === 403)
    return { kind: 'invalid', status, reason: `the object of this \`${activity.type}\` is not yours` };
  if (status === 405)
    return { kind: 'invalid', status, reason: `the \`target\` is not a collection of yours that takes things` };
  const reason = message ?? `the object of this \`${activity?.type ?? 'activity'}\` was not found`;
  return {
    kind: 'invalid',
    status: status >= 500 ? 400 : status,
    reason: reason.replace(/^./, (letter) => letter.toLowerCase()),
  };
}

/**
 * Stands in for apex's `outboxActivityObject` where that one would store an object before the gate has seen it (Create),
 * or knows activities alone as something to like, boost or pin.
 */
function findObject(apex: Apex, store: ApexStore): ApexMiddleware {
  const usual = apex.net.validators['outboxActivityObject'] as ApexMiddleware;
  return (request: ApexRequest, response, next) => {
    const activity = request.body as ApexNode;
    const { locals } = response;
    if (!locals.apex.target || !apex.validateActivity(activity)) return next();
    const type = activity.type.toLowerCase();
    const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
    if (type === 'create') {
      object.id = apex.utils.objectIdToIRI();
      locals.apex.object = object;
      return next();
    }
    if (!['like', 'announce', 'add', 'remove', 'emojireact', 'dislike'].includes(type))
      return usual(request, response, next);
    const pins = type === 'add' || type === 'remove';
    const id = firstString([object]);
    const found = pins && id !== undefined ? createOf(store, locals.apex.target.id, id) : thingFor(apex, store, id);
    return found.then((thing) => {
      locals.apex.object = thing;
      next();
    }, next);
  };
}

/** Stands in for apex's validators, which know no collections but those of their own making. */
function taken(apex: Apex, collection: ApexNode): ApexMiddleware {
  return ({ body }: ApexRequest, { locals }, next) => {
    const outbox = firstString(locals.apex.target?.['outbox']);
    if (outbox === undefined) return next();
    apex.addMeta(body as ApexNode, 'collection', outbox);
    locals.apex.object = collection;
    locals.apex.activity = true;
    next();
  };
}

/** apex makes `likes` and `shares` from an id that it then replaces: they are made again from the last one. */
async function giveCollections(apex: Apex, activity: ApexNode): Promise<void> {
  const id = activity.id.split('/').at(-1) as string;
  for (const [name, iri] of Object.entries(apex.utils.idToActivityCollections(id))) {
    activity[name] = [await apex.buildCollection(iri, true, 0)];
  }
}

/** When it was said is what this server says: posts of one hour are read together. */
function stampTimes(activity: ApexNode, object: ApexNode | undefined, at: number): void {
  const now = new Date(at).toISOString();
  activity['published'] = [now];
  if (!object) return;
  if (activity.type === 'Create') {
    object['published'] = [now];
    object['replies'] = [repliesOf(object.id)];
  }
  if (activity.type === 'Update') object['updated'] = [now];
}
