import type { JsonObject } from '../../policies/index.ts';
import { audienceFields } from '../addressing.ts';
import type { ApexNode } from '../apex/types.ts';

/** The other forms of a text: whoever changes one of them has not seen to the others. */
const texts = [
  ['content', 'contentMap', 'source'],
  ['summary', 'summaryMap'],
  ['name', 'nameMap'],
] as const;

/** Audiences stay as they are; an object without these is none. */
const kept: ReadonlySet<string> = new Set([...audienceFields, 'id', 'type']);

/** Normal form has no null: what an edit takes away (ActivityPub §6.3) is there an empty list. */
export function markRemoved(object: ApexNode, given: unknown): void {
  if (typeof given !== 'object' || given === null) return;
  for (const [name, value] of Object.entries(given as JsonObject)) {
    if (value === null && !kept.has(name)) object[name] = [];
  }
}

/**
 * What an object is after an edit: its members are replaced whole (ActivityPub §6.3), those that the edit empties are
 * gone, and a text that is changed leaves none of its earlier words in another language or in its source.
 */
export function applyEdit(object: ApexNode, edit: ApexNode): void {
  for (const [name, value] of Object.entries(edit)) object[name] = value;
  for (const forms of texts) {
    if (!forms.some((name) => name in edit)) continue;
    for (const name of forms) if (!(name in edit)) delete object[name];
  }
  for (const [name, value] of Object.entries(object)) {
    if (Array.isArray(value) && value.length === 0 && name in edit) delete object[name];
  }
}
