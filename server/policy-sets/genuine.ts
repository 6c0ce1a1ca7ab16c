import type { Activation, PolicySetRecord, PolicySets } from '../../federation/ports/index.ts';
import type { SetSigner } from './signature.ts';

/** How far to look back for an activation that stands. */
const lookBack = 50;

export interface Genuine {
  readonly activation: Activation;
  readonly record: PolicySetRecord;
}

/**
 * The last activation that this installation signed, with its set: one whose signature was stripped or does not fit is
 * passed over, as if it had never been. `last` is the number of the last one, genuine or not; 0 where there is none.
 */
export async function lastGenuine(
  policySets: PolicySets,
  signer: SetSigner,
): Promise<{ readonly found: Genuine | undefined; readonly last: number }> {
  const activations = await policySets.activations(lookBack);
  const last = activations[0]?.n ?? 0;
  for (const activation of activations.filter(signer.isActivation)) {
    const record = await policySets.byVersion(activation.version);
    if (record && signer.isSet(record)) return { found: { activation, record }, last };
  }
  return { found: undefined, last };
}
