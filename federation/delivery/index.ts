export { nextProbe } from './dead-host.ts';
export type { DeliveryEvent } from './events.ts';
export { createDeliveryWorker, type DeliveryWorker, type DeliveryWorkerOptions } from './worker.ts';
