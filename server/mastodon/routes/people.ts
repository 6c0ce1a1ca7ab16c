import { switchOf, textOf, textsOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route } from '../door.ts';
import { relationships } from '../entities/relationship.ts';
import { paged, pageQuery } from '../paging.ts';
import { actorAt } from './targets.ts';

const mostLookedAt = 2000;

async function following(actorId: string, { store }: MastodonParts): Promise<string[]> {
  const entries = await store.listings.page(`following:${actorId}`, { limit: mostLookedAt });
  return entries.map(({ item }) => item);
}

/** Everybody here and known outside, or colleagues alone with `local`; those who posted last come first. */
async function directory({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const colleagues = (await parts.store.accounts.all()).filter(({ kind }) => kind !== 'service');
  const local = switchOf(parameters['local']) === true;
  const outsiders = local ? [] : await parts.store.listings.page('outsiders', { limit: mostLookedAt });
  const iris = [...colleagues.map(({ actorId }) => actorId), ...outsiders.map(({ item }) => item)];
  const newest = await Promise.all(iris.map((iri) => parts.store.listings.page(`account:${iri}`, { limit: 1 })));
  const position = new Map(iris.map((iri, index) => [iri, newest[index]?.[0]?.position ?? '']));
  const byActivity = textOf(parameters['order']) !== 'new';
  if (byActivity) iris.sort((a, b) => (position.get(b) ?? '').localeCompare(position.get(a) ?? ''));
  const [offset, limit] = [numberIn(parameters['offset'], 0), Math.min(numberIn(parameters['limit'], 40), 80)];
  return ok(await parts.present.accounts(iris.slice(offset, offset + limit)));
}

function numberIn(value: Parameters<typeof textOf>[0], usual: number): number {
  const given = Number(textOf(value) ?? usual);
  return Number.isInteger(given) && given >= 0 ? given : usual;
}

/** Colleagues whom the caller does not follow: first those whom the people that they follow follow. */
async function suggested({ account }: Call, parts: MastodonParts): Promise<string[]> {
  const known = await following(account.actorId, parts);
  const [dismissed, further] = await Promise.all([
    parts.store.listings.page(`unsuggested:${account.actorId}`, { limit: mostLookedAt }),
    Promise.all(known.slice(0, 50).map((iri) => following(iri, parts))),
  ]);
  const counts = new Map<string, number>();
  for (const iri of further.flat()) counts.set(iri, (counts.get(iri) ?? 0) + 1);
  const friends = [...counts].sort(([, a], [, b]) => b - a).map(([iri]) => iri);
  const colleagues = (await parts.store.accounts.all()).filter(({ kind }) => kind !== 'service');
  const left = new Set([account.actorId, ...known, ...dismissed.map(({ item }) => item)]);
  return [...new Set([...friends, ...colleagues.map(({ actorId }) => actorId)])].filter((iri) => !left.has(iri));
}

async function suggestions(call: Call, parts: MastodonParts): Promise<Answer> {
  const limit = Math.min(numberIn(call.parameters['limit'], 40), 80);
  const accounts = await parts.present.accounts((await suggested(call, parts)).slice(0, limit));
  return ok(accounts.map((account) => ({ source: 'past_interactions', sources: ['friends_of_friends'], account })));
}

async function olderSuggestions(call: Call, parts: MastodonParts): Promise<Answer> {
  const limit = Math.min(numberIn(call.parameters['limit'], 40), 80);
  return ok(await parts.present.accounts((await suggested(call, parts)).slice(0, limit)));
}

async function dismiss(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  if (!node) return missing;
  const listing = `unsuggested:${call.account.actorId}`;
  const position = parts.snowflakes.next();
  await parts.store.commits.commit([{ change: 'listing.add', listing, item: node.id, position }]);
  return ok({});
}

/** Of those whom the caller follows, who follows each account. */
async function familiar({ account, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const known = await following(account.actorId, parts);
  const asked = textsOf(parameters['id']).slice(0, 40);
  const iris = await Promise.all(asked.map(parts.ids.iriOf));
  const answers = await Promise.all(
    asked.map(async (id, index) => {
      const listing = `followers:${iris[index]}`;
      const held = await parts.store.listings.holding(known.map((item) => ({ listing, item })));
      return { id, accounts: await parts.present.accounts(held.map(({ item }) => item)) };
    }),
  );
  return ok(answers);
}

function endorse(adding: boolean): Handler {
  return async (call, parts) => {
    const node = await actorAt(call, parts);
    if (!node) return missing;
    const place = { listing: `endorsed:${call.account.actorId}`, item: node.id };
    const position = parts.snowflakes.next();
    const change: ServerChange = adding
      ? { change: 'listing.add', ...place, position }
      : { change: 'listing.remove', ...place };
    await parts.store.commits.commit([change]);
    return ok((await relationships(parts, call.account, [node.id]))[0]);
  };
}

async function endorsedBy(actorId: string, call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(`endorsed:${actorId}`, pageQuery(call, 40, 80));
  return paged(await parts.present.accounts(entries.map(({ item }) => item)), entries, call, parts.origin);
}

async function theirEndorsements(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  return node ? endorsedBy(node.id, call, parts) : missing;
}

const account = '/api/v1/accounts/:id';

export const peopleRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/directory', scope: 'read:accounts', handle: directory },
  { method: 'get', path: '/api/v2/suggestions', scope: 'read', handle: suggestions },
  { method: 'get', path: '/api/v1/suggestions', scope: 'read', handle: olderSuggestions },
  { method: 'delete', path: '/api/v1/suggestions/:id', scope: 'write', handle: dismiss },
  { method: 'get', path: '/api/v1/accounts/familiar_followers', scope: 'read:follows', handle: familiar },
  {
    method: 'get',
    path: '/api/v1/endorsements',
    scope: 'read:accounts',
    handle: (call, parts) => endorsedBy(call.account.actorId, call, parts),
  },
  { method: 'get', path: `${account}/endorsements`, scope: 'read:accounts', handle: theirEndorsements },
  ...(['endorse', 'pin'] as const).map(
    (name): Route => ({ method: 'post', path: `${account}/${name}`, scope: 'write:accounts', handle: endorse(true) }),
  ),
  ...(['unendorse', 'unpin'] as const).map(
    (name): Route => ({ method: 'post', path: `${account}/${name}`, scope: 'write:accounts', handle: endorse(false) }),
  ),
];
