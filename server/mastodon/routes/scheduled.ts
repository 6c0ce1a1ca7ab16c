import { textOf } from '../../http/parameters.ts';
import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import { allOf, oneOf, removeChanges, reschedule, scheduledEntity } from '../scheduling.ts';

async function list({ account }: Call, parts: MastodonParts): Promise<Answer> {
  const all = await allOf(parts, account.actorId);
  return ok(all.sort((a, b) => a.at - b.at).map(scheduledEntity));
}

async function read({ account, path }: Call, parts: MastodonParts): Promise<Answer> {
  const scheduled = await oneOf(parts, account.actorId, path['id'] ?? '');
  return scheduled ? ok(scheduledEntity(scheduled)) : missing;
}

async function update({ account, path, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const scheduled = await oneOf(parts, account.actorId, path['id'] ?? '');
  if (!scheduled) return missing;
  const outcome = await reschedule(parts, account, scheduled, textOf(parameters['scheduled_at']));
  return outcome.kind === 'invalid' ? refuse(outcome.reason) : ok(scheduledEntity(outcome.scheduled));
}

async function remove({ account, path }: Call, parts: MastodonParts): Promise<Answer> {
  const scheduled = await oneOf(parts, account.actorId, path['id'] ?? '');
  if (!scheduled) return missing;
  await parts.store.commits.commit(removeChanges(account.actorId, scheduled.id));
  return ok({});
}

const one = '/api/v1/scheduled_statuses/:id';

export const scheduledRoutes: readonly Route[] = [
  { method: 'get', path: '/api/v1/scheduled_statuses', scope: 'read:statuses', handle: list },
  { method: 'get', path: one, scope: 'read:statuses', handle: read },
  { method: 'put', path: one, scope: 'write:statuses', handle: update },
  { method: 'delete', path: one, scope: 'write:statuses', handle: remove },
];
