import { deciding } from './deciding.ts';
import { finding } from './finding.ts';

/** One guard that is taken out. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly replacement: string;
  readonly tests: readonly string[];
}

export const mutants: readonly Mutant[] = [...deciding, ...finding].flatMap(({ file, tests, guards }) =>
  guards.map(([name, text, replacement]) => ({ name: `${file}: ${name}`, file, text, replacement, tests })),
);
