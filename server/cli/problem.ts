import type { Problem } from '../../policies/index.ts';

/** `file:line:column: what is wrong (what to do)`, as editors understand it. */
export function describeProblem({ file, line, column, message, hint }: Problem): string {
  const place = file === '' ? '' : `${file}:${line}:${column}: `;
  return `${place}${message}${hint ? ` (${hint})` : ''}`;
}
