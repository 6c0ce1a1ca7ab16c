import { hash } from 'node:crypto';

/** Merkle trees as an auditor sees them, written from RFC 9162 alone. */

const join = (...parts: readonly Buffer[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');
const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

export const leaf = (entry: Buffer): Buffer => join(leafMark, entry);
const parent = (left: Buffer, right: Buffer): Buffer => join(nodeMark, left, right);

/** A tree that only grows and only knows its root. */
export class GrowingTree {
  /** Roots of complete subtrees, largest first; `heights` are their binary logarithms. */
  readonly #roots: Buffer[] = [];
  readonly #heights: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(entry: Buffer): void {
    let root = leaf(entry);
    let height = 0;
    while (this.#heights.at(-1) === height) {
      root = parent(this.#roots.pop() as Buffer, root);
      this.#heights.pop();
      height += 1;
    }
    this.#roots.push(root);
    this.#heights.push(height);
    this.#size += 1;
  }

  root(): Buffer {
    let root = this.#roots.at(-1) ?? hash('sha256', '', 'buffer');
    for (let at = this.#roots.length - 2; at >= 0; at -= 1) root = parent(this.#roots[at] as Buffer, root);
    return root;
  }
}

const half = (n: number): number => Math.floor(n / 2);
const odd = (n: number): boolean => n % 2 === 1;

/** RFC 9162 §2.1.3.2: whether the path leads from the entry to the root. */
export function includes(index: number, size: number, entry: Buffer, path: readonly Buffer[], root: Buffer): boolean {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf(entry)];
  for (const p of path) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      r = parent(p, r);
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      r = parent(r, p);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && r.equals(root);
}

export interface Head {
  readonly size: number;
  readonly root: Buffer;
}

/** RFC 9162 §2.1.4.2: whether the path shows that the first tree is the beginning of the second. */
export function continues(first: Head, second: Head, path: readonly Buffer[]): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && first.root.equals(second.root);
  if (first.size === 0) return path.length === 0;
  const steps = Number.isInteger(Math.log2(first.size)) ? [first.root, ...path] : [...path];
  const start = steps.shift();
  if (!start) return false;
  let [fn, sn] = [first.size - 1, second.size - 1];
  while (odd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [start, start];
  for (const c of steps) {
    if (sn === 0) return false;
    if (odd(fn) || fn === sn) {
      [fr, sr] = [parent(c, fr), parent(c, sr)];
      while (!odd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      sr = parent(sr, c);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(first.root) && sr.equals(second.root);
}
