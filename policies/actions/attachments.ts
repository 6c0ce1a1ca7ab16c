import type { Json, JsonObject } from '../model/json.ts';

const inAttachment = /^(?<owner>.*?)\/attachment(?:\/(?<index>\d+))?(?:\/|$)/;

/** Leaves out every attachment that holds one of these fields, given by JSON pointer; fields elsewhere change nothing. */
export function dropAttachments(document: JsonObject, fields: readonly string[]): void {
  const owners = new Map<string, Set<number>>();
  for (const field of fields) {
    const { owner, index = '0' } = inAttachment.exec(field)?.groups ?? {};
    if (owner !== undefined) owners.set(owner, (owners.get(owner) ?? new Set()).add(Number(index)));
  }
  for (const [owner, indexes] of owners) {
    const node = nodeAt(document, owner);
    if (node === undefined) continue;
    const rest = [node['attachment'] ?? []].flat().filter((_, index) => !indexes.has(index));
    if (rest.length > 0) node['attachment'] = rest;
    else delete node['attachment'];
  }
}

function nodeAt(document: JsonObject, pointer: string): JsonObject | undefined {
  let node: Json | undefined = document;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = Array.isArray(node) ? node[Number(step)] : node[step];
  }
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? node : undefined;
}
