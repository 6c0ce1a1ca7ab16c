export type { OpenDelivery, Post, PostOutcome, SignatureScheme, SignPost } from './collaborators.ts';
export type { DeliveryEvent, OnDeliveryEvent } from './events.ts';
export {
  createDeliveryWorker,
  type DeliveryWorker,
  type DeliveryWorkerOptions,
  type DeliveryWorkerStats,
} from './worker.ts';
