export {
  createGate,
  type DecidingSet,
  type Gate,
  type GateOptions,
  type GateOutcome,
  type GateRequest,
} from './gate.ts';
export type { GateCause } from './held.ts';
export { Release } from './release.ts';
export type { SealedDelivery } from './seal.ts';
export type { SealedRelease } from './sealed-release.ts';
