import type { Alphabet, Codes } from './alphabet.ts';
import { Trie } from './trie.ts';

/** Cells of the table that holds the states nearest the root in full: 16 MB. */
const denseCells = 4_000_000;

/** In a table cell, marks a state in which a word ends. */
const accepting = 0x4000_0000;
const stateBits = accepting - 1;

/**
 * Aho-Corasick automaton: finds every word of a dictionary in one pass over a text, whatever the
 * number of words (Aho and Corasick, Communications of the ACM 18(6), 1975).
 *
 * States are numbered breadth first. Those nearest the root, where a scan spends nearly all its time, have their
 * transitions in a table; the rest have theirs in a hash table and fall back along failure links. A hundred thousand
 * words so take tens of megabytes, where a full table would take hundreds.
 */
export class Automaton {
  readonly #alphabet: Alphabet;
  readonly #width: number;
  readonly #denseStates: number;
  /** Next state by state and letter, marked where it accepts. */
  readonly #dense: Int32Array;
  readonly #failure: Int32Array;
  readonly #hashKeys: Float64Array;
  readonly #hashStates: Int32Array;
  /** First word that ends in a state, or -1; further words of the same letters follow in `#nextWord`. */
  readonly #word: Int32Array;
  readonly #nextWord: Int32Array;
  /** Nearest state along the failure links in which a word ends, or 0. */
  readonly #shorter: Int32Array;

  /** @param words in merged letters */
  constructor(words: readonly string[], alphabet: Alphabet) {
    const trie = new Trie(words.map((word) => alphabet.encode(word)));
    this.#alphabet = alphabet;
    const count = trie.order.length;
    this.#width = alphabet.size + 1;
    this.#denseStates = Math.min(count, Math.max(1, Math.floor(denseCells / this.#width)));
    this.#dense = new Int32Array(this.#denseStates * this.#width);
    this.#failure = new Int32Array(count);
    this.#shorter = new Int32Array(count);
    this.#word = trie.wordOf;
    this.#nextWord = trie.nextWord;
    // Transitions out of the sparse states lead to states further down, so there are at most as many as those.
    const slots = 2 ** Math.ceil(Math.log2((count - this.#denseStates) * 2 + 2));
    this.#hashKeys = new Float64Array(slots);
    this.#hashStates = new Int32Array(slots);
    for (let state = 0; state < count; state++) {
      this.#link(state);
      trie.eachChild(state, (letter, child) => this.#addEdge(state, letter, child));
    }
  }

  /**
   * Reads a text letter by letter, over what its alphabet passes over.
   *
   * @param codes of the text's units
   * @param step 1 to read from the first letter on, -1 to read from the last one back
   * @param take called with the offset of a letter with which words end, and the state to ask for them
   */
  scan(text: string, codes: Codes, step: 1 | -1, take: (last: number, state: number) => void): void {
    const dense = this.#dense;
    const width = this.#width;
    const denseStates = this.#denseStates;
    const end = step === 1 ? text.length : -1;
    let state = 0;
    for (let at = step === 1 ? 0 : text.length - 1; at !== end; at += step) {
      let code = codes[text.charCodeAt(at)] ?? 0;
      if (code <= 0) {
        if (code === 0) continue;
        code = this.#alphabet.codeAt(text, at);
        if (code === 0) continue;
      }
      const cell = state < denseStates ? (dense[state * width + code] ?? 0) : this.#sparseStep(state, code);
      state = cell & stateBits;
      if (cell !== state) take(at, state);
    }
  }

  /** Calls `take` with the position of every word that ends in a state. */
  eachWord(state: number, take: (word: number) => void): void {
    for (let at = state; at !== 0; at = this.#shorter[at] ?? 0) {
      for (let word = this.#word[at] ?? -1; word >= 0; word = this.#nextWord[word] ?? -1) take(word);
    }
  }

  /** Cell of the transition from any state: along failure links until one has the letter, in the table at the latest. */
  #sparseStep(state: number, letter: number): number {
    let from = state;
    while (from >= this.#denseStates) {
      const key = from * this.#width + letter;
      for (let slot = this.#slot(key); this.#hashStates[slot] !== 0; slot = this.#after(slot)) {
        if (this.#hashKeys[slot] === key) return this.#hashStates[slot] ?? 0;
      }
      from = this.#failure[from] ?? 0;
    }
    return this.#dense[from * this.#width + letter] ?? 0;
  }

  /** Completes a state's row from the one it fails to, which stands nearer the root and is complete. */
  #link(state: number): void {
    const failure = this.#failure[state] ?? 0;
    this.#shorter[state] = (this.#word[failure] ?? -1) >= 0 ? failure : (this.#shorter[failure] ?? 0);
    if (state === 0 || state >= this.#denseStates) return;
    this.#dense.copyWithin(state * this.#width, failure * this.#width, (failure + 1) * this.#width);
  }

  #addEdge(from: number, letter: number, to: number): void {
    const failure = from === 0 ? 0 : this.#sparseStep(this.#failure[from] ?? 0, letter) & stateBits;
    this.#failure[to] = failure;
    const accepts = (this.#word[to] ?? -1) >= 0 || this.#accepts(failure);
    const cell = accepts ? to | accepting : to;
    if (from < this.#denseStates) {
      this.#dense[from * this.#width + letter] = cell;
      return;
    }
    const key = from * this.#width + letter;
    let slot = this.#slot(key);
    while (this.#hashStates[slot] !== 0) slot = this.#after(slot);
    this.#hashKeys[slot] = key;
    this.#hashStates[slot] = cell;
  }

  #accepts(state: number): boolean {
    return state !== 0 && ((this.#word[state] ?? -1) >= 0 || (this.#shorter[state] ?? 0) !== 0);
  }

  #slot(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & (this.#hashStates.length - 1);
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#hashStates.length - 1);
  }
}
