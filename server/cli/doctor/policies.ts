import { compilePolicySet } from '../../../policies/index.ts';
import type { Config } from '../../config/config.ts';
import type { Secrets } from '../../config/secrets.ts';
import { readPolicyFolder } from '../../policy-folder/load.ts';
import { describeProblem } from '../problem.ts';
import { type Finding, finder } from './check.ts';

export async function checkPolicies({ policyFolder }: Config, secrets: Secrets | undefined): Promise<Finding> {
  const { ok, warn, fail } = finder('policies');
  const folder = await readPolicyFolder(policyFolder);
  const compiled =
    folder.kind === 'read'
      ? compilePolicySet(folder.files, secrets && { hashKey: secrets.hashes })
      : { ok: false as const, problems: folder.problems };
  if (!compiled.ok) {
    const [first] = compiled.problems;
    const more = compiled.problems.length > 1 ? `; run \`portico policy check ${policyFolder}\` for the rest` : '';
    return fail(`${policyFolder}: ${first ? describeProblem(first) : 'it does not load'}${more}`);
  }
  const { policies, version } = compiled.set;
  const enforced = policies.filter(({ mode }) => mode === 'enforce').length;
  const line = `${policyFolder}: ${policies.length} policies, ${enforced} enforced, version ${version.slice(0, 12)}`;
  return enforced > 0 ? ok(line) : warn(`${line}; none is enforced, so nothing is stopped`);
}
