import { firstString } from '../addressing.ts';
import type { ApexNode } from '../apex/types.ts';

/** Names that servers give to the quoted post beside FEP-044f's `quote`: Misskey and Pleroma, Fedibird. */
const quoteNames = ['quoteUrl', 'http://fedibird.com/ns#quoteUri'];

/**
 * Says in one way what servers say in several: one type, `quote` for what is quoted, and in an Announce or an Undo the
 * thing that is meant. What servers add beside ActivityStreams is in the compact terms of the normal form already.
 */
export function inOneDialect(activity: ApexNode): ApexNode {
  const type = typeName(activity);
  const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
  const said = { ...activity, type };
  if (!isNode(object)) return said;
  if (type === 'Announce') return { ...said, object: [announced(object)] };
  if (type === 'Undo') return { ...said, object: [undone(object)] };
  if (type !== 'Create' && type !== 'Update') return said;
  return { ...said, object: [withQuote({ ...object, type: typeName(object) }, firstString(activity['actor']))] };
}

/** A term without a definition reads as a blank node's name; of several types, the first counts. */
function typeName(node: ApexNode): string {
  const type: unknown = Array.isArray(node.type) ? node.type[0] : node.type;
  return typeof type === 'string' ? type.replace(/^_:/, '') : '';
}

/** Communities boost what somebody said or did in them (FEP-1b12); what somebody said there is the post itself. */
function announced(object: ApexNode): ApexNode | string {
  const brought = typeName(object) === 'Create' ? firstString(object['object']) : undefined;
  return brought ?? object;
}

/** A Follow that is taken back without its id is known by whom it asked. */
function undone(object: ApexNode): ApexNode | string {
  const asked = typeName(object) === 'Follow' && object.id === undefined ? firstString(object['object']) : undefined;
  return asked ?? object;
}

function withQuote(object: ApexNode, actor: string | undefined): ApexNode {
  const { quoteUrl: _quoteUrl, ...rest } = object;
  const quoted = firstString(object['quote']) ?? quoteNames.map((name) => firstString(object[name])).find(Boolean);
  return {
    ...(rest as ApexNode),
    ...(quoted !== undefined && { quote: [quoted] }),
    ...(object['attributedTo'] !== undefined && { attributedTo: senderFirst(object['attributedTo'], actor) }),
  };
}

/** A video is its author's and its channel's: whoever sends it comes first. */
function senderFirst(authors: unknown, actor: string | undefined): unknown {
  if (!Array.isArray(authors) || authors.length < 2) return authors;
  const sender = authors.filter((author) => firstString([author]) === actor);
  return [...sender, ...authors.filter((author) => !sender.includes(author))];
}

function isNode(value: unknown): value is ApexNode {
  return typeof value === 'object' && value !== null;
}
