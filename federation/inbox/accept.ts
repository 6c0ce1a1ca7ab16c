import { type Addresses, firstString } from '../addressing.ts';
import type { ApexNode } from '../apex/types.ts';
import { sameOrigin } from '../wire/origins.ts';

export type AcceptOutcome =
  | { readonly kind: 'accepted'; readonly activity: ApexNode }
  | { readonly kind: 'refused'; readonly reason: string };

/** Activity types whose object the sender makes or changes, and so may bring along inline. */
const bringsObject = new Set(['create', 'update']);

/**
 * What a verified sender may say (apex.md §3.3). An object that it brings along must be its own and live on its origin;
 * any other inline object is a hint at most and is taken as its id, so that nobody speaks for somebody else.
 */
export function acceptActivity(activity: ApexNode, sender: string, addresses: Addresses): AcceptOutcome {
  if (firstString(activity['actor']) !== sender) return refused('the `actor` is not who signed');
  if (!sameOrigin(activity.id, sender)) return refused('the `id` is not on the origin of its `actor`');
  const type = activity.type.toLowerCase();
  if (type === '') return refused('the activity has no `type`');
  const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
  const inline = typeof object === 'object' && object !== null;
  if (!bringsObject.has(type)) return accepted({ ...activity, ...collapsedObjects(activity, type) });
  if (!inline) return type === 'create' ? refused('`Create` brings no object') : refused('`Update` brings no object');
  const problem = foreign(object as ApexNode, sender, addresses);
  return problem ? refused(problem) : accepted({ ...activity, object: [withoutInlineActors(object as ApexNode)] });
}

function foreign(object: ApexNode, sender: string, addresses: Addresses): string | undefined {
  if (typeof object.id !== 'string' || !URL.canParse(object.id)) return 'the object has no `id`';
  if (typeof object.type !== 'string' || object.type === '') return 'the object has no `type`';
  if (addresses.isLocal(object.id) || !sameOrigin(object.id, sender))
    return 'the object is not on the origin of its sender';
  if (object.id === sender) return undefined;
  const owner = firstString(object['attributedTo']) ?? firstString(object['actor']);
  return owner === sender ? undefined : "the object is somebody else's";
}

/** The Follow in an Accept, Reject or Undo keeps its shape: its sender's copy is matched against the stored one. */
function collapsedObjects(activity: ApexNode, type: string): Partial<ApexNode> {
  const collapse = (value: unknown): unknown[] =>
    (Array.isArray(value) ? value : []).flatMap((item) => firstString([item]) ?? []);
  const object = collapse(activity['object']);
  if (type === 'flag') return { object };
  return {
    object: object.slice(0, 1),
    ...(activity['target'] !== undefined && { target: collapse(activity['target']) }),
  };
}

/** Tags and attributions point at actors; an actor's document is believed only when fetched from its own id. */
function withoutInlineActors(object: ApexNode): ApexNode {
  const pointers = Object.fromEntries(
    [
      'attributedTo',
      'actor',
      'inReplyTo',
      'quote',
      'quoteAuthorization',
      'replyAuthorization',
      'context',
      'replies',
      'to',
      'cc',
      'audience',
    ]
      .filter((property) => object[property] !== undefined)
      .map((property) => [property, (object[property] as unknown[]).flatMap((item) => firstString([item]) ?? [])]),
  );
  return { ...object, ...pointers };
}

function accepted(activity: ApexNode): AcceptOutcome {
  return { kind: 'accepted', activity };
}

function refused(reason: string): AcceptOutcome {
  return { kind: 'refused', reason };
}
