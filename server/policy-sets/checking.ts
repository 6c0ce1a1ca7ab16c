import { setImmediate as turn } from 'node:timers/promises';
import {
  compilePolicySet,
  compilePolicySetInSteps,
  type PolicyFiles,
  type PolicySet,
  type PolicySummary,
  type Problem,
} from '../../policies/index.ts';

/** What checking a set comes to: everything that may be kept of it, or everything that is wrong with it. */
export type CheckedSet =
  | {
      readonly ok: true;
      readonly version: string;
      /** Policies and dictionaries as text, records and documents as hashes. */
      readonly files: Readonly<Record<string, string>>;
      readonly policies: readonly PolicySummary[];
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a set as activation does, every example of every policy included. */
export type CheckSet = (files: PolicyFiles) => Promise<CheckedSet>;

export function checkSet(files: PolicyFiles, hashKey: Uint8Array): CheckedSet {
  const compiled = compilePolicySet(files, { hashKey });
  if (!compiled.ok) return compiled;
  const { set, warnings } = compiled;
  return { ok: true, version: set.version, files: compiled.hashedFiles(), policies: set.policies, warnings };
}

/** For how long a set is built before others get their turn. */
const sliceMs = 5;

/** The set that decides; a detector that runs out of time holds what it looks at. */
export async function buildSet(files: PolicyFiles, hashKey: Uint8Array): Promise<PolicySet | undefined> {
  const steps = compilePolicySetInSteps(files, { hashKey, stopwatch: () => performance.now() });
  let until = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value.ok ? step.value.set : undefined;
    if (performance.now() < until) continue;
    await turn();
    until = performance.now() + sliceMs;
  }
}
