import type { Peers } from '../../federation/peers.ts';

/** Peers of a server that speaks with everybody and knows nobody yet. */
export const everybody: Peers = {
  mode: 'open',
  allowed: () => true,
  opens: () => true,
  partnerZones: () => [],
  actor: async () => undefined,
};
