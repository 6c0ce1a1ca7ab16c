import { switchOf, textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route } from '../door.ts';
import { findAccounts } from './find-accounts.ts';
import { nameOfTag, tagEntities } from './tags.ts';

/** Accounts by name or address, posts by their words or address, hashtags by name. */
async function search(call: Call, parts: MastodonParts): Promise<Answer> {
  const { parameters, account } = call;
  const query = (textOf(parameters['q']) ?? '').trim();
  const type = textOf(parameters['type']);
  const limit = Math.min(Number(textOf(parameters['limit']) ?? 20) || 20, 40);
  const wants = (kind: string): boolean => type === undefined || type === '' || type === kind;
  const isAddress = /^https?:\/\//.test(query);
  const actor = isAddress && wants('accounts') ? await parts.present.account(query) : undefined;
  const status = isAddress && wants('statuses') ? await parts.present.status(query, account) : undefined;
  const byName = !isAddress && wants('accounts') ? await findAccounts(query, limit, parts) : [];
  const known = actor ? [actor] : byName;
  const found = known.length === 0 && wants('accounts') ? await resolved(query, call, parts) : undefined;
  return ok({
    accounts: found ? [found] : known,
    statuses: status
      ? [status]
      : !isAddress && wants('statuses')
        ? await byText(query, limit, { parameters, account }, parts)
        : [],
    hashtags: !isAddress && wants('hashtags') ? await hashtag(query, account.actorId, parts) : [],
  });
}

/** Things of which the words are found that are looked at on one page at most: most of them may be others' alone. */
const mostSifted = 400;

/** Posts by their words, of those that the caller may see, newest first. */
async function byText(
  query: string,
  limit: number,
  { parameters, account }: Pick<Call, 'parameters' | 'account'>,
  { store, present, ids }: MastodonParts,
): Promise<object[]> {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const offset = Math.max(0, Number(textOf(parameters['offset']) ?? 0) || 0);
  const author = await ids.iriOf(textOf(parameters['account_id']) ?? '');
  const shown: object[] = [];
  for (let skip = 0; skip < mostSifted && shown.length < offset + limit; skip += 100) {
    const found = await store.search.find({ words, limit: 100, skip });
    const statuses = await present.statuses(found, account);
    shown.push(...statuses.filter((status) => author === undefined || uriIn(status['account']) === author));
    if (found.length < 100) break;
  }
  return shown.slice(offset, offset + limit);
}

function uriIn(entity: unknown): string {
  return typeof entity === 'object' && entity !== null && 'uri' in entity ? String(entity.uri) : '';
}

/** Somebody outside who was not known here, asked for by address or handle. */
async function resolved(query: string, { parameters, account }: Call, { federation, present }: MastodonParts) {
  if (switchOf(parameters['resolve']) !== true) return undefined;
  const iri = await federation.read.findActor(account, query);
  return iri === undefined ? undefined : present.account(iri);
}

async function hashtag(query: string, actorId: string, parts: MastodonParts): Promise<object[]> {
  const name = nameOfTag(query);
  const used = (await parts.store.listings.counts([`tag:${name}`])).get(`tag:${name}`) ?? 0;
  return used === 0 ? [] : tagEntities([name], actorId, parts);
}

export const searchRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v2/search', scope: 'read:search', handle: search },
];
