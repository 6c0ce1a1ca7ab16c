import type { Detector } from '../../../../policies/detectors/index.ts';
import { type Crossing, compilePolicySet, type PolicySet } from '../../../../policies/index.ts';

/** A post of an employee to everyone. */
export const toPublic: Crossing = {
  zone: 'public',
  actor: 'https://acme.example/users/anna',
  roles: ['employee'],
  activity: 'Create',
  domains: [],
  at: Date.UTC(2026, 10, 23),
};

/** The set of these files, which must compile. */
export function compiled(files: Readonly<Record<string, string>>, detectors?: readonly Detector[]): PolicySet {
  const result = compilePolicySet(files, detectors === undefined ? {} : { detectors });
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.set;
}

/** One policy file from its `match` alone; `rest` are further lines at its top level. */
export function policy(id: string, match: string, action = 'block', rest = ''): string {
  return `policy: ${id}\nmatch: ${match}\naction: ${action}\n${rest}`;
}
