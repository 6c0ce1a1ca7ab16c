import { compilePolicySet, type PolicySet } from '../../policies/index.ts';
import { shippedPolicies } from '../config/config.ts';
import { readPolicyFolder } from '../policy-folder/load.ts';
import { describeProblem } from './problem.ts';

export type OpenedPolicies =
  | { readonly kind: 'open'; readonly set: PolicySet }
  | { readonly kind: 'failed'; readonly lines: readonly string[] };

/** The policy set of a folder; of the library that ships where none is named. */
export async function openPolicies(folder: string = shippedPolicies): Promise<OpenedPolicies> {
  const read = await readPolicyFolder(folder);
  if (read.kind === 'unreadable') return { kind: 'failed', lines: read.problems.map(describeProblem) };
  const compiled = compilePolicySet(read.files);
  if (!compiled.ok) return { kind: 'failed', lines: compiled.problems.map(describeProblem) };
  return { kind: 'open', set: compiled.set };
}
