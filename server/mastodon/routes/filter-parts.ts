import type { Json, JsonObject } from '../../../policies/index.ts';
import { switchOf, textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';

const kind = 'filter';
type Member = 'keywords' | 'statuses';

interface Place {
  readonly filter: JsonObject;
  readonly items: readonly JsonObject[];
}

async function filtersOf({ account }: Call, { store }: MastodonParts): Promise<JsonObject[]> {
  return (await store.clientData.all(account.actorId, kind)).map(({ value }) => value as JsonObject);
}

function itemsIn(filter: JsonObject, member: Member): JsonObject[] {
  const items = filter[member];
  return Array.isArray(items) ? (items as JsonObject[]) : [];
}

async function save(call: Call, { store }: MastodonParts, filter: JsonObject, member: Member, items: readonly Json[]) {
  const value = { ...filter, [member]: [...items] };
  const { actorId: owner } = call.account;
  await store.commits.commit([{ change: 'clientData.put', owner, kind, key: String(filter['id']), value }]);
}

/** The filter that the path names, or the one that has the keyword or status of the path. */
async function named(call: Call, parts: MastodonParts): Promise<JsonObject | undefined> {
  return (await filtersOf(call, parts)).find(({ id }) => id === call.path['id']);
}

async function holding(call: Call, parts: MastodonParts, member: Member): Promise<Place | undefined> {
  for (const filter of await filtersOf(call, parts)) {
    const items = itemsIn(filter, member);
    if (items.some(({ id }) => id === call.path['id'])) return { filter, items };
  }
  return undefined;
}

function keywordIn({ parameters }: Call, id: string, before: JsonObject = {}): JsonObject | undefined {
  const keyword = (textOf(parameters['keyword']) ?? String(before['keyword'] ?? '')).slice(0, 200);
  const whole = switchOf(parameters['whole_word']) ?? before['whole_word'] ?? false;
  return keyword === '' ? undefined : { id, keyword, whole_word: whole };
}

async function list(call: Call, parts: MastodonParts, member: Member): Promise<Answer> {
  const filter = await named(call, parts);
  return filter ? ok(itemsIn(filter, member)) : missing;
}

async function add(call: Call, parts: MastodonParts, member: Member): Promise<Answer> {
  const filter = await named(call, parts);
  if (!filter) return missing;
  const id = parts.snowflakes.next();
  const status = textOf(call.parameters['status_id']);
  const item =
    member === 'keywords' ? keywordIn(call, id) : status === undefined ? undefined : { id, status_id: status };
  if (!item) return refuse("Validation failed: Keyword can't be blank");
  const items = itemsIn(filter, member);
  if (items.length >= 100) return refuse('Validation failed: a filter has at most 100 of these');
  await save(call, parts, filter, member, [...items, item]);
  return ok(item);
}

async function one(call: Call, parts: MastodonParts, member: Member): Promise<Answer> {
  const place = await holding(call, parts, member);
  const item = place?.items.find(({ id }) => id === call.path['id']);
  return item ? ok(item) : missing;
}

async function change(call: Call, parts: MastodonParts): Promise<Answer> {
  const place = await holding(call, parts, 'keywords');
  const { id = '' } = call.path;
  const before = place?.items.find((item) => item['id'] === id);
  const item = before && keywordIn(call, id, before);
  if (!place || !item) return missing;
  await save(
    call,
    parts,
    place.filter,
    'keywords',
    place.items.map((each) => (each['id'] === id ? item : each)),
  );
  return ok(item);
}

async function remove(call: Call, parts: MastodonParts, member: Member): Promise<Answer> {
  const place = await holding(call, parts, member);
  if (!place) return missing;
  await save(
    call,
    parts,
    place.filter,
    member,
    place.items.filter(({ id }) => id !== call.path['id']),
  );
  return ok({});
}

function routesOf(member: Member): Route[] {
  const [all, single] = [`/api/v2/filters/:id/${member}`, `/api/v2/filters/${member}/:id`];
  const [read, write] = ['read:filters', 'write:filters'];
  return [
    { method: 'get', path: all, scope: read, handle: (call, parts) => list(call, parts, member) },
    { method: 'post', path: all, scope: write, handle: (call, parts) => add(call, parts, member) },
    { method: 'get', path: single, scope: read, handle: (call, parts) => one(call, parts, member) },
    { method: 'delete', path: single, scope: write, handle: (call, parts) => remove(call, parts, member) },
  ];
}

export const filterPartRoutes: readonly Route[] = [
  ...routesOf('keywords'),
  ...routesOf('statuses'),
  { method: 'put', path: '/api/v2/filters/keywords/:id', scope: 'write:filters', handle: change },
];
