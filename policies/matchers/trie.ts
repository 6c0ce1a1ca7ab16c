import type { Steps } from '../model/steps.ts';

/** Words, and states, that are added between two steps. */
const wordsAtOnce = 500;
const statesAtOnce = 20_000;

/** Cells of the table that holds the states nearest the root in full: 4 MB. */
const tableCells = 1_000_000;

/**
 * The words of a dictionary as a tree of letters. States are numbered breadth first, 0 being the root. Those nearest
 * the root, where searches spend nearly all their time, have their children in a table small enough for the
 * processor's cache; the rest have theirs in a hash table, so that memory grows with the letters of the words alone.
 */
export class Trie {
  readonly #width: number;
  readonly #tableStates: number;
  readonly #table: Int32Array;
  /** 1 for every two letters with which a word begins, and by chance for a few more in a large alphabet. */
  readonly #pairs = new Uint8Array(0x10000);
  readonly #hashKeys: Float64Array;
  readonly #hashStates: Int32Array;
  /** Last word that ends in each state, or -1; words of the same letters follow in `#nextWord`. */
  readonly #wordOf: Int32Array;
  readonly #nextWord: Int32Array;

  private constructor(tree: GrowingTree, { nodes }: BreadthFirst, letters: number) {
    this.#width = letters + 1;
    this.#nextWord = tree.nextWord;
    this.#wordOf = nodes.map((node) => tree.wordAt[node] ?? -1);
    this.#tableStates = Math.min(nodes.length, Math.max(1, Math.floor(tableCells / this.#width)));
    this.#table = new Int32Array(this.#tableStates * this.#width);
    const slots = 2 ** Math.ceil(Math.log2((nodes.length - this.#tableStates) * 2 + 2));
    this.#hashKeys = new Float64Array(slots);
    this.#hashStates = new Int32Array(slots);
  }

  /** @param words letters as integers from 1 to `letters` */
  static *of(words: readonly Uint16Array[], letters: number): Steps<Trie> {
    const tree = new GrowingTree(words);
    for (const [index, word] of words.entries()) {
      tree.add(word, index);
      if (index % wordsAtOnce === 0) yield;
    }
    const states = tree.breadthFirst();
    yield;
    const trie = new Trie(tree, states, letters);
    for (let state = 1; state < states.nodes.length; state++) {
      trie.#add(states.parents[state] ?? 0, tree.letter[states.nodes[state] ?? 0] ?? 0, state);
      if (state % statesAtOnce === 0) yield;
    }
    for (const [letter = 0, next] of words) {
      if (next !== undefined) trie.#pairs[pairOf(letter, next)] = 1;
      else for (let any = 1; any <= letters; any++) trie.#pairs[pairOf(letter, any)] = 1;
    }
    return trie;
  }

  /** Whether some word begins with two letters: the cheapest way to learn that none does. */
  beginsWith(letter: number, next: number): boolean {
    return this.#pairs[pairOf(letter, next)] === 1;
  }

  /** The state after one more letter; 0 where no word goes on so. */
  child(state: number, letter: number): number {
    if (state < this.#tableStates) return this.#table[state * this.#width + letter] ?? 0;
    const key = state * this.#width + letter;
    for (let slot = this.#slot(key); this.#hashStates[slot] !== 0; slot = this.#after(slot)) {
      if (this.#hashKeys[slot] === key) return this.#hashStates[slot] ?? 0;
    }
    return 0;
  }

  /** Whether a word ends in a state. */
  endsIn(state: number): boolean {
    return (this.#wordOf[state] ?? -1) >= 0;
  }

  /** Positions of the words that end in a state. */
  wordsOf(state: number): number[] {
    const words: number[] = [];
    for (let word = this.#wordOf[state] ?? -1; word >= 0; word = this.#nextWord[word] ?? -1) words.push(word);
    return words;
  }

  #add(from: number, letter: number, to: number): void {
    const key = from * this.#width + letter;
    if (from < this.#tableStates) {
      this.#table[key] = to;
      return;
    }
    let slot = this.#slot(key);
    while (this.#hashStates[slot] !== 0) slot = this.#after(slot);
    this.#hashKeys[slot] = key;
    this.#hashStates[slot] = to;
  }

  #slot(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & (this.#hashStates.length - 1);
  }

  #after(slot: number): number {
    return (slot + 1) & (this.#hashStates.length - 1);
  }
}

const pairOf = (letter: number, next: number): number => ((letter << 8) ^ next) & 0xffff;

/** The nodes from the root downwards, and where in that order each one's parent is. */
interface BreadthFirst {
  readonly nodes: Int32Array;
  readonly parents: Int32Array;
}

/** The tree while words are added; nodes are numbered as they are made. */
class GrowingTree {
  readonly letter: Uint16Array;
  readonly wordAt: Int32Array;
  readonly nextWord: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #children = new Map<number, number>();
  #size = 1;

  constructor(words: readonly Uint16Array[]) {
    const most = words.reduce((sum, word) => sum + word.length, 1);
    this.letter = new Uint16Array(most);
    this.wordAt = new Int32Array(most).fill(-1);
    this.nextWord = new Int32Array(words.length).fill(-1);
    this.#firstChild = new Int32Array(most);
    this.#sibling = new Int32Array(most);
  }

  /** @param index place of the word among all */
  add(word: Uint16Array, index: number): void {
    let node = 0;
    for (const letter of word) node = this.#child(node, letter);
    this.nextWord[index] = this.wordAt[node] ?? -1;
    this.wordAt[node] = index;
  }

  breadthFirst(): BreadthFirst {
    const nodes = new Int32Array(this.#size);
    const parents = new Int32Array(this.#size);
    let filled = 1;
    for (let at = 0; at < filled; at++) {
      for (let child = this.#firstChild[nodes[at] ?? 0] ?? 0; child !== 0; child = this.#sibling[child] ?? 0) {
        parents[filled] = at;
        nodes[filled++] = child;
      }
    }
    return { nodes, parents };
  }

  #child(node: number, letter: number): number {
    const key = node * 65_536 + letter;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const child = this.#size++;
    this.#children.set(key, child);
    this.letter[child] = letter;
    this.#sibling[child] = this.#firstChild[node] ?? 0;
    this.#firstChild[node] = child;
    return child;
  }
}
