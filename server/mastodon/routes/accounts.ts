import type { Account, Node } from '../../../federation/ports/index.ts';
import type { JsonObject } from '../../../policies/index.ts';
import { isParameters, listOf, switchOf, textOf, textsOf } from '../../http/parameters.ts';
import type { ListingEntry } from '../../ports/index.ts';
import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { findActor } from '../draft.ts';
import { fieldsOf } from '../entities/account.ts';
import { relationships } from '../entities/relationship.ts';
import { firstText } from '../nodes.ts';
import { paged, pageQuery } from '../paging.ts';
import { post } from '../posting.ts';
import { preferencesOf, savePreferences } from '../preferences.ts';
import { quotePolicyIn } from '../quotes/draft.ts';
import { compose } from '../text/compose.ts';
import { findAccounts } from './find-accounts.ts';
import { actorAt } from './targets.ts';
import { shownTimeline } from './timelines.ts';

/** `CredentialAccount`: one's own account with what only its owner sees. */
async function credentials(account: Account, parts: MastodonParts): Promise<Answer> {
  const entity = await parts.present.account(account.actorId);
  const node = await parts.store.objects.get(account.actorId);
  if (!entity || !node) return missing;
  const { privacy, sensitive, language, quotes = 'nobody' } = await preferencesOf(parts.store.clientData, account);
  const note = await parts.store.clientData.get(account.actorId, 'preferences', 'note');
  const requests = `requests:${account.actorId}`;
  const source = {
    privacy,
    sensitive,
    language: language === '' ? null : language,
    note: typeof note === 'string' ? note : (firstText(node['summary']) ?? '').replace(/<[^>]*>/g, ''),
    fields: fieldsOf(node),
    follow_requests_count: (await parts.store.listings.counts([requests])).get(requests) ?? 0,
    quote_policy: quotes,
  };
  const role = { id: '0', name: '', color: '', permissions: '0', highlighted: false };
  return ok({ ...entity, source, role });
}

async function update(call: Call, parts: MastodonParts): Promise<Answer> {
  const { account, parameters } = call;
  const saved = await savePosting(call, parts);
  if (saved) return saved;
  const patch: JsonObject = {};
  const [display, note] = [textOf(parameters['display_name']), textOf(parameters['note'])];
  if (display !== undefined) patch['name'] = display.slice(0, 100);
  if (note !== undefined) {
    const { html } = await compose(note.slice(0, 2000), parts.origin, findActor(parts));
    patch['summary'] = note === '' ? '' : html;
  }
  const fields = listOf(parameters['fields_attributes']).filter(isParameters);
  if (fields.length > 0) {
    patch['attachment'] = fields.slice(0, 8).flatMap((field) => {
      const [name, value] = [textOf(field['name']) ?? '', textOf(field['value']) ?? ''];
      return name === '' ? [] : [{ type: 'PropertyValue', name, value }];
    });
  }
  const discoverable = switchOf(parameters['discoverable']);
  if (discoverable !== undefined) patch['discoverable'] = discoverable;
  const locked = switchOf(parameters['locked']);
  if (locked !== undefined) patch['manuallyApprovesFollowers'] = locked;
  if (Object.keys(patch).length > 0) {
    const node = await parts.store.objects.get(account.actorId);
    const object = { id: account.actorId, type: node?.type ?? 'Person', ...patch };
    const posted = await post(parts, account, { type: 'Update', object });
    if (posted.kind === 'refused') return posted.answer;
    if (posted.kind === 'held') return refuse('The change of your profile waits for review');
    if (note !== undefined) await keepNote(account, parts, note);
  }
  return credentials(account, parts);
}

/** What was typed, which is edited next time instead of its HTML. */
function keepNote({ actorId }: Account, { store }: MastodonParts, value: string): Promise<void> {
  return store.commits.commit([{ change: 'clientData.put', owner: actorId, kind: 'preferences', key: 'note', value }]);
}

async function savePosting({ account, parameters }: Call, { store }: MastodonParts): Promise<Answer | undefined> {
  const { source } = parameters;
  if (!isParameters(source)) return undefined;
  const before = await preferencesOf(store.clientData, account);
  const asked = textOf(source['privacy']) ?? before.privacy;
  const privacy = (['public', 'unlisted', 'private'] as const).find((one) => one === asked);
  if (!privacy) return refuse('Validation failed: Privacy is not included in the list');
  const sensitive = switchOf(source['sensitive']) ?? before.sensitive;
  const quotes = quotePolicyIn(textOf(source['quote_policy']), before.quotes);
  if (quotes === 'unknown') return refuse('Validation failed: Quote policy is not included in the list');
  await savePreferences(store.commits, account, {
    privacy,
    sensitive,
    language: (textOf(source['language']) ?? before.language).slice(0, 35),
    quotes,
  });
  return undefined;
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  const entity = node && (await parts.present.account(node.id));
  return entity ? ok(entity) : missing;
}

