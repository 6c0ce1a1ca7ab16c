import {
  canBeFingerprinted,
  type DocumentFingerprints,
  fingerprintDocument,
  packFingerprints,
  unpackFingerprints,
} from '../fingerprints/index.ts';
import { deriveIndexKey, sha256InSteps } from '../gate/digest.ts';
import type { IndexKey } from '../hashing/index-key.ts';
import type { Steps } from '../model/steps.ts';
import { compileRecords, type RecordIndex, recordPieces, unpackRecordsInSteps } from '../records/index.ts';
import { type ExtractedText, type ExtractText, textOf } from './files.ts';
import { type Problem, start } from './problem.ts';

/** What it takes to read data. */
export interface DataOptions {
  /** Secret that the keys of all indexes are derived from. */
  readonly hashKey: Uint8Array;
  readonly extractText?: ExtractText | undefined;
}

/** Something of a folder of which only hashes are kept, with the file that it came from. */
export interface Hashed<Index> {
  readonly file: string;
  readonly index: Index;
}

/** Fewest bytes of a secret for HMAC-SHA-256 (RFC 2104 §3). */
const keyBytes = 32;

/** The records and documents of a folder, read one file at a time; of none anything but hashes is kept. */
export class DataFiles {
  readonly records = new Map<string, Hashed<RecordIndex>>();
  readonly documents = new Map<string, Hashed<DocumentFingerprints>>();
  /** The names of all, those included that could not be read. */
  readonly recordNames = new Set<string>();
  readonly documentNames = new Set<string>();
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly #hashKey: Uint8Array;
  readonly #documentKey: IndexKey;
  readonly #extractText: ExtractText | undefined;
  /** Texts of documents until all their files are read. */
  readonly #texts = new Map<string, string[]>();

  constructor({ hashKey, extractText }: DataOptions) {
    if (hashKey.byteLength < keyBytes) throw new RangeError(`the hash key has fewer than ${keyBytes} bytes`);
    this.#hashKey = hashKey;
    this.#documentKey = deriveIndexKey(hashKey, 'documents');
    this.#extractText = extractText;
  }

  get documentKey(): IndexKey {
    return this.#documentKey;
  }

