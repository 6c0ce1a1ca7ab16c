import type { Node } from '../../federation/ports/index.ts';

interface Parsed {
  readonly text: string;
  readonly node: Node;
}

/** Nodes of this many objects are kept. */
const mostKept = 4_000;
/** Longer ones are parsed each time: few are, and they would fill the memory. */
export const longestKept = 32_768;

/**
 * Nodes that were read lately, so that what many readers look at is parsed once. The store is asked each time: a node is
 * given out again only where its text is still the same, whichever process wrote it.
 */
export class ParsedNodes {
  readonly #kept = new Map<string, Parsed>();

  /** The nodes of some rows, by id, frozen since they are shared. */
  read(rows: readonly { readonly id: string; readonly node: string }[]): ReadonlyMap<string, Node> {
    return new Map(rows.map(({ id, node }) => [id, this.#nodeOf(id, node)]));
  }

  #nodeOf(id: string, text: string): Node {
    const known = this.#kept.get(id);
    if (known?.text === text) return known.node;
    const node = frozen(JSON.parse(text) as Node);
    this.#kept.delete(id);
    if (text.length <= longestKept) this.#kept.set(id, { text, node });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(oldest);
    }
    return node;
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