async function readMany({ parameters }: Call, { ids, present }: MastodonParts): Promise<Answer> {
  const iris = await Promise.all(textsOf(parameters['id']).slice(0, 40).map(ids.iriOf));
  return ok(await present.accounts(iris.filter((iri) => iri !== undefined)));
}

async function lookup({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const found = await findActor(parts)((textOf(parameters['acct']) ?? '').replace(/^@/, ''));
  const entity = found && (await parts.present.account(found.href));
  return entity ? ok(entity) : missing;
}

async function search({ parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const limit = Math.min(Number(textOf(parameters['limit']) ?? 40) || 40, 80);
  return ok(await findAccounts(textOf(parameters['q']) ?? '', limit, parts));
}

async function statuses(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await actorAt(call, parts);
  if (!node) return missing;
  const { parameters } = call;
  if (switchOf(parameters['pinned']) === true) return pinned(node, call, parts);
  const wanted = {
    replies: switchOf(parameters['exclude_replies']) !== true,
    boosts: switchOf(parameters['exclude_reblogs']) !== true,
    mediaOnly: switchOf(parameters['only_media']) === true,
    tag: textOf(parameters['tagged'])?.toLowerCase(),
  };
  const query = pageQuery(call);
  const entries = await parts.store.listings.page(`account:${node.id}`, query);
  const kept: ListingEntry[] = [];
  for (const entry of entries) {
    const status = (await parts.present.status(entry.item, call.account)) as StatusFields | undefined;
    if (!status || (!wanted.boosts && status.reblog) || (!wanted.replies && status.in_reply_to_id)) continue;
    if (wanted.mediaOnly && status.media_attachments.length === 0) continue;
    if (wanted.tag !== undefined && !status.tags.some(({ name }) => name === wanted.tag)) continue;
    kept.push(entry);
  }
  const shown = await parts.present.statuses(
    kept.map(({ item }) => item),
    call.account,
  );
  // The link goes on from what was looked at, so that a page of which nothing was wanted is not the last.
  return paged(shown, entries, call, parts.origin);
}

interface StatusFields {
  readonly reblog: object | null;
  readonly in_reply_to_id: string | null;
  readonly media_attachments: readonly object[];
  readonly tags: readonly { readonly name: string }[];
}

async function pinned(node: Node, call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(`pinned:${node.id}`, pageQuery(call));
  return shownTimeline(entries, call, parts);
}

function connections(listing: string): Handler {
  return async (call, parts) => {
    const node = await actorAt(call, parts);
    if (!node) return missing;
    const entries = await parts.store.listings.page(`${listing}:${node.id}`, pageQuery(call, 40, 80));
    return paged(await parts.present.accounts(entries.map(({ item }) => item)), entries, call, parts.origin);
  };
}

async function related({ account, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const iris = await Promise.all(textsOf(parameters['id']).slice(0, 100).map(parts.ids.iriOf));
  return ok(
    await relationships(
      parts,
      account,
      iris.filter((iri) => iri !== undefined),
    ),
  );
}

export const accountRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/v1/accounts/verify_credentials',
    scope: 'read:accounts',
    handle: ({ account }, parts) => credentials(account, parts),
  },
  { method: 'patch', path: '/api/v1/accounts/update_credentials', scope: 'write:accounts', handle: update },
  { method: 'get', path: '/api/v1/accounts/relationships', scope: 'read:follows', handle: related },
  { method: 'get', path: '/api/v1/accounts/lookup', scope: 'read:accounts', handle: lookup },
  { method: 'get', path: '/api/v1/accounts/search', scope: 'read:accounts', handle: search },
  { method: 'get', path: '/api/v1/accounts', scope: 'read:accounts', handle: readMany },
  { method: 'get', path: '/api/v1/accounts/:id', scope: 'read:accounts', handle: read },
  { method: 'get', path: '/api/v1/accounts/:id/statuses', scope: 'read:statuses', handle: statuses },
  { method: 'get', path: '/api/v1/accounts/:id/followers', scope: 'read:accounts', handle: connections('followers') },
  { method: 'get', path: '/api/v1/accounts/:id/following', scope: 'read:accounts', handle: connections('following') },
];
