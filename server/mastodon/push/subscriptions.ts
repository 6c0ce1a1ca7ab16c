import { type PushKind, type PushTarget, pushKinds } from '../../../federation/index.ts';
import type { Json, JsonObject } from '../../../policies/index.ts';
import { isParameters, type Parameters, switchOf, textOf } from '../../http/parameters.ts';
import type { ClientData, ServerChange } from '../../ports/index.ts';

/** Whose notifications an app is told of. */
export type PushPolicy = 'all' | 'followed' | 'follower' | 'none';
const policies: readonly PushPolicy[] = ['all', 'followed', 'follower', 'none'];

/** Where an app of somebody's listens, for one token of theirs. */
export interface Subscription extends PushTarget {
  readonly id: string;
  readonly alerts: Readonly<Partial<Record<PushKind, boolean>>>;
  readonly policy: PushPolicy;
}

/** Kind under which subscriptions are kept, by the id of their token, with the person as owner. */
const kind = 'push';
/** Everybody who has a subscription. */
export const subscribers = 'push-subscribers';

export async function subscriptionOf(
  clientData: ClientData,
  owner: string,
  jti: string,
): Promise<Subscription | undefined> {
  const value = await clientData.get(owner, kind, jti);
  return value === undefined ? undefined : toSubscription(value);
}

/** Ids of the tokens by which somebody's apps have subscribed. */
export async function subscribedTokens(clientData: ClientData, owner: string): Promise<string[]> {
  return (await clientData.all(owner, kind)).map(({ key }) => key);
}

export function putSubscription(owner: string, jti: string, subscription: Subscription): ServerChange[] {
  const value: JsonObject = { ...subscription, alerts: { ...subscription.alerts } };
  return [
    { change: 'clientData.put', owner, kind, key: jti, value },
    { change: 'listing.add', listing: subscribers, item: owner, position: subscription.id },
  ];
}

/** Whoever had no other is looked up in vain once more, when the next of their notifications comes. */
export function removeSubscription(owner: string, jti: string): ServerChange[] {
  return [{ change: 'clientData.remove', owner, kind, key: jti }];
}

export function noSubscriber(owner: string): ServerChange[] {
  return [{ change: 'listing.remove', listing: subscribers, item: owner }];
}

/** What a form says of alerts and policy; what it leaves out is off, as in Mastodon. */
export function wishesIn(parameters: Parameters): Pick<Subscription, 'alerts' | 'policy'> {
  const { data } = parameters;
  const given = isParameters(data) ? data : {};
  const { alerts } = given;
  const asked = isParameters(alerts) ? alerts : {};
  return {
    alerts: Object.fromEntries(pushKinds.map((name) => [name, switchOf(asked[name]) ?? false])),
    policy: policies.find((policy) => policy === textOf(given['policy'])) ?? 'all',
  };
}

/** The target that a form describes; undefined where it names none. */
export function targetIn({ subscription }: Parameters): PushTarget | undefined {
  if (!isParameters(subscription) || !isParameters(subscription['keys'])) return undefined;
  const { keys } = subscription;
  const [endpoint, p256dh, auth] = [textOf(subscription['endpoint']), textOf(keys['p256dh']), textOf(keys['auth'])];
  if (endpoint === undefined || p256dh === undefined || auth === undefined) return undefined;
  return {
    endpoint,
    p256dh: p256dh.replace(/=+$/, ''),
    auth: auth.replace(/=+$/, ''),
    standard: switchOf(subscription['standard']) === true,
  };
}

/** The `WebPushSubscription` entity. */
export function subscriptionEntity(
  { id, endpoint, standard, alerts, policy }: Subscription,
  serverKey: string,
): object {
  return { id, endpoint, standard, alerts, policy, server_key: serverKey };
}

function toSubscription(value: Json): Subscription {
  return value as unknown as Subscription;
}
