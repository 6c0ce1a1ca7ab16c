import type { Json, JsonObject } from '../../policies/index.ts';
import { inboundLimits } from '../limits.ts';

type Rows = Readonly<Record<string, number>>;
const items: Rows = inboundLimits.items;
const characters: Rows = inboundLimits.characters;
/** A text by language is as long as the text. */
const byLanguage: Readonly<Record<string, string>> = { contentMap: 'content', summaryMap: 'summary', nameMap: 'name' };

/** What of a document goes beyond the limits, in one line; undefined where nothing does. */
export function beyondLimits(document: JsonObject): string | undefined {
  return problemOf(document, '');
}

function problemOf(value: Json | undefined, name: string): string | undefined {
  if (typeof value === 'string') {
    const most = limitOf(characters, name) ?? inboundLimits.otherCharacters;
    return value.length > most ? `\`${name}\` is longer than ${most} characters` : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const most = limitOf(items, name) ?? inboundLimits.otherItems;
    if (value.length > most) return `\`${name}\` has more than ${most} items`;
    return firstProblem(value.map((item) => [name, item] as const));
  }
  const text = limitOf(byLanguage, name);
  const members = Object.entries(value);
  if (text === undefined) return firstProblem(members);
  if (members.length > inboundLimits.languages) return `\`${name}\` has more than ${inboundLimits.languages} languages`;
  return firstProblem(members.map(([, member]) => [text, member] as const));
}

function firstProblem(members: readonly (readonly [string, Json | undefined])[]): string | undefined {
  for (const [name, member] of members) {
    const problem = problemOf(member, name);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function limitOf<T>(rows: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(rows, name) ? rows[name] : undefined;
}
