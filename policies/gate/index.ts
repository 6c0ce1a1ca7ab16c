export { askingPolicies } from './confirmation.ts';
export {
  createGate,
  type DecidingSet,
  type Gate,
  type GateOutcome,
  type GateRequest,
  type Judgement,
} from './gate.ts';
export { Release } from './release.ts';
export type { SealedRelease } from './sealed-release.ts';
