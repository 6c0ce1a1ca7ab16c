import { surelyChosen } from './winnow.ts';

/** A stretch of letters that stands in a document as well, end exclusive. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /**
   * Share of the letters around it that stand in the document too: the most of any stretch of `stretchLetters` that
   * it is in, so that a copied passage weighs the same however much is written around it.
   */
  readonly containment: number;
}

/** Length of the stretches over which shares are taken, in letters: about 150 characters, two lines of a post. */
export const stretchLetters = 125;

interface Run {
  readonly start: number;
  end: number;
}

/**
 * Joins fingerprints of a text that are a document's to passages.
 *
 * @param starts where they begin among the letters, rising
 * @param length letters of a fingerprint
 * @param total letters of the text
 */
export function passagesOf(starts: readonly number[], length: number, total: number): Passage[] {
  const runs: Run[] = [];
  for (const start of starts) {
    const last = runs.at(-1);
    if (last !== undefined && start <= last.end) last.end = start + length;
    else runs.push({ start, end: start + length });
  }
  const stretch = Math.min(stretchLetters, Math.max(surelyChosen, total));
  const shares = runs.map(() => 0);
  for (const { start, end } of runs) {
    weigh(runs, shares, start, start + stretch);
    weigh(runs, shares, end - stretch, end);
  }
  return runs.map(({ start, end }, index) => ({ start, end, containment: shares[index] ?? 0 }));
}

/** Gives the runs that a stretch touches its share, where that is more than they have. */
function weigh(runs: readonly Run[], shares: number[], from: number, to: number): void {
  let first = indexOfEndAfter(runs, from);
  let copied = 0;
  let behind = first;
  for (; behind < runs.length; behind++) {
    const run = runs[behind];
    if (run === undefined || run.start >= to) break;
    copied += Math.min(run.end, to) - Math.max(run.start, from);
  }
  for (; first < behind; first++) shares[first] = Math.max(shares[first] ?? 0, copied / (to - from));
}

/** Index of the first run that ends behind an offset. */
function indexOfEndAfter(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
