import { HashIndex } from '../hashing/hash-index.ts';

/** Added to the hash of a cell that opens its row; hashes are smaller. */
const opening = 2 ** 52;
const none = -1;
/** Set in the number of a cell that opens its row. */
const opens = 2 ** 31;

/** Number of the value in a cell; -1 where there is none. */
export function valueIn(cell: number): number {
  return (cell & (opens - 1)) - 1;
}

/** Whether a text that holds the value in a cell may be about its row. */
export function cellOpens(cell: number): boolean {
  return cell >= opens;
}

/** The hashes of all cells, row by row, while a data set is read. */
export class Cells {
  #hashes = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Appends a cell that no text can match. */
  addNone(): void {
    this.#add(none);
  }

  /** @param searchable whether the cell opens its row: a text that holds it may be about that record */
  addHash(hash: number, searchable: boolean): void {
    this.#add(searchable ? hash + opening : hash);
  }

  /**
   * The distinct hashes, and for every cell what `valueIn` and `cellOpens` read: the number of its hash plus one, 0
   * for a cell that nothing matches, and a bit that is set where it opens its row.
   */
  numbered(): { values: HashIndex; cells: Uint32Array } {
    const all = this.#hashes.subarray(0, this.#length);
    const values = HashIndex.of(all.filter((hash) => hash !== none).map((hash) => hash % opening));
    const cells = new Uint32Array(this.#length);
    for (let cell = 0; cell < cells.length; cell++) {
      const hash = all[cell] ?? none;
      if (hash === none) continue;
      cells[cell] = values.find(hash % opening) + 1 + (hash >= opening ? opens : 0);
    }
    return { values, cells };
  }

  #add(hash: number): void {
    if (this.#length === this.#hashes.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#length++] = hash;
  }
}
