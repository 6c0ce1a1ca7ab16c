import { HashIndex } from '../hashing/hash-index.ts';
import type { IndexKey } from '../hashing/index-key.ts';
import { type Letters, lettersOf } from '../hashing/letters.ts';
import { beginsWord, endsWord } from '../matchers/letters.ts';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import type { DocumentFingerprints } from './compile.ts';
import { Fingerprinter, fingerprintLetters } from './fingerprinter.ts';
import { type Passage, passagesOf } from './passages.ts';
import { surelyChosen } from './winnow.ts';

/** A passage of a text that is copied from a document. */
export interface DocumentMatch extends Match {
  /** 0 to 1: see `Passage`. */
  readonly containment: number;
}

/** A passage too short to be found surely may be a turn of phrase. */
const confidence = 90;
const shortConfidence = 80;

/** The fingerprints of all documents of a policy set: which of them a text copies from, and where. */
export class DocumentIndex {
  readonly #names: readonly string[];
  readonly #fingerprinter: Fingerprinter;
  readonly #hashes: HashIndex;
  /** Where the documents of each hash begin in `#documents`; one more for the end. */
  readonly #starts: Uint32Array;
  readonly #documents: Uint32Array;

  /** @param documents all of them fingerprinted under this key */
  constructor(documents: readonly DocumentFingerprints[], key: IndexKey) {
    this.#names = documents.map(({ name }) => name);
    this.#fingerprinter = new Fingerprinter(key);
    const entries = documents.flatMap(({ hashes }, document) => Array.from(hashes, (hash) => ({ hash, document })));
    this.#hashes = HashIndex.of(Float64Array.from(entries, ({ hash }) => hash));
    this.#starts = new Uint32Array(this.#hashes.size + 1);
    this.#documents = new Uint32Array(entries.length);
    const numbers = entries.map(({ hash }) => this.#hashes.find(hash));
    for (const number of numbers) this.#starts[number] = (this.#starts[number] ?? 0) + 1;
    for (let number = 1; number < this.#starts.length; number++) {
      this.#starts[number] = (this.#starts[number] ?? 0) + (this.#starts[number - 1] ?? 0);
    }
    for (const [entry, number] of numbers.entries()) {
      const at = (this.#starts[number] ?? 0) - 1;
      this.#starts[number] = at;
      this.#documents[at] = entries[entry]?.document ?? 0;
    }
  }

  /** The passages of a text that stand in documents, with entity `document` and the document's name as scheme. */
  find(text: InspectedText): DocumentMatch[] {
    return merged(text.views.flatMap((reading) => this.#findIn(reading)));
  }

  #findIn({ folded }: Reading): DocumentMatch[] {
    const letters = lettersOf(folded.text);
    const starts = new Map<number, number[]>();
    for (const { hash, start } of this.#fingerprinter.fingerprints(letters)) {
      const number = this.#hashes.find(hash);
      if (number < 0) continue;
      for (const document of this.#documents.subarray(this.#starts[number], this.#starts[number + 1])) {
        const held = starts.get(document);
        if (held === undefined) starts.set(document, [start]);
        else held.push(start);
      }
    }
    return [...starts].flatMap(([document, places]) =>
      passagesOf(places, fingerprintLetters, letters.length).map((passage) => ({
        entity: 'document',
        scheme: this.#names[document] ?? '',
        ...folded.span(...wholeWords(letters, passage)),
        confidence: passage.end - passage.start < surelyChosen ? shortConfidence : confidence,
        containment: passage.containment,
      })),
    );
  }
}

/** Start and end in the text, words that are cut made whole. */
function wholeWords({ text, positions, length }: Letters, passage: Passage): [start: number, end: number] {
  let first = passage.start;
  let last = passage.end - 1;
  while (first > 0 && !beginsWord(text, positions[first] ?? 0)) first--;
  while (last < length - 1 && !endsWord(text, positions[last] ?? 0)) last++;
  return [positions[first] ?? 0, (positions[last] ?? 0) + 1];
}

/** What several readings of a text found in one place is one passage. */
function merged(matches: readonly DocumentMatch[]): DocumentMatch[] {
  const found: DocumentMatch[] = [];
  const lastOf = new Map<string | undefined, number>();
  for (const match of [...matches].sort((a, b) => a.start - b.start)) {
    const place = lastOf.get(match.scheme);
    const last = place === undefined ? undefined : found[place];
    if (place === undefined || last === undefined || match.start >= last.end) {
      lastOf.set(match.scheme, found.push(match) - 1);
      continue;
    }
    found[place] = {
      ...last,
      end: Math.max(last.end, match.end),
      confidence: Math.max(last.confidence, match.confidence),
      containment: Math.max(last.containment, match.containment),
    };
  }
  return found;
}
