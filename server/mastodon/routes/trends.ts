import type { Node } from '../../../federation/ports/index.ts';
import { textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route } from '../door.ts';
import { linksOf } from '../links.ts';
import { authorOf, hashtagsOf, isForColleagues } from '../nodes.ts';
import { firstAt } from '../snowflakes.ts';
import { tagEntities } from './tags.ts';

/** How far back what trends goes, and how much of it is looked at. */
const recentMs = 3 * 24 * 60 * 60 * 1000;
const mostLookedAt = 500;

async function recent({ store, clock }: MastodonParts): Promise<Node[]> {
  const entries = await store.listings.page('public', { limit: mostLookedAt, sinceId: firstAt(clock() - recentMs) });
  return (await Promise.all(entries.map(({ item }) => store.objects.get(item)))).filter((node) => node !== undefined);
}

function limitOf({ parameters }: Call): number {
  const given = Number(textOf(parameters['limit']) ?? 10);
  return Number.isInteger(given) && given > 0 ? Math.min(given, 40) : 10;
}

/** Hashtags by how many people used them lately. */
async function tags(call: Call, parts: MastodonParts): Promise<Answer> {
  const people = new Map<string, Set<string>>();
  for (const node of await recent(parts)) {
    for (const name of hashtagsOf(node)) {
      people.set(name, (people.get(name) ?? new Set()).add(authorOf(node) ?? ''));
    }
  }
  const names = [...people].sort(([, a], [, b]) => b.size - a.size).map(([name]) => name);
  return ok(await tagEntities(names.slice(0, limitOf(call)), call.account.actorId, parts));
}

/** Pages by how many people linked to them lately; what they say of themselves is not fetched. */
async function links(call: Call, parts: MastodonParts): Promise<Answer> {
  const people = new Map<string, Set<string>>();
  for (const node of await recent(parts)) {
    if (!isForColleagues(node, parts.origin)) continue;
    for (const url of linksOf(node)) people.set(url, (people.get(url) ?? new Set()).add(authorOf(node) ?? ''));
  }
  const most = [...people].sort(([, a], [, b]) => b.size - a.size).slice(0, limitOf(call));
  return ok(most.map(([url, { size }]) => linkEntity(url, size, parts.clock())));
}

function linkEntity(url: string, accounts: number, now: number): object {
  const day = String(Math.floor(now / 86_400_000) * 86_400);
  return {
    ...{ url, title: url, description: '', type: 'link', image: null, blurhash: null, language: null },
    ...{ author_name: '', author_url: '', authors: [], provider_name: new URL(url).host, provider_url: '' },
    ...{ html: '', width: 0, height: 0, embed_url: '', published_at: null },
    history: [{ day, accounts: String(accounts), uses: String(accounts) }],
  };
}

/** Posts by how often they were liked and boosted. */
async function statuses(call: Call, parts: MastodonParts): Promise<Answer> {
  const nodes = await recent(parts);
  const counts = await parts.store.listings.counts(nodes.flatMap(({ id }) => [`likes:${id}`, `shares:${id}`]));
  const score = (id: string): number => (counts.get(`likes:${id}`) ?? 0) + 2 * (counts.get(`shares:${id}`) ?? 0);
  const liked = nodes.map(({ id }) => id).filter((id) => score(id) > 0);
  liked.sort((a, b) => score(b) - score(a));
  return ok(await parts.present.statuses(liked.slice(0, limitOf(call)), call.account));
}

export const trendRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/trends/tags', scope: 'read', handle: tags },
  { method: 'get', path: '/api/v1/trends', scope: 'read', handle: tags },
  { method: 'get', path: '/api/v1/trends/links', scope: 'read', handle: links },
  { method: 'get', path: '/api/v1/trends/statuses', scope: 'read', handle: statuses },
];
