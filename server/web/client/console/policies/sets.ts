import type { Activation, ActivationRequest, PolicySetSummary } from '../../../../../federation/ports/index.ts';
import { type Load, useLoad } from '../../api/use-load.ts';

export interface PolicySetsShown {
  readonly versions: readonly PolicySetSummary[];
  /** Newest first: the first of them is in force. */
  readonly activations: readonly Activation[];
  readonly requests: readonly ActivationRequest[];
}

/** Versions, which of them is in force, and what was asked for. */
export function usePolicySets(): Load<PolicySetsShown> & { readonly reload: () => void } {
  const versions = useLoad<Pick<PolicySetsShown, 'versions'>>('/policy-sets');
  const activations = useLoad<Pick<PolicySetsShown, 'activations'>>('/policy-activations');
  const requests = useLoad<Pick<PolicySetsShown, 'requests'>>('/policy-requests');
  const reload = (): void => {
    for (const load of [versions, activations, requests]) load.reload();
  };
  for (const load of [versions, activations, requests]) if (load.state === 'failed') return { ...load, reload };
  if (versions.state !== 'loaded' || activations.state !== 'loaded' || requests.state !== 'loaded') {
    return { state: 'loading', reload };
  }
  return { state: 'loaded', value: { ...versions.value, ...activations.value, ...requests.value }, reload };
}
