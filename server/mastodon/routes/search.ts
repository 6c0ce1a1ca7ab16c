import { textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route } from '../door.ts';
import { findAccounts } from './find-accounts.ts';

/** Accounts by name, a status by its address, hashtags by name. */
async function search({ parameters, account }: Call, parts: MastodonParts): Promise<Answer> {
  const query = (textOf(parameters['q']) ?? '').trim();
  const type = textOf(parameters['type']);
  const limit = Math.min(Number(textOf(parameters['limit']) ?? 20) || 20, 40);
  const wants = (kind: string): boolean => type === undefined || type === '' || type === kind;
  const isAddress = /^https?:\/\//.test(query);
  const actor = isAddress && wants('accounts') ? await parts.present.account(query) : undefined;
  const status = isAddress && wants('statuses') ? await parts.present.status(query, account) : undefined;
  const byName = !isAddress && wants('accounts') ? await findAccounts(query, limit, parts) : [];
  return ok({
    accounts: actor ? [actor] : byName,
    statuses: status ? [status] : [],
    hashtags: !isAddress && wants('hashtags') ? await hashtag(query, parts) : [],
  });
}

async function hashtag(query: string, { store, origin }: MastodonParts): Promise<object[]> {
  const name = query.replace(/^#/, '').normalize('NFKC').toLowerCase();
  const used = (await store.listings.counts([`tag:${name}`])).get(`tag:${name}`) ?? 0;
  return used === 0 ? [] : [tagEntity(name, origin)];
}

function tagEntity(name: string, origin: string): object {
  return { id: name, name, url: `${origin}/tags/${encodeURIComponent(name)}`, history: [], following: false };
}

async function tag({ path }: Call, { origin }: MastodonParts): Promise<Answer> {
  return ok(tagEntity((path['tag'] ?? '').normalize('NFKC').toLowerCase(), origin));
}

export const searchRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v2/search', scope: 'read:search', handle: search },
  { method: 'get', path: '/api/v1/tags/:tag', scope: 'read', handle: tag },
];
