import type { Json, JsonObject } from '../../policies/index.ts';
import { wireLimits } from '../wire/limits.ts';

/**
 * What an activity from outside may hold at most, by the property that holds it, beside the limits of the wire (bytes,
 * nesting, members). Every server of the field stays far below; whoever goes beyond is told so with 400.
 */
export const inboundLimits = {
  /** Elements of an array. */
  items: {
    to: 1_000,
    cc: 1_000,
    bto: 1_000,
    bcc: 1_000,
    audience: 1_000,
    /** Mentions, hashtags and custom emoji together. */
    tag: 512,
    attachment: 64,
    /** Choices of a poll. */
    oneOf: 64,
    anyOf: 64,
    /** What a report names. */
    object: 128,
    alsoKnownAs: 256,
    /** Renditions of a video, each with its address. */
    url: 128,
    type: 8,
    '@context': 32,
  },
  /** Elements of every other array. */
  otherItems: 1_000,
  /** Languages of a text (`contentMap` and its like). */
  languages: 64,
  /** Characters (UTF-16 code units) of a string. */
  characters: {
    id: wireLimits.urlLength,
    href: wireLimits.urlLength,
    url: wireLimits.urlLength,
    actor: wireLimits.urlLength,
    object: wireLimits.urlLength,
    target: wireLimits.urlLength,
    inReplyTo: wireLimits.urlLength,
    attributedTo: wireLimits.urlLength,
    inbox: wireLimits.urlLength,
    to: wireLimits.urlLength,
    cc: wireLimits.urlLength,
    type: 256,
    mediaType: 256,
    preferredUsername: 512,
    /** Display names, poll choices, titles, and the description of a picture, which is the longest of these. */
    name: 16_384,
    summary: 65_536,
    content: 524_288,
    publicKeyPem: 16_384,
  },
  /** Characters of every other string. */
  otherCharacters: 524_288,
} as const;

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
