import type { Node } from '../../federation/ports/index.ts';

/** A node as it rests: JSON without the members that begin with an underscore, at any depth; those are the process's. */
export function toText(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) => (key.startsWith('_') ? undefined : value));
}

export function fromText(row: { readonly node: string } | undefined): Node | undefined {
  return row && JSON.parse(row.node);
}

/** Ids that a property of a node in normal form names or embeds, in their order and once each. */
export function idsOf(value: unknown): string[] {
  const ids = listOf(value).flatMap((item) => idOf(item) ?? []);
  return [...new Set(ids)];
}

/** Where deliveries to an actor go: its shared inbox, else its own; `undefined` where neither is a URL. */
export function inboxOf(node: Node): string | undefined {
  const [endpoints] = listOf(node['endpoints']);
  const candidates = [...idsOf(memberOf(endpoints, 'sharedInbox')), ...idsOf(node['inbox'])];
  return candidates.find((inbox) => URL.canParse(inbox));
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function idOf(item: unknown): string | undefined {
  const id = typeof item === 'string' ? item : memberOf(item, 'id');
  return typeof id === 'string' ? id : undefined;
}

function memberOf(item: unknown, name: string): unknown {
  return typeof item === 'object' && item !== null
    ? Object.entries(item).find(([key]) => key === name)?.[1]
    : undefined;
}
