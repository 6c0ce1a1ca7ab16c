import { type Answer, type Call, type Handler, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { relationships } from '../entities/relationship.ts';
import { paged, pageQuery } from '../paging.ts';
import { post } from '../posting.ts';
import { actorAt } from './targets.ts';

/** Who asks to follow an account that decides itself (`locked`). */
async function list(call: Call, parts: MastodonParts): Promise<Answer> {
  const entries = await parts.store.listings.page(`requests:${call.account.actorId}`, pageQuery(call, 40, 80));
  const accounts = await parts.present.accounts(entries.map(({ item }) => item));
  return paged(accounts, entries, call, parts.origin);
}

function answer(type: 'Accept' | 'Reject'): Handler {
  return async (call, parts) => {
    const { account } = call;
    const asker = await actorAt(call, parts);
    const follow = asker && (await parts.store.activities.inCollectionByActor(`${account.actorId}/requests`, asker.id));
    if (!asker || !follow) return missing;
    const posted = await post(parts, account, { type, object: follow.id });
    if (posted.kind === 'held') return refuse('This waits for review');
    if (posted.kind === 'refused') return posted.answer;
    return ok((await relationships(parts, account, [asker.id]))[0]);
  };
}

export const followRequestRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/follow_requests', scope: 'read:follows', handle: list },
  { method: 'post', path: '/api/v1/follow_requests/:id/authorize', scope: 'write:follows', handle: answer('Accept') },
  { method: 'post', path: '/api/v1/follow_requests/:id/reject', scope: 'write:follows', handle: answer('Reject') },
];
