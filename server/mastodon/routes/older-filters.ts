import type { JsonObject } from '../../../policies/index.ts';
import { switchOf, textOf, textsOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';

const contexts = ['home', 'notifications', 'public', 'thread', 'account'];
const kind = 'filter';

/** The older form of filters, in which each keyword is a filter of its own; kept as the newer form is. */
interface Keyword {
  readonly id: string;
  readonly keyword: string;
  readonly whole_word: boolean;
}

interface Place {
  readonly filter: JsonObject & { readonly id: string };
  readonly keywords: readonly Keyword[];
  readonly keyword: Keyword;
}

async function places({ account }: Call, { store }: MastodonParts): Promise<Place[]> {
  const stored = await store.clientData.all(account.actorId, kind);
  return stored.flatMap(({ value }) => {
    const filter = value as Place['filter'];
    const keywords = (filter['keywords'] ?? []) as unknown as Keyword[];
    return keywords.map((keyword) => ({ filter, keywords, keyword }));
  });
}

function entity({ filter, keyword }: Place): object {
  return {
    id: keyword.id,
    phrase: keyword.keyword,
    context: filter['context'],
    expires_at: filter['expires_at'],
    irreversible: filter['filter_action'] === 'hide',
    whole_word: keyword.whole_word,
  };
}

async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  return ok((await places(call, parts)).map(entity));
}

async function at(call: Call, parts: MastodonParts): Promise<Place | undefined> {
  return (await places(call, parts)).find(({ keyword }) => keyword.id === call.path['id']);
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const place = await at(call, parts);
  return place ? ok(entity(place)) : missing;
}

async function create(call: Call, parts: MastodonParts): Promise<Answer> {
  const id = parts.snowflakes.next();
  return save({ filter: { id, statuses: [] }, keywords: [], keyword: emptyKeyword(parts) }, call, parts);
}

function emptyKeyword({ snowflakes }: MastodonParts): Keyword {
  return { id: snowflakes.next(), keyword: '', whole_word: false };
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const place = await at(call, parts);
  return place ? save(place, call, parts) : missing;
}

async function save({ filter, keywords, keyword }: Place, call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const phrase = (textOf(parameters['phrase']) ?? keyword.keyword).trim().slice(0, 200);
  const asked = textsOf(parameters['context']).filter((one) => contexts.includes(one));
  const context = asked.length > 0 ? asked : (filter['context'] ?? []);
  if (phrase === '' || !Array.isArray(context) || context.length === 0) {
    return refuse("Validation failed: Phrase and context can't be blank");
  }
  const seconds = Number(textOf(parameters['expires_in']) ?? Number.NaN);
  const changed: Keyword = {
    id: keyword.id,
    keyword: phrase,
    whole_word: switchOf(parameters['whole_word']) ?? keyword.whole_word,
  };
  const value = {
    ...filter,
    title: filter['title'] ?? phrase,
    context,
    expires_at: seconds > 0 ? new Date(parts.clock() + seconds * 1000).toISOString() : (filter['expires_at'] ?? null),
    filter_action: switchOf(parameters['irreversible']) === true ? 'hide' : (filter['filter_action'] ?? 'warn'),
    keywords: [...keywords.filter(({ id }) => id !== keyword.id), changed].map((one) => ({ ...one })),
  };
  const { id: key } = filter;
  await parts.store.commits.commit([{ change: 'clientData.put', owner: account.actorId, kind, key, value }]);
  return ok(entity({ filter: value, keywords: [], keyword: changed }));
}

/** The last keyword of a filter takes the filter with it. */
async function remove(call: Call, parts: MastodonParts): Promise<Answer> {
  const place = await at(call, parts);
  if (!place) return missing;
  const { filter, keywords, keyword } = place;
  const left = keywords.filter(({ id }) => id !== keyword.id).map((one) => ({ ...one }));
  const where = { owner: call.account.actorId, kind, key: filter.id };
  await parts.store.commits.commit([
    left.length > 0
      ? { change: 'clientData.put', ...where, value: { ...filter, keywords: left } }
      : { change: 'clientData.remove', ...where },
  ]);
  return ok({});
}

const path = '/api/v1/filters';

export const olderFilterRoutes: readonly Route[] = [
  { method: 'get', path, scope: 'read:filters', handle: list },
  { method: 'post', path, scope: 'write:filters', handle: create },
  { method: 'get', path: `${path}/:id`, scope: 'read:filters', handle: read },
  { method: 'put', path: `${path}/:id`, scope: 'write:filters', handle: update },
  { method: 'delete', path: `${path}/:id`, scope: 'write:filters', handle: remove },
];
