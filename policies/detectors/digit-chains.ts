import { separators } from './separators.ts';

/** A run of digits in a text. */
export interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Widest gap between two groups of one number. */
const widestGap = 6;

/** Groups of digits that may belong to one number, chain by chain, in order of the text. */
export function digitChains(text: string): DigitGroup[][] {
  const chains: DigitGroup[][] = [];
  let chain: DigitGroup[] = [];
  for (const found of text.matchAll(/[0-9]+/g)) {
    const [digits] = found;
    const last = chain.at(-1);
    if (last !== undefined && !joins(text, last.end, found.index)) {
      chains.push(chain);
      chain = [];
    }
    chain.push({ start: found.index, end: found.index + digits.length, digits });
  }
  if (chain.length > 0) chains.push(chain);
  return chains;
}

function joins(text: string, start: number, end: number): boolean {
  if (end - start > widestGap) return false;
  if (end - start === 1) {
    const unit = text.charCodeAt(start);
    if (unit === 32 || unit === 45 || unit === 46 || unit === 47) return true;
  }
  return separators.test(text.slice(start, end));
}
