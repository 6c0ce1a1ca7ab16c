import type { PolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';

/** Runs a policy's own examples through it alone, enforced whatever its mode; a problem for each that fails. */
export function runExamples(policy: PolicyFile, outcomeOf: (text: string) => string): Problem[] {
  return (policy.document.examples ?? []).flatMap(({ text, expect }, index) => {
    const got = outcomeOf(text);
    if (got === expect) return [];
    const problem = policy.problem(
      `/examples/${index}`,
      `example ${index + 1} of \`${policy.document.policy}\` fails: expected ${expect}, got ${got}`,
      'correct the example or the policy',
    );
    return { ...problem, example: { index, got } };
  });
}
