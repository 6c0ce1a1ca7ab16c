import type { JsonObject } from '../../policies/index.ts';
import { audienceFields, strings } from '../addressing.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import type { Account } from '../ports/index.ts';
import { markRemoved } from './edit.ts';

/** ActivityStreams activity types (Activity Vocabulary §3.1) and those in use beside them. */
const activityTypes = new Set(
  `Accept Add Announce Arrive Block Create Delete Dislike EmojiReact Flag Follow Ignore Invite Join Leave Like Listen Move
  Offer Question Read Reject Remove TentativeAccept TentativeReject Travel Undo Update View`.split(/\s+/),
);

/** What an actor may change of itself by Update; everything else of it is the server's. */
const ownActorFields = new Set(
  'id type name summary icon image attachment discoverable tag manuallyApprovesFollowers alsoKnownAs'.split(' '),
);

/** Stamps of other authors come from them alone. */
const stamps = ['likeAuthorization', 'replyAuthorization', 'announceAuthorization'];

/** What the server decides about an object, whatever the client sends. */
const serverFields = ['attributedTo', 'context', 'likes', 'shares', 'replies', 'proof', 'signature', ...stamps];

export type DraftOutcome =
  | { readonly kind: 'draft'; readonly node: ApexNode }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Brings what a client posted to its outbox (ActivityPub §6) into normal form and takes from it whatever only the server
 * may say: the actor is the outbox's owner, the audience of an activity and of the object that it creates is one.
 */
export async function readDraft(apex: Apex, document: JsonObject, account: Account): Promise<DraftOutcome> {
  const problem = malformed(document);
  if (problem) return { kind: 'invalid', reason: problem };
  const node = await apex.fromJSONLD(withOneType(document)).catch(() => undefined);
  if (!node || typeof node !== 'object' || typeof node.type !== 'string') {
    return {
      kind: 'invalid',
      reason: 'the body is not an ActivityStreams object: give it a `type` such as `Note` or `Create`',
    };
  }
  if (node.type === 'Update') markRemovedIn(node, document);
  const reason = isActivity(node) ? coerceActivity(node, account) : coerceObject(node);
  return reason === undefined ? { kind: 'draft', node } : { kind: 'invalid', reason };
}

function isActivity(node: ApexNode): boolean {
  if (node.type === 'Question') return node['object'] !== undefined;
  return activityTypes.has(node.type) || node['object'] !== undefined;
}

function markRemovedIn(node: ApexNode, { object: given }: JsonObject): void {
  const [object] = Array.isArray(node['object']) ? node['object'] : [];
  if (typeof object === 'object' && object !== null) markRemoved(object, [given].flat()[0]);
}

function malformed(document: JsonObject): string | undefined {
  const { type } = document;
  const typed = typeof type === 'string' || (Array.isArray(type) && type.some((item) => typeof item === 'string'));
  if (!typed) return 'the body has no `type`: send an activity such as `Create`, or an object such as `Note`';
  const { object } = document;
  if (Array.isArray(object) && object.length !== 1 && type !== 'Flag')
    return 'an activity takes one `object`: send one activity for each';
  if (object === null || (Array.isArray(object) && object[0] === null)) return 'the `object` is empty';
  return undefined;
}

/** apex expects one type: of several, the first that it knows. */
function withOneType(document: JsonObject): JsonObject {
  const one = (value: JsonObject): JsonObject => {
    const { type } = value;
    if (!Array.isArray(type)) return value;
    const names = type.filter((name) => typeof name === 'string');
    return { ...value, type: names.find((name) => activityTypes.has(name)) ?? names[0] ?? 'Object' };
  };
  const outer = one(document);
  const { object } = outer;
  const inline = typeof object === 'object' && object !== null && !Array.isArray(object);
  return inline ? { ...outer, object: one(object) } : outer;
}

function coerceActivity(node: ApexNode, account: Account): string | undefined {
  node['actor'] = [account.actorId];
  for (const field of stamps) delete node[field];
  const [object] = Array.isArray(node['object']) ? node['object'] : [];
  if (object === undefined) return `\`${node.type}\` needs an \`object\``;
  const inline = typeof object === 'object';
  if (node.type === 'Create') {
    if (!inline) return '`Create` needs its object inline, not by reference';
    if (typeof object.type !== 'string') return 'the `object` has no `type`: `Note` is the usual one';
    shareAudience(node, object);
    return coerceObject(object);
  }
  if (node.type !== 'Update') return undefined;
  if (!inline || typeof object.id !== 'string') return '`Update` needs its object inline, with its `id`';
  return object.id === account.actorId ? coerceOwnActor(object) : coerceObject(object);
}

function coerceObject(object: ApexNode): string | undefined {
  for (const field of serverFields) delete object[field];
  return undefined;
}

function coerceOwnActor(actor: ApexNode): undefined {
  for (const field of Object.keys(actor)) if (!ownActorFields.has(field)) delete actor[field];
}

/** ActivityPub §6.2: whoever is named on one of the two is an addressee of both. */
function shareAudience(activity: ApexNode, object: ApexNode): void {
  for (const field of audienceFields) {
    const both = [...new Set([...strings(activity[field]), ...strings(object[field])])];
    if (both.length > 0) activity[field] = both;
  }
  for (const field of audienceFields) delete object[field];
}
