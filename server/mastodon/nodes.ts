import type { Node } from '../../federation/ports/index.ts';

/** Object types that clients show as a status. */
const statusTypes = new Set(['Note', 'Question', 'Article', 'Page', 'Image', 'Video', 'Audio', 'Event']);

export function isStatus(node: Node): boolean {
  return statusTypes.has(node.type);
}

/** The items of a property in normal form. */
export function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The IRI that an item is or has. */
export function iriOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  return textIn(item, 'id');
}

export function irisOf(value: unknown): string[] {
  return itemsOf(value).flatMap((item) => iriOf(item) ?? []);
}

export function firstIri(value: unknown): string | undefined {
  return irisOf(value)[0];
}

/** First text of a property; of texts by language, the first of them. */
export function firstText(value: unknown): string | undefined {
  for (const item of itemsOf(value)) {
    if (typeof item === 'string') return item;
  }
  return undefined;
}

/** A member of an embedded node, in normal form or compact. */
export function memberOf(item: unknown, name: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  return Object.entries(item).find(([key]) => key === name)?.[1];
}

export function textIn(item: unknown, name: string): string | undefined {
  return firstText(memberOf(item, name));
}

export function numberIn(item: unknown, name: string): number | undefined {
  const [value] = itemsOf(memberOf(item, name));
  return typeof value === 'number' ? value : undefined;
}

export function authorOf(node: Node): string | undefined {
  return firstIri(node['attributedTo']) ?? firstIri(node['actor']);
}

const publicNames = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);
/** Whether an addressee is everybody. */
export const everyone = (iri: string): boolean => publicNames.has(iri);

export type Visibility = 'public' | 'unlisted' | 'private' | 'direct';

/** What a Mastodon client calls the audience of a node (DESIGN.md §4). */
export function visibilityOf(node: Node, origin: string): Visibility {
  const [to, cc] = [irisOf(node['to']), irisOf(node['cc'])];
  if (to.some(everyone)) return 'public';
  if (cc.some(everyone)) return 'unlisted';
  const many = [...to, ...cc].some((iri) => iri.startsWith(`${origin}/zones/`) || iri.endsWith('/followers'));
  return many ? 'private' : 'direct';
}

/** Name of the partner zone of ours that a node addresses. */
export function partnerZoneIn(node: Node, origin: string): string | undefined {
  const zones = `${origin}/zones/partner/`;
  const zone = [...irisOf(node['to']), ...irisOf(node['cc'])].find((iri) => iri.startsWith(zones));
  return zone?.slice(zones.length);
}

/** Whether every colleague may see it: partners see nothing that colleagues do not. */
export function isForColleagues(node: Node, origin: string): boolean {
  const named = [...irisOf(node['to']), ...irisOf(node['cc'])];
  return named.some((iri) => everyone(iri) || iri.startsWith(`${origin}/zones/`));
}

/** Names of the hashtags of a node, lower case and without their sign. */
export function hashtagsOf(node: Node): string[] {
  const names = itemsOf(node['tag']).flatMap((tag) =>
    firstText(memberOf(tag, 'type')) === 'Hashtag' ? (textIn(tag, 'name') ?? []) : [],
  );
  return [...new Set(names.map((name) => name.replace(/^#/, '').normalize('NFKC').toLowerCase()))];
}

/** Actor IRIs that a node mentions. */
export function mentionsOf(node: Node): { readonly href: string; readonly name: string }[] {
  return itemsOf(node['tag']).flatMap((tag) => {
    if (firstText(memberOf(tag, 'type')) !== 'Mention') return [];
    const href = firstIri(memberOf(tag, 'href'));
    return href === undefined ? [] : [{ href, name: textIn(tag, 'name') ?? '' }];
  });
}

/** Whether an actor decides itself who follows it. */
export function isLocked(actor: Node): boolean {
  return itemsOf(actor['manuallyApprovesFollowers'])[0] === true;
}

/** The language of a text that is given by language (`contentMap`). */
export function languageOf(node: Node): string | undefined {
  const [map] = itemsOf(node['contentMap']);
  const [tag] = typeof map === 'object' && map !== null ? Object.keys(map) : [];
  return tag === undefined ? undefined : languageTag(tag);
}

/** A language tag in the form that BCP 47 recommends; undefined for what is none. */
export function languageTag(given: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(given)[0];
  } catch {
    return undefined;
  }
}
