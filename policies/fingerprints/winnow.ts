import type { Letters } from '../hashing/letters.ts';

/** Letters of a gram. */
export const gramLetters = 25;
/** Of so many grams in a row one is chosen. */
const windowGrams = 16;
/** A copy of so many letters has a gram that is chosen in its original too, wherever it is cut. */
export const surelyChosen = gramLetters + windowGrams - 1;

/** Spreads the few values that code units have over 32 bits. */
const spread = 0x9e3779b1;

/**
 * Chooses the grams of a text that stand for it: in each window of grams the last one of least hash
 * (Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", 2003), so that of a
 * copy the same ones are chosen as of its original. Time is linear in the text.
 *
 * @param seed odd; who doesn't know it can't tell which are chosen
 * @returns where the grams begin among the letters, rising
 */
export function winnow({ units, length }: Letters, seed: number): number[] {
  const hashes = gramHashes(units, length, seed);
  const chosen: number[] = [];
  let least = -1;
  for (let last = 0; last < hashes.length; last++) {
    const first = Math.max(0, last - windowGrams + 1);
    if (least < first) least = leastOf(hashes, first, last);
    else if ((hashes[last] ?? 0) <= (hashes[least] ?? 0)) least = last;
    const isFull = last >= windowGrams - 1 || last === hashes.length - 1;
    if (isFull && least !== chosen.at(-1)) chosen.push(least);
  }
  return chosen;
}

/** A hash of each gram, rolled on from the one before. */
function gramHashes(units: Uint16Array, length: number, seed: number): Uint32Array {
  const hashes = new Uint32Array(Math.max(0, length - gramLetters + 1));
  let outgoing = 1;
  for (let at = 0; at < gramLetters; at++) outgoing = Math.imul(outgoing, seed);
  let rolled = 0;
  for (let at = 0; at < length; at++) {
    rolled = Math.imul(rolled, seed) + Math.imul((units[at] ?? 0) + 1, spread);
    const start = at - gramLetters + 1;
    if (start < 0) continue;
    if (start > 0) rolled -= Math.imul(Math.imul((units[start - 1] ?? 0) + 1, spread), outgoing);
    hashes[start] = mixed(rolled | 0);
  }
  return hashes;
}

/** The upper bits decide which hash is less, and a product alone keeps them close to its neighbours'. */
function mixed(hash: number): number {
  const folded = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return folded ^ (folded >>> 13);
}

function leastOf(hashes: Uint32Array, first: number, last: number): number {
  let least = first;
  for (let at = first + 1; at <= last; at++) {
    if ((hashes[at] ?? 0) <= (hashes[least] ?? 0)) least = at;
  }
  return least;
}
