import type { IndexKey } from '../hashing/index-key.ts';
import { lettersOf } from '../hashing/letters.ts';
import { foldText } from '../text/fold.ts';
import { Fingerprinter } from './fingerprinter.ts';
import { surelyChosen } from './winnow.ts';

/** What is kept of a document: the hashes of some of its stretches, rising, each once. */
export interface DocumentFingerprints {
  readonly name: string;
  readonly key: IndexKey;
  readonly hashes: Float64Array;
}

/** Whether a text is long enough for a part of it to be recognised. */
export function canBeFingerprinted(text: string): boolean {
  return lettersOf(foldText(text)).length >= surelyChosen;
}

/** Takes the fingerprints of a document, which may be in several texts; of the texts nothing is kept. */
export function fingerprintDocument(name: string, texts: readonly string[], key: IndexKey): DocumentFingerprints {
  const fingerprinter = new Fingerprinter(key);
  const hashes = new Set<number>();
  for (const text of texts) {
    for (const { hash } of fingerprinter.fingerprints(lettersOf(foldText(text)))) hashes.add(hash);
  }
  return { name, key, hashes: Float64Array.from(hashes).sort() };
}
