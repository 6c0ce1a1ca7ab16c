import { type Answer, type Call, type MastodonParts, missing, ok, type Route, refuse } from '../door.ts';
import {
  putSubscription,
  removeSubscription,
  type Subscription,
  subscriptionEntity,
  subscriptionOf,
  targetIn,
  wishesIn,
} from '../push/subscriptions.ts';

/** Web Push (RFC 8030) for the app whose token it is: one subscription for each. */
async function subscribe({ account, parameters }: Call, parts: MastodonParts): Promise<Answer> {
  const { pusher, snowflakes } = parts;
  if (!pusher) return refuse('Push notifications are switched off on this server', 403);
  const target = targetIn(parameters);
  if (!target?.endpoint.startsWith('http') || !pusher.accepts(target)) {
    return refuse('Validation failed: Endpoint or keys are not valid');
  }
  return save({ ...target, ...wishesIn(parameters), id: snowflakes.next() }, account, parts);
}

async function change(call: Call, parts: MastodonParts): Promise<Answer> {
  const known = await own(call, parts);
  return known ? save({ ...known, ...wishesIn(call.parameters) }, call.account, parts) : missing;
}

async function read(call: Call, parts: MastodonParts): Promise<Answer> {
  const known = await own(call, parts);
  return known && parts.pusher ? ok(subscriptionEntity(known, parts.pusher.publicKey)) : missing;
}

async function unsubscribe({ account }: Call, { store }: MastodonParts): Promise<Answer> {
  await store.commits.commit(removeSubscription(account.actorId, account.jti));
  return ok({});
}

function own({ account }: Call, { store }: MastodonParts): Promise<Subscription | undefined> {
  return subscriptionOf(store.clientData, account.actorId, account.jti);
}

async function save(
  subscription: Subscription,
  { actorId, jti }: Call['account'],
  { store, pusher }: MastodonParts,
): Promise<Answer> {
  await store.commits.commit(putSubscription(actorId, jti, subscription));
  return ok(subscriptionEntity(subscription, pusher?.publicKey ?? ''));
}

const path = '/api/v1/push/subscription';

export const pushRoutes: readonly Route[] = [
  { method: 'post', path, scope: 'push', handle: subscribe },
  { method: 'get', path, scope: 'push', handle: read },
  { method: 'put', path, scope: 'push', handle: change },
  { method: 'delete', path, scope: 'push', handle: unsubscribe },
];
