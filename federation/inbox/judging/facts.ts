import { addresseesOf, firstString, isPublicAddress, strings } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import { textOf } from '../plain-text.ts';

/** What is asked about a post from outside and about whoever sends it. */
export interface PostFacts {
  /** Addresses that it leads to, those of its mentions and hashtags too. */
  readonly links: readonly string[];
  /** How many of them are neither. */
  readonly linkCount: number;
  /** Accounts that it names or is addressed to. */
  readonly mentions: readonly string[];
  /** Since when its sender says that it is there, in milliseconds since the epoch; undefined where it does not say. */
  readonly since?: number;
  /** The sender shows neither a picture nor a word about itself. */
  readonly bareProfile: boolean;
}

/** Everything of a sanitised post and of its sender's profile that is read, as plain text. */
export async function textIn(post: ApexNode, sender: ApexNode): Promise<string> {
  const html = [...htmlOf(post), ...htmlOf(sender)];
  return (await Promise.all(html.map(textOf))).concat(plainOf(post), plainOf(sender)).join('\n');
}

/** Takes a sanitised post and its sender, both in normal form. */
export function factsOf(post: ApexNode, sender: ApexNode): PostFacts {
  const anchors = htmlOf(post).flatMap((text) => [...text.matchAll(/<a\b[^>]*>/g)].map(([anchor]) => anchor));
  const tags = nodesOf(post['tag']);
  const mentions = tags.flatMap((tag) => (firstString(tag['type']) === 'Mention' ? strings(tag['href']) : []));
  const attached = nodesOf(post['attachment']).flatMap((item) => strings(item['href']));
  const untagged = anchors.filter((anchor) => !/class="[^"]*\b(?:mention|hashtag)\b/.test(anchor)).length;
  const since = Date.parse(firstString(sender['published']) ?? '');
  return {
    links: [...anchors.flatMap(hrefOf), ...attached],
    // Whoever calls a link a mention has to bring the mention.
    linkCount: Math.max(untagged, anchors.length - tags.length) + attached.length,
    mentions: [...new Set([...mentions, ...addresseesOf(post).filter(isPerson)])],
    ...(!Number.isNaN(since) && { since }),
    bareProfile: firstNode(sender['icon']) === undefined && firstString(sender['summary']) === undefined,
  };
}

/** By the looks of it: collections are addressed too. */
function isPerson(iri: string): boolean {
  return !isPublicAddress(iri) && !/\/(followers|following|internal)$/.test(iri);
}

const htmlNames = ['content', 'summary'];
const plainNames = ['name', 'preferredUsername'];

function htmlOf(node: ApexNode): string[] {
  return htmlNames.flatMap((name) => [...textsOf(node[name]), ...textsOf(node[`${name}Map`])]);
}

/** Names of a post, of its files and choices, and of a profile. */
function plainOf(node: ApexNode): string[] {
  const parts = ['attachment', 'oneOf', 'anyOf', 'tag'].flatMap((name) => nodesOf(node[name]));
  return [...plainNames.flatMap((name) => textsOf(node[name])), ...parts.flatMap((part) => textsOf(part['name']))];
}

/** Texts of a property, and texts by language. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

type Part = Readonly<Record<string, unknown>>;

function nodesOf(value: unknown): Part[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item): item is Part => typeof item === 'object' && item !== null);
}

function firstNode(value: unknown): Part | undefined {
  return nodesOf(value)[0];
}

function hrefOf(anchor: string): string[] {
  const href = /\bhref="([^"]*)"/.exec(anchor)?.[1];
  return href === undefined ? [] : [href.replaceAll('&amp;', '&')];
}
