import type { Outcome } from '../../../../policies/index.ts';
import { outcomeTones, outcomeWords } from './words.ts';

export function OutcomeBadge({ outcome }: { readonly outcome: Outcome }) {
  return <span class={`badge badge-${outcomeTones[outcome]}`}>{outcomeWords[outcome]}</span>;
}
