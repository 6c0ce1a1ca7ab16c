import { textOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, ok, type Route, refuse } from '../door.ts';
import { domainBlocks } from '../hiding.ts';
import { paged, pageQuery } from '../paging.ts';

async function list(call: Call, { store, origin }: MastodonParts): Promise<Answer> {
  const entries = await store.listings.page(domainBlocks(call.account.actorId), pageQuery(call, 100, 200));
  return paged(
    entries.map(({ item }) => item),
    entries,
    call,
    origin,
  );
}

async function change(call: Call, parts: MastodonParts, adding: boolean): Promise<Answer> {
  const host = URL.parse(`https://${(textOf(call.parameters['domain']) ?? '').trim()}`)?.host ?? '';
  if (host === '' || host === new URL(parts.origin).host)
    return refuse('Validation failed: Domain is not a valid domain name');
  const place = { listing: domainBlocks(call.account.actorId), item: host };
  const kept: ServerChange = adding
    ? { change: 'listing.add', ...place, position: parts.snowflakes.next() }
    : { change: 'listing.remove', ...place };
  await parts.store.commits.commit([kept]);
  return ok({});
}

const path = '/api/v1/domain_blocks';

export const domainBlockRoutes: readonly Route[] = [
  { method: 'get', path, scope: 'read:blocks', handle: list },
  { method: 'post', path, scope: 'write:blocks', handle: (call, parts) => change(call, parts, true) },
  { method: 'delete', path, scope: 'write:blocks', handle: (call, parts) => change(call, parts, false) },
];
