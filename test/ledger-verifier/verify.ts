import { bytesOf, noteReader, type OpenNote } from './note.ts';
import { continues, GrowingTree, type Head, includes } from './tree.ts';

export interface Report {
  readonly entries: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly checkpoints: number;
  readonly consistencyProofs: number;
  readonly inclusionProofs: number;
  readonly anchors: number;
  /** The first thing that is not as it should be. */
  readonly fault?: string;
}

export interface Verifying {
  /** Lines of an export, or inclusion proofs alone. */
  readonly lines: Iterable<string> | AsyncIterable<string>;
  /** As `portico ledger checkpoint --key` prints it. */
  readonly key: string;
  /** Checkpoints that were kept elsewhere. */
  readonly anchors?: readonly string[];
}

class Fault extends Error {}

/** Verifies everything that an export holds, and that it leads to every checkpoint that was kept elsewhere. */
export async function verifyExport({ lines, key, anchors = [] }: Verifying): Promise<Report> {
  const audit = new Audit(key);
  let fault: string | undefined;
  try {
    for (const anchor of anchors) audit.keep(anchor);
    for await (const line of lines) audit.read(line);
    audit.finish();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    fault = error.message;
  }
  return { ...audit.counts(), anchors: anchors.length, ...(fault !== undefined && { fault }) };
}

type Line = Readonly<Record<string, unknown>>;

class Audit {
  readonly #key: string;
  readonly #open: OpenNote;
  readonly #tree = new GrowingTree();
  readonly #kinds: Record<string, number> = {};
  readonly #kept = new Map<number, Head[]>();
  #state: 'begin' | 'within' | 'end' = 'begin';
  #number = 0;
  #last: Head | undefined;
  /** The checkpoint before the last, until it is shown that the last one continues it. */
  #owed: Head | undefined;
  #checkpoints = 0;
  #consistencyProofs = 0;
  #inclusionProofs = 0;

  constructor(key: string) {
    this.#key = key;
    this.#open = noteReader(key);
  }

  keep(note: string): void {
    const head = this.#open(note);
    if (!head) throw new Fault('an anchored checkpoint is not signed by this key');
    this.#kept.set(head.size, [...(this.#kept.get(head.size) ?? []), head]);
  }

  read(text: string): void {
    this.#number += 1;
    const line = this.#parse(text);
    if (line['type'] === 'inclusion') return this.#inclusion(line);
    if (this.#state === 'begin') return this.#head(line);
    if (this.#state === 'end') this.#fail('something stands behind the end');
    if (this.#owed && line['type'] !== 'consistency')
      this.#fail('a checkpoint is not shown to continue the one before');
    switch (line['type']) {
      case 'entry':
        return this.#entry(line);
      case 'checkpoint':
        return this.#checkpoint(line);
      case 'consistency':
        return this.#consistency(line);
      case 'end':
        return this.#end(line);
      default:
        this.#fail('this is no line of a ledger');
    }
  }

  finish(): void {
    if (this.#number === 0) throw new Fault('there is nothing to verify');
    if (this.#state === 'within') throw new Fault('the end is missing');
    // Proofs by themselves say nothing of how long the ledger is.
    if (this.#state === 'begin') return;
    for (const size of this.#kept.keys()) {
      if (size > this.#tree.size)
        throw new Fault(`a checkpoint of ${size} entries was kept elsewhere, and here are fewer`);
    }
  }

  counts(): Omit<Report, 'anchors' | 'fault'> {
    return {
      entries: this.#tree.size,
      kinds: this.#kinds,
      checkpoints: this.#checkpoints,
      consistencyProofs: this.#consistencyProofs,
      inclusionProofs: this.#inclusionProofs,
    };
  }

  /** A line has one spelling, so that no bit of it can change and mean the same. */
  #parse(text: string): Line {
    try {
      const parsed: unknown = JSON.parse(text);
      if (typeof parsed === 'object' && parsed !== null && JSON.stringify(parsed) === text) return { ...parsed };
    } catch {
      // Told below.
    }
    return this.#fail('this is not JSON in the form of an export');
  }

  #head(line: Line): void {
    const { type, v, name, key } = line;
    const ours = key === this.#key && name === this.#key.split('+')[0];
    if (type !== 'ledger' || v !== 1 || !ours) this.#fail('this is not the head of the ledger of this key');
    this.#state = 'within';
    this.#hold();
  }

  #entry({ index, entry }: Line): void {
    if (index !== this.#tree.size || typeof entry !== 'string') this.#fail('this is not the next entry');
    const kind = kindOf(entry as string);
    if (kind === undefined) this.#fail('this entry does not say what it is of');
    else this.#kinds[kind] = (this.#kinds[kind] ?? 0) + 1;
    this.#tree.append(Buffer.from(entry as string, 'utf8'));
    this.#hold();
  }

  #checkpoint({ checkpoint }: Line): void {
    const head = this.#signed(checkpoint);
    if (head.size !== this.#tree.size || !head.root.equals(this.#tree.root())) {
      this.#fail('the entries are not those that were signed');
    }
    this.#owed = this.#last;
    this.#last = head;
    this.#checkpoints += 1;
  }

  #consistency({ from, to, path }: Line): void {
    const [before, last] = [this.#owed, this.#last];
    const stated = before && last && before.size === from && last.size === to;
    if (!stated || !continues(before, last, this.#path(path))) this.#fail('this proof of consistency does not hold');
    this.#owed = undefined;
    this.#consistencyProofs += 1;
  }

  #inclusion({ index, entry, path, checkpoint }: Line): void {
    const head = this.#signed(checkpoint);
    const stated = typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 && typeof entry === 'string';
    if (!stated || !includes(index, head.size, Buffer.from(entry, 'utf8'), this.#path(path), head.root)) {
      this.#fail('this proof of inclusion does not hold');
    }
    if (this.#state === 'begin') this.#agree(head);
    this.#inclusionProofs += 1;
  }

  /** A proof by itself shows nothing of a tree that was kept elsewhere, except of the very same size. */
  #agree({ size, root }: Head): void {
    const others = this.#kept.get(size) ?? [];
    if (others.some((other) => !other.root.equals(root))) this.#fail('the tree is another than the one kept elsewhere');
  }

  #end({ entries, checkpoints }: Line): void {
    if (entries !== this.#tree.size || checkpoints !== this.#checkpoints) this.#fail('lines are missing');
    if ((this.#last?.size ?? 0) !== this.#tree.size) this.#fail('no checkpoint covers the last entries');
    this.#state = 'end';
  }

  #hold(): void {
    const kept = this.#kept.get(this.#tree.size);
    if (!kept) return;
    const root = this.#tree.root();
    if (!kept.every((head) => head.root.equals(root))) this.#fail('the entries are not those that were kept elsewhere');
  }

  #signed(checkpoint: unknown): Head {
    const head = typeof checkpoint === 'string' ? this.#open(checkpoint) : undefined;
    return head ?? this.#fail('this checkpoint is not signed by the key');
  }

  #path(path: unknown): Buffer[] {
    const hashes = Array.isArray(path)
      ? path.map((one) => (typeof one === 'string' ? bytesOf(one) : undefined))
      : [undefined];
    return hashes.map((one) => (one?.length === 32 ? one : this.#fail('this is no path of hashes')));
  }

  #fail(why: string): never {
    throw new Fault(`line ${this.#number}: ${why}`);
  }
}

function kindOf(entry: string): string | undefined {
  return /"kind":"([a-z-]{1,32})"/.exec(entry)?.[1];
}
