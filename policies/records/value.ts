import { type Letters, lettersOf } from '../hashing/letters.ts';
import { foldText } from '../text/fold.ts';

/** Longest value that is looked for, in letters and digits. */
export const longestValue = 128;
/** Fewest letters and digits of a value that supports another one. */
export const shortestValue = 2;
/** Fewest of a value that identifies a record by itself, where all of them are ASCII. */
const shortestSearchable = 3;

/** The letters of a value, folded the way posts are. */
export function lettersOfValue(value: string): Letters {
  return lettersOf(foldText(value));
}

/** Whether a value says enough to be looked for; two signs do where a script has thousands of them. */
export function isSearchable({ length, units }: Letters): boolean {
  return (
    length >= shortestSearchable || (length >= shortestValue && units.subarray(0, length).some((unit) => unit > 127))
  );
}
