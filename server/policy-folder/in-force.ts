import type { Commits, PolicySets } from '../../federation/ports/index.ts';
import { compilePolicySet, type PolicySet, type Problem } from '../../policies/index.ts';
import type { PolicyFolder } from './load.ts';

export type LoadOutcome =
  /** The folder's set is in force. */
  | {
      readonly kind: 'in-force';
      readonly version: string;
      readonly activated: boolean;
      readonly warnings: readonly Problem[];
    }
  /** The folder is broken: the last good set stays in force, or with none everything outbound is held. */
  | { readonly kind: 'kept' | 'none'; readonly problems: readonly Problem[] };

export interface PolicySetInForce {
  /** The set that decides; undefined holds everything outbound. */
  current(): PolicySet | undefined;
  /** Reads the folder and puts its set in force when it is whole. */
  load(): Promise<LoadOutcome>;
}

export interface PolicySetParts {
  readonly policySets: PolicySets;
  readonly commits: Commits;
  readonly readFolder: () => Promise<PolicyFolder>;
  readonly clock: () => number;
  /** Secret under which records and documents are hashed. */
  readonly hashKey: Uint8Array;
}

/** The policy set in force: the folder's when it compiles, else the last one that did. */
export function createPolicySetInForce(parts: PolicySetParts): PolicySetInForce {
  let current: PolicySet | undefined;
  return {
    current: () => current,
    async load() {
      const folder = await parts.readFolder();
      const compiled =
        folder.kind === 'read'
          ? compilePolicySet(folder.files, { hashKey: parts.hashKey })
          : { ok: false as const, problems: folder.problems };
      if (!compiled.ok) {
        current ??= await lastGood(parts);
        return { kind: current ? 'kept' : 'none', problems: compiled.problems };
      }
      const { set, warnings } = compiled;
      const activated = (await parts.policySets.active())?.version !== set.version;
      if (activated) {
        const record = { version: set.version, files: compiled.hashedFiles(), activatedAt: parts.clock() };
        await parts.commits.commit([{ change: 'policySet.activate', set: record }]);
      }
      current = set;
      return { kind: 'in-force', version: set.version, activated, warnings };
    },
  };
}

async function lastGood({ policySets, hashKey }: PolicySetParts): Promise<PolicySet | undefined> {
  const record = await policySets.active();
  const compiled = record && compilePolicySet(record.files, { hashKey });
  return compiled?.ok ? compiled.set : undefined;
}
