/** The public surface of federation: what the server may import beside the ports. */
export type { AccountRequest, AddOutcome } from './actors/accounts.ts';
export { createFederation } from './compose.ts';
export { type DeliveryEvent, nextProbe } from './delivery/index.ts';
export type { FanOutSizes } from './fan-out/sizes.ts';
export type { FanOutEvent } from './fan-out/worker.ts';
export type { Federation, FederationEvents, FederationOptions } from './federation.ts';
export { usualInboundPolicy } from './inbox/judging/spam-score.ts';
export type { Delivery, ReceiveOutcome } from './inbox/receive.ts';
export { safeHtml } from './inbox/sanitise.ts';
export type { InboxEvent } from './inbox/worker.ts';
export type { HeldSubmission, HeldSubmissions } from './outbox/held.ts';
export type { History } from './outbox/history.ts';
export type { LateStop } from './outbox/late-stops.ts';
export type { Preview, Redacted } from './outbox/preview.ts';
export type { Notes, Submission, SubmitOutcome } from './outbox/submit.ts';
export type { FederationMode, Standing } from './peers.ts';
export { type Held, type LeaseParts, withLease } from './processes/with-lease.ts';
export type {
  CollectionName,
  Intent,
  MediaOutcome,
  Published,
  PublishedPage,
  ReadExplanation,
  Reader,
  Reading,
  ReadOutcome,
  TextAnswer,
} from './read/index.ts';
export type { Reached, Recalling, RecallRequest, RecallStart } from './recall/index.ts';
export { type Courier, createCourier, type MailRelay } from './wire/courier.ts';
export { type Probed, probe } from './wire/probe.ts';
export { createPusher, type Pusher, type PushNotice, type PushTarget } from './wire/push.ts';
export { type PushKind, pushKinds } from './wire/push-words.ts';
export { createService, type Service, type ServiceAnswer, type ServiceRequest } from './wire/service.ts';
