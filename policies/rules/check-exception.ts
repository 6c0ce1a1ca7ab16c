import type { PolicyDocument } from './document.ts';
import { nearest } from './nearest.ts';
import type { ExceptionFile } from './policy-file.ts';
import type { Problem } from './problem.ts';
import { momentOf } from './time.ts';

/** Everything wrong with what a well-formed exception says. */
export function checkException({ document, problem }: ExceptionFile, policies: readonly PolicyDocument[]): Problem[] {
  const ids = policies.map(({ policy }) => policy);
  const problems: Problem[] = [];
  if (!ids.includes(document.policy)) {
    const meant = nearest(document.policy, ids);
    const hint = meant === undefined ? 'name a policy of this folder' : `did you mean \`${meant}\`?`;
    problems.push(problem('/policy', `unknown policy \`${document.policy}\``, hint));
  }
  if (momentOf(document.expires) === undefined) problems.push(problem('/expires', 'there is no such moment'));
  return problems;
}

/** A warning for each exception that has ended; none where nobody says what time it is. */
export function expired(exceptions: readonly ExceptionFile[], at: number | undefined): Problem[] {
  if (at === undefined) return [];
  return exceptions
    .filter(({ document }) => (momentOf(document.expires) ?? 0) <= at)
    .map(({ document, problem }) => {
      const hint = 'renew it with a reason, or remove the file';
      return problem('/expires', `the exception \`${document.exception}\` has expired`, hint);
    });
}
