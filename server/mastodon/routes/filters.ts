import type { JsonObject } from '../../../policies/index.ts';
import { isParameters, listOf, switchOf, textOf, textsOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';

const contexts = ['home', 'notifications', 'public', 'thread', 'account'];
const kind = 'filter';

async function all({ account }: Call, { store }: MastodonParts): Promise<Answer> {
  return ok((await store.clientData.all(account.actorId, kind)).map(({ value }) => value));
}

async function known({ path, account }: Call, { store }: MastodonParts): Promise<JsonObject | undefined> {
  const filter = await store.clientData.get(account.actorId, kind, path['id'] ?? '');
  return typeof filter === 'object' && filter !== null && !Array.isArray(filter) ? filter : undefined;
}

async function save(id: string, before: JsonObject, call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const title = (textOf(parameters['title']) ?? String(before['title'] ?? '')).slice(0, 200);
  const asked = textsOf(parameters['context']);
  const context = asked.length > 0 ? asked.filter((one) => contexts.includes(one)) : (before['context'] ?? []);
  if (title === '' || !Array.isArray(context) || context.length === 0) {
    return refuse("Validation failed: Title and context can't be blank");
  }
  const seconds = Number(textOf(parameters['expires_in']) ?? Number.NaN);
  const expires = seconds > 0 ? new Date(parts.clock() + seconds * 1000).toISOString() : null;
  const action = textOf(parameters['filter_action']) ?? before['filter_action'] ?? 'warn';
  const value: JsonObject = {
    id,
    title,
    context,
    expires_at: 'expires_in' in parameters ? expires : (before['expires_at'] ?? null),
    filter_action: action === 'hide' || action === 'blur' ? action : 'warn',
    keywords: keywordsOf(call, parts, before),
    statuses: before['statuses'] ?? [],
  };
  await parts.store.commits.commit([{ change: 'clientData.put', owner: account.actorId, kind, key: id, value }]);
  return ok(value);
}

/** Keywords are added, changed by id, or taken away by `_destroy`, as in a form. */
function keywordsOf({ parameters }: Call, { snowflakes }: MastodonParts, before: JsonObject): JsonObject[] {
  const stored = Array.isArray(before['keywords']) ? (before['keywords'] as JsonObject[]) : [];
  const keywords = new Map(stored.map((keyword) => [String(keyword['id']), keyword]));
  for (const given of listOf(parameters['keywords_attributes']).filter(isParameters).slice(0, 100)) {
    const id = textOf(given['id']) ?? snowflakes.next();
    if (switchOf(given['_destroy']) === true) keywords.delete(id);
    else {
      const keyword = (textOf(given['keyword']) ?? String(keywords.get(id)?.['keyword'] ?? '')).slice(0, 200);
      if (keyword !== '') keywords.set(id, { id, keyword, whole_word: switchOf(given['whole_word']) ?? true });
    }
  }
  return [...keywords.values()];
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const filter = await known(call, parts);
  return filter ? ok(filter) : missing;
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const filter = await known(call, parts);
  return filter ? save(call.path['id'] ?? '', filter, call, parts) : missing;
}

async function remove(call: Call, parts: MastodonParts): Promise<Answer> {
  if (!(await known(call, parts))) return missing;
  const key = call.path['id'] ?? '';
  await parts.store.commits.commit([{ change: 'clientData.remove', owner: call.account.actorId, kind, key }]);
  return ok({});
}

export const filterRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v2/filters', scope: 'read:filters', handle: all },
  {
    method: 'post',
    path: '/api/v2/filters',
    scope: 'write:filters',
    handle: (call, parts) => save(parts.snowflakes.next(), {}, call, parts),
  },
  { method: 'get', path: '/api/v2/filters/:id', scope: 'read:filters', handle: read },
  { method: 'put', path: '/api/v2/filters/:id', scope: 'write:filters', handle: update },
  { method: 'delete', path: '/api/v2/filters/:id', scope: 'write:filters', handle: remove },
];
