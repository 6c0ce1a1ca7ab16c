import { isLetterAt, letterSigns, mergedLetter } from './letters.ts';

/** Maps characters to the small integers of an automaton. */
export class Alphabet {
  readonly #codes = new Map<string, number>();
  /** Code of each UTF-16 unit, 0 for separators; filled when first asked for above ASCII. */
  readonly #ofUnit = new Map<number, number>();
  readonly #ofAscii = new Uint16Array(128);

  /** @param words in merged letters; every letter of theirs gets a code of its own */
  constructor(words: readonly string[]) {
    for (const word of words) {
      for (let at = 0; at < word.length; at++) {
        const letter = word.charAt(at);
        if (!this.#codes.has(letter)) this.#codes.set(letter, this.#codes.size + 1);
      }
    }
    for (let unit = 0; unit < 128; unit++) this.#ofAscii[unit] = this.#compute(String.fromCharCode(unit), 0);
  }

  /** Number of codes; one more stands for all letters that no word has. */
  get size(): number {
    return this.#codes.size + 1;
  }

  encode(word: string): Uint16Array {
    return Uint16Array.from({ length: word.length }, (_, at) => this.#codes.get(word.charAt(at)) ?? this.size);
  }

  /** Code of the character at an offset of a folded text; 0 where it separates words. */
  codeAt(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    if (unit < 128) return this.#ofAscii[unit] ?? 0;
    if (unit >= 0xd800 && unit <= 0xdfff) return this.#compute(text, at);
    let code = this.#ofUnit.get(unit);
    if (code === undefined) {
      code = this.#compute(text, at);
      this.#ofUnit.set(unit, code);
    }
    return code;
  }

  /** Code of a sign that may stand for a letter. */
  signCode(sign: string): number {
    return this.#codes.get(mergedLetter(sign)) ?? this.size;
  }

  #compute(text: string, at: number): number {
    if (!isLetterAt(text, at)) return 0;
    return this.#codes.get(mergedLetter(text.charAt(at))) ?? this.size;
  }
}

/** The letters of a text without what stands between them. */
export interface LetterStream {
  readonly length: number;
  readonly codes: Uint16Array;
  /** Where each stands in the text. */
  readonly positions: Int32Array;
}

/** A sign inside or beside a word, where it may stand for a letter. */
const signInWord = /[@$!|+(][a-z0-9]|[a-z0-9][$|+]/i;

/** Whether reading signs as letters could find something. */
export const hasLetterSigns = (text: string): boolean => signInWord.test(text);

/** Reads the letters of a folded text; with `signs`, signs that may stand for letters too. */
export function letterStream(text: string, alphabet: Alphabet, signs: boolean): LetterStream {
  const codes = new Uint16Array(text.length);
  const positions = new Int32Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let code = alphabet.codeAt(text, at);
    if (code === 0 && signs && letterSigns.includes(text.charAt(at))) code = alphabet.signCode(text.charAt(at));
    if (code === 0) continue;
    codes[length] = code;
    positions[length] = at;
    length++;
  }
  return { length, codes, positions };
}
