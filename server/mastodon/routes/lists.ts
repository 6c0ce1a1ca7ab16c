import type { JsonObject } from '../../../policies/index.ts';
import { textOf, textsOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { paged, pageQuery } from '../paging.ts';

const policies = ['followed', 'list', 'none'];

async function all({ account }: Call, { store }: MastodonParts): Promise<Answer> {
  const lists = await store.clientData.all(account.actorId, 'list');
  return ok(lists.map(({ value }) => value));
}

async function save(id: string, before: JsonObject, call: Call, { store }: MastodonParts): Promise<Answer> {
  const title = (textOf(call.parameters['title']) ?? String(before['title'] ?? '')).trim().slice(0, 200);
  if (title === '') return refuse("Validation failed: Title can't be blank");
  const asked = textOf(call.parameters['replies_policy']) ?? before['replies_policy'] ?? 'list';
  const value = { id, title, replies_policy: policies.find((one) => one === asked) ?? 'list', exclusive: false };
  await store.commits.commit([{ change: 'clientData.put', owner: call.account.actorId, kind: 'list', key: id, value }]);
  return ok(value);
}

async function known({ path, account }: Call, { store }: MastodonParts): Promise<JsonObject | undefined> {
  const list = await store.clientData.get(account.actorId, 'list', path['id'] ?? '');
  return typeof list === 'object' && list !== null && !Array.isArray(list) ? list : undefined;
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const list = await known(call, parts);
  return list ? ok(list) : missing;
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const list = await known(call, parts);
  return list ? save(call.path['id'] ?? '', list, call, parts) : missing;
}

async function remove(call: Call, parts: MastodonParts): Promise<Answer> {
  if (!(await known(call, parts))) return missing;
  const id = call.path['id'] ?? '';
  const members = await parts.store.listings.page(`list-members:${id}`, { limit: 10_000 });
  await parts.store.commits.commit([
    { change: 'clientData.remove', owner: call.account.actorId, kind: 'list', key: id },
    ...members.map(({ item }): ServerChange => ({ change: 'listing.remove', listing: `listed:${item}`, item: id })),
    { change: 'listing.clear', listing: `list-members:${id}` },
    { change: 'listing.clear', listing: `list:${id}` },
  ]);
  return ok({});
}

async function members(call: Call, parts: MastodonParts): Promise<Answer> {
  if (!(await known(call, parts))) return missing;
  const entries = await parts.store.listings.page(`list-members:${call.path['id']}`, pageQuery(call, 40, 80));
  return paged(await parts.present.accounts(entries.map(({ item }) => item)), entries, call, parts.origin);
}

async function change(call: Call, parts: MastodonParts, adding: boolean): Promise<Answer> {
  if (!(await known(call, parts))) return missing;
  const id = call.path['id'] ?? '';
  const { actorId } = call.account;
  const asked = await Promise.all(textsOf(call.parameters['account_ids']).slice(0, 100).map(parts.ids.iriOf));
  const iris = asked.filter((iri) => iri !== undefined);
  const { listings, commits } = parts.store;
  const followed = await listings.holding(iris.map((item) => ({ listing: `following:${actorId}`, item })));
  if (adding && followed.length < iris.length) return refuse('You have to follow an account to put it on a list', 404);
  await commits.commit(
    iris.flatMap((iri): ServerChange[] => {
      if (!adding) {
        return [
          { change: 'listing.remove', listing: `list-members:${id}`, item: iri },
          { change: 'listing.remove', listing: `listed:${iri}`, item: id },
        ];
      }
      const position = parts.snowflakes.next();
      return [
        { change: 'listing.add', listing: `list-members:${id}`, item: iri, position },
        { change: 'listing.add', listing: `listed:${iri}`, item: id, position, by: actorId },
      ];
    }),
  );
  return ok({});
}

/** The caller's lists that an account is on. */
async function listsOf(call: Call, parts: MastodonParts): Promise<Answer> {
  const iri = await parts.ids.iriOf(call.path['id'] ?? '');
  const entries = await parts.store.listings.page(`listed:${iri}`, { limit: 1000 });
  const own = entries.filter(({ by }) => by === call.account.actorId).map(({ item }) => item);
  const lists = await parts.store.clientData.all(call.account.actorId, 'list');
  return ok(lists.filter(({ key }) => own.includes(key)).map(({ value }) => value));
}

export const listRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/lists', scope: 'read:lists', handle: all },
  {
    method: 'post',
    path: '/api/v1/lists',
    scope: 'write:lists',
    handle: (call, parts) => save(parts.snowflakes.next(), {}, call, parts),
  },
  { method: 'get', path: '/api/v1/lists/:id', scope: 'read:lists', handle: read },
  { method: 'put', path: '/api/v1/lists/:id', scope: 'write:lists', handle: update },
  { method: 'delete', path: '/api/v1/lists/:id', scope: 'write:lists', handle: remove },
  { method: 'get', path: '/api/v1/lists/:id/accounts', scope: 'read:lists', handle: members },
  {
    method: 'post',
    path: '/api/v1/lists/:id/accounts',
    scope: 'write:lists',
    handle: (call, parts) => change(call, parts, true),
  },
  {
    method: 'delete',
    path: '/api/v1/lists/:id/accounts',
    scope: 'write:lists',
    handle: (call, parts) => change(call, parts, false),
  },
  { method: 'get', path: '/api/v1/accounts/:id/lists', scope: 'read:lists', handle: listsOf },
];
