import type { Node } from '../../../federation/ports/index.ts';
import { textOf } from '../../http/parameters.ts';
import type { ServerChange } from '../../ports/index.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { authorOf, firstIri } from '../nodes.ts';
import { pageQuery } from '../paging.ts';
import { post } from '../posting.ts';
import { interactionPolicyOf, quotedBy } from '../quotes/approval.ts';
import { quotePolicyIn } from '../quotes/draft.ts';
import { quotesOf, revokedQuotesOf } from '../quotes/states.ts';
import { isShadow } from '../shadows.ts';
import { statusAt } from './targets.ts';
import { shownTimeline } from './timelines.ts';

/** Posts that quote one, as far as the caller may see them. */
async function quotes(call: Call, parts: MastodonParts): Promise<Answer> {
  const found = await statusAt(call, parts);
  if (!found) return missing;
  return shownTimeline(await parts.store.listings.page(quotesOf(found.node.id), pageQuery(call)), call, parts);
}

/** Takes back a quote of one's own post: here at once, elsewhere by the end of the stamp that stands for it (FEP-044f). */
async function revoke(call: Call, parts: MastodonParts): Promise<Answer> {
  const [quoted, quoting] = await Promise.all([ownPost(call, parts), quotingPost(call, parts)]);
  if (!quoted || !quoting || quotedBy(quoting) !== quoted.id) return missing;
  const stamp = firstIri(quoting['quoteAuthorization']);
  if (stamp?.startsWith(`${parts.origin}/`) && (await parts.store.objects.get(stamp))?.type === 'QuoteAuthorization') {
    const posted = await post(parts, call.account, { type: 'Delete', object: stamp });
    if (posted.kind === 'refused') return posted.answer;
  }
  const item = quoting.id;
  const changes: ServerChange[] = [
    { change: 'listing.remove', listing: quotesOf(quoted.id), item },
    { change: 'listing.add', listing: revokedQuotesOf(quoted.id), item, position: parts.snowflakes.next() },
  ];
  await parts.store.commits.commit(changes);
  const status = await parts.present.status(item, call.account);
  return status ? ok(status) : missing;
}

/** Changes who may quote a post of one's own from here on. */
async function interactionPolicy(call: Call, parts: MastodonParts): Promise<Answer> {
  const node = await ownPost(call, parts);
  if (!node) return missing;
  if (isShadow(node)) return refuse('This post waits for review');
  const policy = quotePolicyIn(textOf(call.parameters['quote_approval_policy']), undefined);
  if (policy === undefined || policy === 'unknown') {
    return refuse('Validation failed: Quote approval policy is not included in the list');
  }
  const object = { id: node.id, type: node.type, interactionPolicy: interactionPolicyOf(policy, call.account.actorId) };
  const posted = await post(parts, call.account, { type: 'Update', object });
  if (posted.kind === 'refused') return posted.answer;
  if (posted.kind === 'held') return refuse('This waits for review; the post stays as it is');
  const status = await parts.present.status(node.id, call.account);
  return status ? ok(status) : missing;
}

async function ownPost(call: Call, parts: MastodonParts): Promise<Node | undefined> {
  const found = await statusAt(call, parts);
  return found && authorOf(found.node) === call.account.actorId ? found.node : undefined;
}

async function quotingPost({ path, account }: Call, { ids, present }: MastodonParts): Promise<Node | undefined> {
  const iri = await ids.iriOf(path['quoting'] ?? '');
  return iri === undefined ? undefined : present.node(iri, account);
}

export const quoteRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/statuses/:id/quotes', scope: 'read:statuses', handle: quotes },
  { method: 'post', path: '/api/v1/statuses/:id/quotes/:quoting/revoke', scope: 'write:statuses', handle: revoke },
  {
    method: 'put',
    path: '/api/v1/statuses/:id/interaction_policy',
    scope: 'write:statuses',
    handle: interactionPolicy,
  },
];
