import type { Json, JsonObject } from '../model/json.ts';
import { isLocator, isPublicAddress } from './forms.ts';
import type { Leaf } from './leaf.ts';

/** How a property may leave: what its values are to a reader outside. */
export type EgressClass = 'text' | 'html' | 'address' | 'url' | 'media' | 'number' | 'structural' | 'never';

/** Which properties a node may have depends on where it stands. */
export type NodeKind =
  | 'object'
  | 'key'
  | 'endpoints'
  | 'source'
  | 'interaction-policy'
  | 'jrd'
  | 'jrd-link'
  | 'nodeinfo'
  | 'nodeinfo-software'
  | 'nodeinfo-services'
  | 'nodeinfo-usage'
  | 'nodeinfo-users'
  | 'nodeinfo-metadata';

/** One row of the table of egress classes. A property without a row does not leave. */
export interface PropertyRule {
  readonly class: EgressClass;
  /** True where a single value has the JSON type and the form in which it may leave. */
  admits(value: Leaf): boolean;
  /** True where an admitted value can't carry words of an author, so that nothing need read it. */
  inert(value: Leaf): boolean;
  /** The table for nodes that stand here; absent where none may. */
  readonly node?: NodeKind;
  /** A JSON-LD language map: an object from language tag to string. */
  readonly languages?: true;
  /** A further condition on the value, the node that has it, and that node's JSON pointer. */
  where?(value: Json, node: JsonObject, pointer: string): boolean;
}

export type PropertyTable = ReadonlyMap<string, PropertyRule>;

const no = (): boolean => false;
const isString = (value: Leaf): boolean => typeof value === 'string';
const isNumber = (value: Leaf): boolean => typeof value === 'number' && Number.isFinite(value);

export const text = { class: 'text', admits: isString, inert: no } as const satisfies PropertyRule;
export const html = { class: 'html', admits: isString, inert: no } as const satisfies PropertyRule;
export const number = { class: 'number', admits: isNumber, inert: no } as const satisfies PropertyRule;
export const never = { class: 'never', admits: no, inert: no } as const satisfies PropertyRule;

/** A natural language map of plain or HTML text. */
export function languages(of: 'text' | 'html'): PropertyRule {
  return { class: of, admits: no, inert: no, languages: true };
}

/** The IRI of a thing, or the thing itself where `node` says which properties it may have. */
export function address(node?: NodeKind): PropertyRule {
  return { class: 'address', admits: isLocator, inert: isPublicAddress, ...(node && { node }) };
}

/** A link for people or programs to follow. */
export function url(node?: NodeKind): PropertyRule {
  return { class: 'url', admits: isLocator, inert: no, ...(node && { node }) };
}

/** A file: its address, or a node that describes it. */
export function media(): PropertyRule {
  return { class: 'media', admits: isLocator, inert: no, node: 'object' };
}

/** A value from a closed list or of a form too narrow for words. */
export function structural(form: (value: Leaf) => boolean): PropertyRule {
  return { class: 'structural', admits: form, inert: form };
}

/** A place that holds nodes of one kind and nothing else. */
export function part(node: NodeKind): PropertyRule {
  return { class: 'structural', admits: no, inert: no, node };
}
