import type { Steps } from '../model/steps.ts';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import type { TextView } from '../text/text-view.ts';
import { Alphabet, type Codes, letterBits, smallLetter, unknown } from './alphabet.ts';
import { widestGap } from './gaps.ts';
import { beginsWord, endsWord, hasSignsInWords, mergedLetter } from './letters.ts';
import { judgeSpelling } from './spelling.ts';
import type { Term } from './term.ts';
import { Trie } from './trie.ts';

/** A text while it is searched. */
interface Search {
  readonly view: TextView;
  /** The field's value as it stands in the body. */
  readonly value: string;
  readonly codes: Codes;
  readonly matches: Match[];
}

interface DictionaryParts {
  readonly name: string;
  readonly forwards: readonly Term[];
  /** Those that are looked for backwards as well. */
  readonly backwards: readonly Term[];
  readonly wholeWord: boolean;
  readonly alphabet: Alphabet;
  readonly trie: Trie;
}

/** Shortest term that is looked for backwards as well. */
const shortestBackwards = 5;

/**
 * Finds terms by walking the tree of their letters from every place where a word begins, over whatever separates
 * letters. The tree holds long terms backwards, too. Most walks end after two or three letters; none is longer than
 * the longest term, so the time is linear in the text.
 */
export class Dictionary {
  readonly #name: string;
  /** Every term as it is read, then those that are read backwards as well. */
  readonly #terms: readonly Term[];
  readonly #backwardsFrom: number;
  readonly #wholeWord: boolean;
  readonly #alphabet: Alphabet;
  readonly #trie: Trie;

  private constructor({ name, forwards, backwards, wholeWord, alphabet, trie }: DictionaryParts) {
    this.#name = name;
    this.#terms = [...forwards, ...backwards];
    this.#backwardsFrom = forwards.length;
    this.#wholeWord = wholeWord;
    this.#alphabet = alphabet;
    this.#trie = trie;
  }

  static *of(name: string, terms: readonly Term[], wholeWord: boolean): Steps<Dictionary> {
    const backwards = terms.filter(({ letters }) => letters.length >= shortestBackwards);
    const words = terms.map(({ letters }) => mergedWord(letters));
    yield;
    for (const { letters } of backwards) words.push([...mergedWord(letters)].reverse().join(''));
    yield;
    const alphabet = new Alphabet(words);
    yield;
    const encoded = words.map((word) => alphabet.encode(word));
    const trie = yield* Trie.of(encoded, alphabet.size);
    return new Dictionary({ name, forwards: terms, backwards, wholeWord, alphabet, trie });
  }

  /** Matches in every reading of a text. */
  find({ value, views }: InspectedText): Match[] {
    const matches: Match[] = [];
    const { letters, lettersAndSigns } = this.#alphabet;
    for (const { folded: view, profile } of views) {
      this.#search({ view, value, codes: letters, matches });
      if (!profile.hasLetterSigns || !hasSignsInWords(view.text)) continue;
      this.#search({ view, value, codes: lettersAndSigns, matches });
    }
    return strongest(matches);
  }

  /** Walks on from every letter with which a word begins. */
  #search(search: Search): void {
    const { codes } = search;
    const { text } = search.view;
    const trie = this.#trie;
    // Behind a small letter no word begins with another one: that is most places, so nothing more is asked there.
    const passedOver = this.#wholeWord ? smallLetter : 0;
    let last = 0;
    for (let at = 0; at < text.length; ) {
      const code = this.#code(codes, text, at);
      const next = this.#code(codes, text, at + 1);
      const hopeless = code === 0 || (next !== 0 && !trie.beginsWith(code & letterBits, next & letterBits));
      if (!hopeless && (last === 0 || !this.#wholeWord || beginsWord(text, at))) this.#walk(search, at);
      last = code;
      at++;
      if ((last & passedOver) === 0) continue;
      while (at < text.length && ((codes[text.charCodeAt(at)] ?? 0) & smallLetter) !== 0) at++;
    }
  }

  /** Follows the tree from a letter on for as long as some term goes on so. */
  #walk(search: Search, from: number): void {
    const { codes } = search;
    const { text } = search.view;
    let state = 0;
    let gap = 0;
    for (let at = from; at < text.length && gap <= widestGap; at++) {
      const code = this.#code(codes, text, at);
      if (code === 0) {
        gap++;
        continue;
      }
      gap = 0;
      state = this.#trie.child(state, code & letterBits);
      if (state === 0) return;
      if (this.#trie.endsIn(state) && (!this.#wholeWord || endsWord(text, at))) this.#judge(search, state, from, at);
    }
  }

  /** Judges every term that the letters from `first` to `last` may spell. */
  #judge({ view, value, codes, matches }: Search, state: number, first: number, last: number): void {
    const { text } = view;
    const isPlain = (start: number, end: number): boolean => {
      const span = view.span(start, end);
      return value.slice(span.start, span.end) === text.slice(start, end);
    };
    const offsets = this.#letterOffsets(text, codes, first, last);
    for (const word of this.#trie.wordsOf(state)) {
      const term = this.#terms[word];
      if (term === undefined) continue;
      const positions = word < this.#backwardsFrom ? offsets : offsets.toReversed();
      const confidence = judgeSpelling(term, { text, positions, isPlain });
      if (confidence === 0) continue;
      const span = view.span(first - term.prefix.length, last + 1 + term.suffix.length);
      matches.push({ entity: 'term', scheme: this.#name, ...span, confidence });
    }
  }

  #letterOffsets(text: string, codes: Codes, first: number, last: number): number[] {
    const offsets: number[] = [];
    for (let at = first; at <= last; at++) {
      if (this.#code(codes, text, at) !== 0) offsets.push(at);
    }
    return offsets;
  }

  /** Code of the character at an offset; 0 past the end. */
  #code(codes: Codes, text: string, at: number): number {
    if (at >= text.length) return 0;
    const code = codes[text.charCodeAt(at)] ?? 0;
    return code === unknown ? this.#alphabet.codeAt(text, at) : code;
  }
}

function mergedWord(letters: string): string {
  let word = '';
  for (let at = 0; at < letters.length; at++) word += mergedLetter(letters.charAt(at));
  return word;
}
