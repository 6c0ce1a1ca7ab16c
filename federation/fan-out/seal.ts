import type { Gate } from '../../policies/index.ts';
import type { DeliveryTarget, FanOut, FanOutSource, NewDelivery, SealedRelease } from '../ports/index.ts';

/** One delivery of a release, sealed by the gate. */
export function deliveryOf(
  gate: Gate,
  release: SealedRelease,
  { subject, signer }: { readonly subject: string; readonly signer: string },
  { inbox, host }: DeliveryTarget,
): NewDelivery {
  return { releaseId: release.id, subject, inbox, host, signer, seal: gate.sealDelivery(release, inbox, signer) };
}

/** A fan-out that nobody but the gate's owner can write: a row by another hand is never carried out. */
export function sealFanOut(gate: Gate, release: SealedRelease, fanOut: Omit<FanOut, 'seal'>): FanOut {
  return { ...fanOut, seal: gate.sealDelivery(release, addressOf(fanOut), fanOut.signer) };
}

/** Is the fan-out, as it came from the store, one that was sealed for this release? */
export function isSealed(gate: Gate, release: SealedRelease, fanOut: FanOut): boolean {
  const { signer, seal } = fanOut;
  return gate.openDelivery(release, { inbox: addressOf(fanOut), signer, seal }) !== undefined;
}

/** Stands where a delivery has its inbox; never an address that the wire would send to. */
function addressOf({ source, subject }: { readonly source: FanOutSource; readonly subject: string }): string {
  return source.kind === 'followers' ? `fan-out followers ${source.collection}` : `fan-out recipients ${subject}`;
}
