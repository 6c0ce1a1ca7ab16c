/** Something wrong with one file of a policy folder, in words its editor understands. */
export interface Problem {
  /** Path relative to the policy folder, e.g. `dictionaries/project-codenames.txt`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** What is wrong: lower case, no full stop, words of the file in backticks. */
  readonly message: string;
  /** What was probably meant, or what to do. */
  readonly hint?: string;
  /** Where it is an example that comes out otherwise: which one, counted from 0, and what the policy makes of it. */
  readonly example?: { readonly index: number; readonly got: string };
}

/** A problem that belongs to a whole file. */
export function start(file: string, message: string, hint?: string): Problem {
  return { file, line: 1, column: 1, message, ...(hint === undefined ? {} : { hint }) };
}
