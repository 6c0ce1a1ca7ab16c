import { isLetterAt, isSmallAt, letterSigns, mergedLetter } from './letters.ts';

/**
 * Code of each UTF-16 unit: 0 where it is passed over, `unknown` where only the text around it tells, and with
 * `smallLetter` added for small letters, so that the inside of a word is told at a glance.
 */
export type Codes = Int32Array;
export const smallLetter = 0x20000;
export const unknown = 0x10000;
export const letterBits = 0xffff;

/** Maps the characters of folded texts to the small integers of a trie. */
export class Alphabet {
  readonly #codeOf = new Map<string, number>();
  /** Codes that pass over everything but letters and digits. */
  readonly letters: Codes = new Int32Array(65_536).fill(unknown);
  /** The same, but signs count as the letters that they may stand for. */
  readonly lettersAndSigns: Codes;

  /** @param words in merged letters; every letter of theirs gets a code of its own */
  constructor(words: readonly string[]) {
    for (const word of words) {
      for (let at = 0; at < word.length; at++) {
        const letter = word.charAt(at);
        if (!this.#codeOf.has(letter)) this.#codeOf.set(letter, this.#codeOf.size + 1);
      }
    }
    for (let unit = 0; unit < 128; unit++) this.codeAt(String.fromCharCode(unit), 0);
    this.lettersAndSigns = this.letters.slice();
    for (const sign of letterSigns) this.lettersAndSigns[sign.charCodeAt(0)] = this.#code(mergedLetter(sign));
  }

  /** Number of codes; the last one stands for all letters that no word has. */
  get size(): number {
    return this.#codeOf.size + 1;
  }

  encode(word: string): Uint16Array {
    return Uint16Array.from({ length: word.length }, (_, at) => this.#code(word.charAt(at)));
  }

  /** Code of the character at an offset, and from then on of all like it. */
  codeAt(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    let code = 0;
    if (isLetterAt(text, at))
      code = this.#code(mergedLetter(text.charAt(at))) | (isSmallAt(text, at) ? smallLetter : 0);
    // Half a surrogate pair says nothing by itself.
    if (unit < 0xd800 || unit > 0xdfff) this.letters[unit] = code;
    return code;
  }

  #code(letter: string): number {
    return this.#codeOf.get(letter) ?? this.size;
  }
}
