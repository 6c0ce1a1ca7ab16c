import { structuredPatch } from 'diff';
import type { PolicySetRecord, PolicySetSummary, PolicySets } from '../../federation/ports/index.ts';
import type { PolicyFiles, PolicySummary, Problem } from '../../policies/index.ts';
import type { ServerCommits } from '../ports/index.ts';
import type { CheckSet } from './checking.ts';
import type { SetSigner } from './signature.ts';

export type PushOutcome =
  | {
      readonly kind: 'pushed';
      readonly version: string;
      /** False where somebody handed in the same files before. */
      readonly added: boolean;
      readonly policies: readonly PolicySummary[];
      readonly warnings: readonly Problem[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** What differs of one file between two versions. */
export interface FileDifference {
  readonly file: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Hunks of a unified diff without its head; of records and documents, which rest as hashes, there is none. */
  readonly lines: readonly string[];
}

/** Versions of the policy set: handed in as drafts, listed, compared and given back. */
export interface PolicyVersions {
  /** Checks the files as activation does and keeps them as a version. Who pushed a version first is its author. */
  push(request: {
    readonly files: PolicyFiles;
    readonly author: string;
    readonly message: string;
  }): Promise<PushOutcome>;
  /** Checks files as `push` does, and keeps nothing. */
  check: CheckSet;
  /** A version that this installation signed; undefined where there is none, or its signature does not fit. */
  get(version: string): Promise<PolicySetRecord | undefined>;
  /** The one version that begins so; undefined where there is none or several. */
  named(prefix: string): Promise<PolicySetRecord | undefined>;
  /** Newest first. */
  list(): Promise<PolicySetSummary[]>;
  diff(from: PolicySetRecord, to: PolicySetRecord): FileDifference[];
}

export interface VersionParts {
  readonly policySets: PolicySets;
  readonly commits: ServerCommits;
  readonly signer: SetSigner;
  readonly check: CheckSet;
  readonly clock: () => number;
}

const listedMost = 200;
/** Fewest hexadecimal digits that name a version. */
const shortest = 8;

export function createPolicyVersions(parts: VersionParts): PolicyVersions {
  const { policySets, signer } = parts;
  const get = async (version: string): Promise<PolicySetRecord | undefined> => {
    const record = await policySets.byVersion(version);
    return record && signer.isSet(record) ? record : undefined;
  };
  return {
    push: (request) => push(parts, request),
    check: parts.check,
    get,
    async named(prefix) {
      if (!/^[0-9a-f]+$/.test(prefix) || prefix.length < shortest) return undefined;
      const found = (await policySets.list(listedMost)).filter(({ version }) => version.startsWith(prefix));
      return found.length === 1 && found[0] ? get(found[0].version) : get(prefix);
    },
    list: () => policySets.list(listedMost),
    diff,
  };
}

async function push(
  { policySets, commits, signer, check, clock }: VersionParts,
  { files, author, message }: Parameters<PolicyVersions['push']>[0],
): Promise<PushOutcome> {
  const checked = await check(files);
  if (!checked.ok) return { kind: 'refused', problems: checked.problems };
  const { version, policies, warnings } = checked;
  if (await policySets.byVersion(version)) return { kind: 'pushed', version, added: false, policies, warnings };
  const at = clock();
  const set = signer.signSet({ version, files: checked.files, author, message, createdAt: at });
  await commits.commit([{ change: 'policySet.put', set }]);
  return { kind: 'pushed', version, added: true, policies, warnings };
}

function diff(from: PolicySetRecord, to: PolicySetRecord): FileDifference[] {
  const files = [...new Set([...Object.keys(from.files), ...Object.keys(to.files)])].sort();
  return files.flatMap((file) => {
    const [before, after] = [from.files[file], to.files[file]];
    if (before === after) return [];
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [{ file, kind, lines: file.endsWith('.hashed') ? [] : hunks(file, before ?? '', after ?? '') } as const];
  });
}

function hunks(file: string, before: string, after: string): string[] {
  return structuredPatch(file, file, before, after).hunks.flatMap(
    ({ oldStart, oldLines, newStart, newLines, lines }) => [
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
      ...lines,
    ],
  );
}
