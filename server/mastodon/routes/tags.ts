import { textOf } from '../../http/parameters.ts';
import type { Listed } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { isoTime } from '../entities/account.ts';
import { followedTags, tagFollowers } from '../followed-tags.ts';
import { hashtagsOf } from '../nodes.ts';
import { paged, pageQuery } from '../paging.ts';
import { timeOf } from '../snowflakes.ts';
import { actorAt } from './targets.ts';

export const nameOfTag = (given: string): string => given.replace(/^#/, '').normalize('NFKC').toLowerCase();

const featured = (actorId: string): string => `featured-tags:${actorId}`;
const mostFeatured = 10;

/** `Tag` entities, with whether the caller follows them. */
export async function tagEntities(names: readonly string[], actorId: string, parts: MastodonParts): Promise<object[]> {
  const asked = [followedTags(actorId), featured(actorId)];
  const held = await parts.store.listings.holding(asked.flatMap((listing) => names.map((item) => ({ listing, item }))));
  const holds = new Set(held.map(({ listing, item }) => `${listing} ${item}`));
  return names.map((name) => ({
    id: name,
    name,
    url: urlOf(name, parts),
    history: [],
    following: holds.has(`${followedTags(actorId)} ${name}`),
    featuring: holds.has(`${featured(actorId)} ${name}`),
  }));
}

function urlOf(name: string, { origin }: MastodonParts): string {
  return `${origin}/tags/${encodeURIComponent(name)}`;
}

async function read({ path, account }: Call, parts: MastodonParts): Promise<Answer> {
  return ok((await tagEntities([nameOfTag(path['tag'] ?? '')], account.actorId, parts))[0]);
}

/** In or out of listings, which answers with the tag as it then is. */
function keep(adding: boolean, places: (name: string, actorId: string) => Listed[]): Handler {
  return async (call, parts) => {
    const position = parts.snowflakes.next();
    const kept = places(nameOfTag(call.path['tag'] ?? ''), call.account.actorId);
    await parts.store.commits.commit(
      kept.map((place) =>
        adding ? { change: 'listing.add', ...place, position } : { change: 'listing.remove', ...place },
      ),
    );
    return read(call, parts);
  };
}

const follow = (adding: boolean): Handler =>
  keep(adding, (name, actorId) => [
    { listing: followedTags(actorId), item: name },
    { listing: tagFollowers(name), item: actorId },
  ]);

const keepFeatured = (adding: boolean): Handler =>
  keep(adding, (name, actorId) => [{ listing: featured(actorId), item: name }]);

async function listFollowed(call: Call, parts: MastodonParts): Promise<Answer> {
  const { actorId } = call.account;
  const entries = await parts.store.listings.page(followedTags(actorId), pageQuery(call, 100, 200));
  const names = entries.map(({ item }) => item);
  return paged(await tagEntities(names, actorId, parts), entries, call, parts.origin);
}

/** `FeaturedTag` entities of an account, with how often it used them lately. */
async function featuredOf(actorId: string, parts: MastodonParts): Promise<object[]> {
  const { listings, objects, ids } = parts.store;
  const entries = await listings.page(featured(actorId), { limit: mostFeatured });
  const known = await ids.idsOf(entries.map(({ item }) => `${actorId}#tag/${item}`));
  const own = await listings.page(`account:${actorId}`, { limit: 200 });
  const posts = await Promise.all(own.map(({ item }) => objects.get(item)));
  return entries.map(({ item, position }) => {
    const used = own.filter((_entry, index) => JSON.stringify(posts[index]?.['tag'] ?? '').includes(`"#${item}"`));
    const last = used[0]?.position;
    return {
      id: known.get(`${actorId}#tag/${item}`) ?? position,
      name: item,
      url: urlOf(item, parts),
      statuses_count: String(used.length),
      last_status_at: last === undefined ? null : isoTime(timeOf(last)).slice(0, 10),
    };
  });
}

async function ownFeatured({ account }: Call, parts: MastodonParts): Promise<Answer> {
  return ok(await featuredOf(account.actorId, parts));
}

async function theirFeatured(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  return node ? ok(await featuredOf(node.id, parts)) : missing;
}

async function feature({ account, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const { actorId } = account;
  const item = nameOfTag(textOf(parameters['name']) ?? '');
  if (!/^[\p{L}\p{N}_]{1,100}$/u.test(item)) return refuse('Validation failed: Tag is invalid');
  const count = (await parts.store.listings.counts([featured(actorId)])).get(featured(actorId)) ?? 0;
  if (count >= mostFeatured)
    return refuse('Validation failed: You have already featured the maximum number of hashtags');
  await parts.store.commits.commit([
    { change: 'id.put', iri: `${actorId}#tag/${item}`, id: parts.snowflakes.next() },
    { change: 'listing.add', listing: featured(actorId), item, position: parts.snowflakes.next() },
  ]);
  return ok((await featuredOf(actorId, parts)).find((tag) => 'name' in tag && tag.name === item));
}

async function unfeature({ account, path }: Call, parts: MastodonParts): Promise<Answer> {
  const iri = await parts.ids.iriOf(path['id'] ?? '');
  const prefix = `${account.actorId}#tag/`;
  if (!iri?.startsWith(prefix)) return missing;
  const item = iri.slice(prefix.length);
  await parts.store.commits.commit([{ change: 'listing.remove', listing: featured(account.actorId), item }]);
  return ok({});
}

/** What the caller used lately and could feature. */
async function suggestions({ account }: Call, parts: MastodonParts): Promise<Answer> {
  const own = await parts.store.listings.page(`account:${account.actorId}`, { limit: 100 });
  const posts = await Promise.all(own.map(({ item }) => parts.store.objects.get(item)));
  const names = posts.flatMap((post) => (post ? hashtagsOf(post) : []));
  return ok(await tagEntities([...new Set(names)].slice(0, mostFeatured), account.actorId, parts));
}

const one = '/api/v1/tags/:tag';

export const tagRoutes: readonly Route[] = [
  { method: 'get', path: one, scope: 'read', handle: read },
  { method: 'post', path: `${one}/follow`, scope: 'write:follows', handle: follow(true) },
  { method: 'post', path: `${one}/unfollow`, scope: 'write:follows', handle: follow(false) },
  { method: 'post', path: `${one}/feature`, scope: 'write:accounts', handle: keepFeatured(true) },
  { method: 'post', path: `${one}/unfeature`, scope: 'write:accounts', handle: keepFeatured(false) },
  { method: 'get', path: '/api/v1/followed_tags', scope: 'read:follows', handle: listFollowed },
  { method: 'get', path: '/api/v1/featured_tags', scope: 'read:accounts', handle: ownFeatured },
  { method: 'post', path: '/api/v1/featured_tags', scope: 'write:accounts', handle: feature },
  { method: 'get', path: '/api/v1/featured_tags/suggestions', scope: 'read:accounts', handle: suggestions },
  { method: 'delete', path: '/api/v1/featured_tags/:id', scope: 'write:accounts', handle: unfeature },
  { method: 'get', path: '/api/v1/accounts/:id/featured_tags', scope: 'read:accounts', handle: theirFeatured },
];
