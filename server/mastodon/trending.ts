import type { Node } from '../../federation/ports/index.ts';
import type { MastodonParts } from './door.ts';
import { linksOf } from './links.ts';
import { authorOf, hashtagsOf, isForColleagues } from './nodes.ts';
import { firstAt } from './snowflakes.ts';

/** What trends, as clients name it. */
export const trendKinds = ['tags', 'links', 'statuses'] as const;
export type TrendKind = (typeof trendKinds)[number];

export interface Trend {
  /** Name of a hashtag, address of a page, or IRI of a post. */
  readonly item: string;
  /** How many people used it lately; of a post, its likes and twice its boosts. */
  readonly score: number;
  /** Whether a moderator has kept it from trending. */
  readonly rejected: boolean;
}

/** How far back what trends goes, and how much of it is looked at. */
const recentMs = 3 * 24 * 60 * 60 * 1000;
const mostLookedAt = 500;

/** The listing of what moderators keep from trending. */
export function rejectedTrends(kind: TrendKind): string {
  return `trends-rejected:${kind}`;
}

/** What is used most these days, the most used first, what was rejected too. */
export async function everyTrend(kind: TrendKind, parts: MastodonParts): Promise<Trend[]> {
  const scores = await scoresOf(kind, await recent(parts), parts);
  const listing = rejectedTrends(kind);
  const held = await parts.store.listings.holding([...scores.keys()].map((item) => ({ listing, item })));
  const rejected = new Set(held.map(({ item }) => item));
  const trends = [...scores].map(([item, score]): Trend => ({ item, score, rejected: rejected.has(item) }));
  return trends.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

/** What people are shown as trending. */
export async function trending(kind: TrendKind, parts: MastodonParts): Promise<Trend[]> {
  return (await everyTrend(kind, parts)).filter(({ rejected }) => !rejected);
}

async function scoresOf(kind: TrendKind, nodes: readonly Node[], { store, origin }: MastodonParts) {
  if (kind === 'tags') return peopleBy(nodes, hashtagsOf);
  if (kind === 'links') return peopleBy(nodes, (node) => (isForColleagues(node, origin) ? linksOf(node) : []));
  const counts = await store.listings.counts(nodes.flatMap(({ id }) => [`likes:${id}`, `shares:${id}`]));
  const score = (id: string): number => (counts.get(`likes:${id}`) ?? 0) + 2 * (counts.get(`shares:${id}`) ?? 0);
  return new Map(nodes.map(({ id }) => [id, score(id)]));
}

/** How many people wrote posts that have a thing. */
function peopleBy(nodes: readonly Node[], thingsOf: (node: Node) => readonly string[]): Map<string, number> {
  const people = new Map<string, Set<string>>();
  for (const node of nodes) {
    for (const thing of thingsOf(node)) {
      people.set(thing, (people.get(thing) ?? new Set()).add(authorOf(node) ?? ''));
    }
  }
  return new Map([...people].map(([thing, { size }]) => [thing, size]));
}

async function recent({ store, clock }: MastodonParts): Promise<Node[]> {
  const entries = await store.listings.page('public', { limit: mostLookedAt, sinceId: firstAt(clock() - recentMs) });
  return (await Promise.all(entries.map(({ item }) => store.objects.get(item)))).filter((node) => node !== undefined);
}
