import { type Pusher, type PushKind, pushKinds } from '../../../federation/index.ts';
import type { ServerChange, ServerCommits } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';
import { type NotificationEntity, notificationOf } from '../notices.ts';
import type { SignedIn } from '../signed-in.ts';
import { again, done, duePushes, type Push } from './queue.ts';
import { removeSubscription, type Subscription, subscriptionOf } from './subscriptions.ts';

const atOnce = 8;
const mostOfOneRun = 200;
/** Waits after the first failure, the second and so on; after the last the message is dropped. */
const waitsMs = [30_000, 120_000, 600_000, 3_600_000, 14_400_000];

export interface Sending {
  readonly parts: MastodonParts;
  readonly pusher: Pusher;
  readonly commits: ServerCommits;
  readonly signal: AbortSignal;
}

/** Sends the messages that are due. One that is sent while the process ends is sent once more: its id is the same. */
export async function sendPushes(sending: Sending): Promise<void> {
  const { parts, signal } = sending;
  const due = await duePushes(parts.store.listings, parts.clock(), mostOfOneRun);
  for (let at = 0; at < due.length && !signal.aborted; at += atOnce) {
    const changes = await Promise.all(due.slice(at, at + atOnce).map((push) => sendOne(sending, push)));
    await sending.commits.commit(changes.flat());
  }
}

/** What the store has to keep of the outcome. */
async function sendOne({ parts, pusher, signal }: Sending, push: Push): Promise<ServerChange[]> {
  const { store, tokens, clock, languageOf } = parts;
  const { owner, jti } = push;
  const [account, subscription, works] = await Promise.all([
    store.accounts.byActor(owner),
    subscriptionOf(store.clientData, owner, jti),
    tokens.works(jti),
  ]);
  if (!account || !works) return [done(push), ...removeSubscription(owner, jti)];
  const reader = { ...account, jti };
  const notification = subscription && (await notificationOf(parts, reader, push.activity));
  const kind = pushKinds.find((name) => name === notification?.['type']);
  if (!subscription || !notification || !kind || !(await wanted(parts, subscription, reader, kind, notification))) {
    return [done(push)];
  }
  const notice = { kind, id: notification.id, language: await languageOf(account) };
  const posted = await pusher.send(subscription, notice, signal);
  if (posted.kind === 'failed' && (posted.reason === 'url-not-allowed' || posted.reason === 'address-not-allowed')) {
    return [done(push), ...removeSubscription(owner, jti)];
  }
  const status = posted.kind === 'answered' ? posted.status : 503;
  // The app has gone, or was given another address.
  if (status === 404 || status === 410) return [done(push), ...removeSubscription(owner, jti)];
  const wait = waitsMs[push.failures];
  if ((status !== 429 && status < 500) || wait === undefined) return [done(push)];
  const asked = posted.kind === 'answered' ? (posted.retryAfterMs ?? 0) : 0;
  return again(push, clock() + Math.max(wait, Math.min(asked, 14_400_000)));
}

/** Whether the app asked for this kind, from this person. */
async function wanted(
  { store }: MastodonParts,
  { alerts, policy }: Subscription,
  { actorId }: SignedIn,
  kind: PushKind,
  notification: NotificationEntity,
): Promise<boolean> {
  if (alerts[kind] !== true || policy === 'none') return false;
  if (policy === 'all') return true;
  const item = String((notification['account'] as { uri?: string }).uri);
  const listing = `${policy === 'followed' ? 'following' : 'followers'}:${actorId}`;
  return (await store.listings.holding([{ listing, item }])).length > 0;
}
