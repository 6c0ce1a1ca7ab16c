import type { Peers } from '../../federation/peers.ts';

/** Peers of a server that speaks with everybody and knows nobody yet. */
export const everybody: Peers = {
  mode: 'open',
  allowed: () => true,
  opens: () => true,
  opensFor: () => true,
  standing: () => 'ordinary',
  refuses: () => false,
  partnerZones: () => [],
  actor: async () => undefined,
};