  addRecords(file: string, name: string, content: string | Uint8Array): void {
    this.recordNames.add(name);
    const csv = textOf(content);
    if (csv === undefined) this.#refuse(start(file, 'not UTF-8 text', 'save it as UTF-8'));
    else if (this.#isFree(this.records, name, file)) {
      const compiled = compileRecords(name, csv, { key: this.#recordsKey(name), file });
      if (!compiled.ok) return this.#refuse(...compiled.problems);
      this.records.set(name, { file, index: compiled.index });
      this.warnings.push(...compiled.warnings);
    }
  }

  *addHashedRecords(file: string, name: string, content: string | Uint8Array): Steps<void> {
    this.recordNames.add(name);
    if (!this.#isFree(this.records, name, file)) return;
    const restored = yield* unpackRecordsInSteps(yield* bytesOf(content), this.#recordsKey(name));
    if (restored.kind !== 'index') this.#refuse(unusable(file, restored.kind));
    else if (restored.index.name !== name) this.#refuse(renamed(file, restored.index.name));
    else this.records.set(name, { file, index: restored.index });
  }

  addDocument(file: string, name: string, content: string | Uint8Array): void {
    this.documentNames.add(name);
    const extracted = this.#extract(file, content);
    if (extracted.kind === 'refused') return this.#refuse(start(file, extracted.message, extracted.hint));
    if (!canBeFingerprinted(extracted.text)) {
      const hint = 'a document has at least 40 letters: put a short phrase into a dictionary';
      return this.#refuse(start(file, 'too short for a part of it to be recognised', hint));
    }
    this.#texts.set(name, [...(this.#texts.get(name) ?? []), extracted.text]);
  }

  *addHashedDocument(file: string, name: string, content: string | Uint8Array): Steps<void> {
    this.documentNames.add(name);
    if (!this.#isFree(this.documents, name, file)) return;
    const restored = unpackFingerprints(yield* bytesOf(content), this.#documentKey);
    if (restored.kind !== 'fingerprints') this.#refuse(unusable(file, restored.kind));
    else if (restored.fingerprints.name !== name) this.#refuse(renamed(file, restored.fingerprints.name));
    else this.documents.set(name, { file, index: restored.fingerprints });
  }

  /** Takes the fingerprints of the documents, now that all their files are there. */
  finish(): void {
    for (const [name, texts] of this.#texts) {
      const file = `documents/${name}`;
      if (!this.#isFree(this.documents, name, file)) continue;
      this.documents.set(name, { file, index: fingerprintDocument(name, texts, this.#documentKey) });
    }
    this.#texts.clear();
  }

  /** Address of the content of every data file, by the path that its hashes have. */
  *addresses(): Steps<[path: string, address: string][]> {
    const addresses: [string, string][] = [];
    for (const [path, pieces] of this.#packed()) addresses.push([path, yield* sha256InSteps(pieces)]);
    return addresses;
  }

  /** The hashes of every data file, in base64; the same secret reads them back to the same index. */
  hashedFiles(): [path: string, content: string][] {
    return this.#packed().map(([path, pieces]) => [path, Buffer.concat(pieces).toString('base64')]);
  }

  #packed(): [path: string, pieces: Uint8Array[]][] {
    const records = [...this.records].map(([name, { index }]): [string, Uint8Array[]] => [
      `records/${name}.hashed`,
      recordPieces(index),
    ]);
    const documents = [...this.documents].map(([name, { index }]): [string, Uint8Array[]] => [
      `documents/${name}.hashed`,
      [packFingerprints(index)],
    ]);
    return [...records, ...documents];
  }

  #extract(file: string, content: string | Uint8Array): ExtractedText {
    if (/\.(?:txt|md)$/i.test(file)) {
      const text = textOf(content);
      if (text === undefined) return { kind: 'refused', message: 'not UTF-8 text', hint: 'save it as UTF-8' };
      return { kind: 'text', text };
    }
    // Whoever read the folder took the text out already.
    if (typeof content === 'string') return { kind: 'text', text: content };
    if (this.#extractText !== undefined) return this.#extractText(file, content);
    const hint = 'save its text as `.txt` or `.md`';
    return { kind: 'refused', message: `no text can be taken from \`${file}\` here`, hint };
  }

  #recordsKey(name: string): IndexKey {
    return deriveIndexKey(this.#hashKey, `records/${name}`);
  }

  #isFree(taken: ReadonlyMap<string, Hashed<unknown>>, name: string, file: string): boolean {
    const other = taken.get(name)?.file;
    if (other !== undefined) this.#refuse(start(file, `\`${name}\` is there already as \`${other}\``, 'remove one'));
    return other === undefined;
  }

  #refuse(...problems: readonly Problem[]): void {
    this.problems.push(...problems);
  }
}

function unusable(file: string, kind: 'damaged' | 'other-key'): Problem {
  return kind === 'damaged'
    ? start(file, 'damaged: these are no hashes that were kept whole', 'hash the original again')
    : start(file, 'hashed with another key, so that nothing would match', 'hash the original again with this one');
}

function renamed(file: string, name: string): Problem {
  return start(file, `hashed under the name \`${name}\``, 'give the file that name');
}

/** Characters of base64 that are decoded between two steps; a multiple of four. */
const charactersAtOnce = 1_000_000;

/** Hashes are kept in base64 as text, or as they are. */
function* bytesOf(content: string | Uint8Array): Steps<Uint8Array> {
  if (typeof content !== 'string') return content;
  const bytes = new Uint8Array(Math.ceil(content.length / 4) * 3);
  let filled = 0;
  for (let from = 0; from < content.length; from += charactersAtOnce) {
    const part = Buffer.from(content.slice(from, from + charactersAtOnce), 'base64');
    const isWhole = part.length === (charactersAtOnce / 4) * 3 || from + charactersAtOnce >= content.length;
    // What is written with anything between its letters is decoded in one piece.
    if (!isWhole) return new Uint8Array(Buffer.from(content, 'base64'));
    bytes.set(part, filled);
    filled += part.length;
    yield;
  }
  return bytes.subarray(0, filled);
}
