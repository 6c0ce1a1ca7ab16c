/** Cells of the table that holds the states nearest the root in full: 16 MB. */
const denseCells = 4_000_000;

/**
 * Aho-Corasick automaton over small integers: finds every word of a dictionary in one pass over a text, whatever the
 * number of words (Aho and Corasick, Communications of the ACM 18(6), 1975).
 *
 * States are numbered breadth first. Those nearest the root, where a scan spends nearly all its time, have their
 * transitions in a table; the rest have theirs in a hash table and fall back along failure links. A hundred thousand
 * words so take tens of megabytes, where a full table would take hundreds.
 */
export class Automaton {
  readonly #width: number;
  readonly #denseStates: number;
  readonly #dense: Int32Array;
  readonly #failure: Int32Array;
  readonly #hashKeys: Float64Array;
  readonly #hashStates: Int32Array;
  /** First word that ends in a state, or -1; further words of the same letters follow in `#nextWord`. */
  readonly #word: Int32Array;
  readonly #nextWord: Int32Array;
  /** Nearest state along the failure links in which a word ends, or 0. */
  readonly #shorter: Int32Array;

  /** @param words letters as integers from 1 to `letters` */
  constructor(words: readonly Uint16Array[], letters: number) {
    const trie = new Trie(words);
    const order = trie.breadthFirst();
    const count = order.length;
    const renumbered = new Int32Array(count);
    for (let state = 0; state < count; state++) renumbered[order[state] ?? 0] = state;

    this.#width = letters + 1;
    this.#denseStates = Math.min(count, Math.max(1, Math.floor(denseCells / this.#width)));
    this.#dense = new Int32Array(this.#denseStates * this.#width);
    this.#failure = new Int32Array(count);
    this.#shorter = new Int32Array(count);
    this.#word = new Int32Array(count).fill(-1);
    this.#nextWord = trie.nextWord;
    const sparse = Math.max(0, count - this.#denseStates);
    // Transitions out of sparse states lead to states further down, so there are at most as many as those.
    const slots = 2 ** Math.ceil(Math.log2(sparse * 2 + 2));
    this.#hashKeys = new Float64Array(slots);
    this.#hashStates = new Int32Array(slots);
    for (let state = 0; state < count; state++) {
      const node = order[state] ?? 0;
      this.#word[state] = trie.word[node] ?? -1;
      this.#link(state);
      for (let child = trie.firstChild[node] ?? 0; child !== 0; child = trie.sibling[child] ?? 0) {
        this.#addEdge(state, trie.letter[child] ?? 0, renumbered[child] ?? 0);
      }
    }
  }

  /** The state after `letter`; 0 is the root, and letter 0 belongs to no word. */
  step(state: number, letter: number): number {
    let from = state;
    while (from >= this.#denseStates) {
      const to = this.#sparseStep(from, letter);
      if (to !== 0) return to;
      from = this.#failure[from] ?? 0;
    }
    return this.#dense[from * this.#width + letter] ?? 0;
  }

  /** Whether some word ends in a state. */
  accepts(state: number): boolean {
    return (this.#word[state] ?? -1) >= 0 || (this.#shorter[state] ?? 0) !== 0;
  }

  /** Calls `take` with the position of every word that ends in a state, longest first. */
  eachWord(state: number, take: (word: number) => void): void {
    for (let at = state; at !== 0; at = this.#shorter[at] ?? 0) {
      for (let word = this.#word[at] ?? -1; word >= 0; word = this.#nextWord[word] ?? -1) take(word);
    }
  }

  /** Completes a state's row from the one it fails to, which stands nearer the root and is complete. */
  #link(state: number): void {
    const failure = this.#failure[state] ?? 0;
    this.#shorter[state] = (this.#word[failure] ?? -1) >= 0 ? failure : (this.#shorter[failure] ?? 0);
    if (state === 0 || state >= this.#denseStates) return;
    this.#dense.copyWithin(state * this.#width, failure * this.#width, (failure + 1) * this.#width);
  }

  #addEdge(from: number, letter: number, to: number): void {
    this.#failure[to] = from === 0 ? 0 : this.step(this.#failure[from] ?? 0, letter);
    if (from < this.#denseStates) {
      this.#dense[from * this.#width + letter] = to;
      return;
    }
    const key = from * this.#width + letter;
    let slot = this.#slot(key);
    while (this.#hashStates[slot] !== 0) slot = (slot + 1) & (this.#hashStates.length - 1);
    this.#hashKeys[slot] = key;
    this.#hashStates[slot] = to;
  }

  #sparseStep(from: number, letter: number): number {
    const key = from * this.#width + letter;
    for (let slot = this.#slot(key); this.#hashStates[slot] !== 0; slot = (slot + 1) & (this.#hashStates.length - 1)) {
      if (this.#hashKeys[slot] === key) return this.#hashStates[slot] ?? 0;
    }
    return 0;
  }

  #slot(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & (this.#hashStates.length - 1);
  }
}

/** The words as a tree of letters, node 0 its root. */
class Trie {
  readonly firstChild: Int32Array;
  readonly sibling: Int32Array;
  readonly letter: Uint16Array;
  readonly word: Int32Array;
  readonly nextWord: Int32Array;
  #size = 1;
  readonly #children = new Map<number, number>();

  constructor(words: readonly Uint16Array[]) {
    const most = words.reduce((sum, word) => sum + word.length, 1);
    this.firstChild = new Int32Array(most);
    this.sibling = new Int32Array(most);
    this.letter = new Uint16Array(most);
    this.word = new Int32Array(most).fill(-1);
    this.nextWord = new Int32Array(words.length).fill(-1);
    for (const [index, word] of words.entries()) {
      let node = 0;
      for (const letter of word) node = this.#child(node, letter);
      this.nextWord[index] = this.word[node] ?? -1;
      this.word[node] = index;
    }
  }

  breadthFirst(): Int32Array {
    const order = new Int32Array(this.#size);
    let filled = 1;
    for (let at = 0; at < filled; at++) {
      const node = order[at] ?? 0;
      for (let child = this.firstChild[node] ?? 0; child !== 0; child = this.sibling[child] ?? 0) {
        order[filled++] = child;
      }
    }
    return order;
  }

  #child(node: number, letter: number): number {
    const key = node * 65_536 + letter;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const child = this.#size++;
    this.#children.set(key, child);
    this.letter[child] = letter;
    this.sibling[child] = this.firstChild[node] ?? 0;
    this.firstChild[node] = child;
    return child;
  }
}
