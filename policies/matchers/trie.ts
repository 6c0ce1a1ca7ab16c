/** Words of small integers as a tree of letters; its states are numbered breadth first, 0 the root. */
export class Trie {
  /** Node of each state, nodes being numbered as they were made. */
  readonly order: Int32Array;
  /** Last word that ends in each state, or -1; words of the same letters follow in `nextWord`. */
  readonly wordOf: Int32Array;
  readonly nextWord: Int32Array;
  readonly #stateOf: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #letter: Uint16Array;
  readonly #children = new Map<number, number>();
  #size = 1;

  constructor(words: readonly Uint16Array[]) {
    const most = words.reduce((sum, word) => sum + word.length, 1);
    this.#firstChild = new Int32Array(most);
    this.#sibling = new Int32Array(most);
    this.#letter = new Uint16Array(most);
    this.nextWord = new Int32Array(words.length).fill(-1);
    const wordAt = new Int32Array(most).fill(-1);
    for (const [index, word] of words.entries()) {
      let node = 0;
      for (const letter of word) node = this.#child(node, letter);
      this.nextWord[index] = wordAt[node] ?? -1;
      wordAt[node] = index;
    }
    this.#children.clear();
    this.order = this.#breadthFirst();
    this.wordOf = this.order.map((node) => wordAt[node] ?? -1);
    this.#stateOf = new Int32Array(this.#size);
    for (const [state, node] of this.order.entries()) this.#stateOf[node] = state;
  }

  /** Calls `take` with the letter and the state of every child of a state. */
  eachChild(state: number, take: (letter: number, child: number) => void): void {
    const node = this.order[state] ?? 0;
    for (let child = this.#firstChild[node] ?? 0; child !== 0; child = this.#sibling[child] ?? 0) {
      take(this.#letter[child] ?? 0, this.#stateOf[child] ?? 0);
    }
  }

  #breadthFirst(): Int32Array {
    const order = new Int32Array(this.#size);
    let filled = 1;
    for (let at = 0; at < filled; at++) {
      for (let child = this.#firstChild[order[at] ?? 0] ?? 0; child !== 0; child = this.#sibling[child] ?? 0) {
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
    this.#letter[child] = letter;
    this.#sibling[child] = this.#firstChild[node] ?? 0;
    this.#firstChild[node] = child;
    return child;
  }
}
