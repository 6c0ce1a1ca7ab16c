import type { Decided } from './step.ts';

/** A line of the table: what was said, what the server answered, and what the other side saw. */
export interface Row {
  readonly author: string;
  readonly text: string;
  readonly zone: string;
  readonly verdict: Decided | 'refused';
  readonly why: string;
  readonly outside: string;
}
