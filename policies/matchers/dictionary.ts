import type { Match } from '../text/match.ts';
import type { TextView } from '../text/text-view.ts';
import { Alphabet, type Codes, letterBits, smallLetter, unknown } from './alphabet.ts';
import { widestGap } from './gaps.ts';
import { beginsWord, endsWord, hasLetterSigns, mergedLetter } from './letters.ts';
import { extent, judgeSpelling, standsAlone } from './spelling.ts';
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

/** Direction in which a term is read: from the front on, or from the back. */
type Step = 1 | -1;

/**
 * Finds terms by walking the tree of their letters from every place where a word begins, over whatever separates
 * letters. Most walks end after two or three letters; none is longer than the longest term, so the time is linear in
 * the text.
 */
export class Dictionary {
  readonly #name: string;
  readonly #terms: readonly Term[];
  readonly #wholeWord: boolean;
  readonly #alphabet: Alphabet;
  readonly #trie: Trie;

  constructor(name: string, terms: readonly Term[], wholeWord: boolean) {
    const words = terms.map(({ letters }) => mergedWord(letters));
    this.#name = name;
    this.#terms = terms;
    this.#wholeWord = wholeWord;
    this.#alphabet = new Alphabet(words);
    this.#trie = new Trie(
      words.map((word) => this.#alphabet.encode(word)),
      this.#alphabet.size,
    );
  }

  /** Matches in one folded view of `value`. */
  find(view: TextView, value: string): Match[] {
    const matches: Match[] = [];
    const { letters, lettersAndSigns } = this.#alphabet;
    this.#search({ view, value, codes: letters, matches });
    if (hasLetterSigns(view.text)) this.#search({ view, value, codes: lettersAndSigns, matches });
    return matches;
  }

  /** Walks on from every letter with which a word begins, and back from every one with which a word ends. */
  #search(search: Search): void {
    const { codes } = search;
    const { text } = search.view;
    let last = 0;
    for (let at = 0; at < text.length; at++) {
      let code = codes[text.charCodeAt(at)] ?? 0;
      if (code === unknown) code = this.#alphabet.codeAt(text, at);
      // Between small letters no word begins or ends: that is most places, so nothing more is asked.
      if ((code & last & smallLetter) === 0 || !this.#wholeWord) {
        if (last !== 0 && (code === 0 || this.#edge(text, at - 1, -1))) this.#walk(search, at - 1, -1);
        if (code !== 0 && (last === 0 || this.#edge(text, at, 1))) this.#walk(search, at, 1);
      }
      last = code;
    }
    if (last !== 0) this.#walk(search, text.length - 1, -1);
  }

  /** Follows the tree from a letter on for as long as some term goes on so. */
  #walk(search: Search, from: number, step: Step): void {
    const { codes } = search;
    const { text } = search.view;
    const trie = this.#trie;
    const end = step === 1 ? text.length : -1;
    let state = 0;
    let gap = 0;
    for (let at = from; at !== end && gap <= widestGap; at += step) {
      let code = codes[text.charCodeAt(at)] ?? 0;
      if (code === unknown) code = this.#alphabet.codeAt(text, at);
      if (code === 0) {
        gap++;
        continue;
      }
      gap = 0;
      state = trie.child(state, code & letterBits);
      if (state === 0) return;
      if (trie.endsIn(state)) this.#judge(search, state, at, step);
    }
  }

  /** Judges every term whose last letter, in reading direction, is at `last`. */
  #judge({ view, value, codes, matches }: Search, state: number, last: number, step: Step): void {
    const { text } = view;
    if (!this.#edge(text, last, step === 1 ? -1 : 1)) return;
    const isPlain = (start: number, end: number): boolean => {
      const span = view.span(start, end);
      return value.slice(span.start, span.end) === text.slice(start, end);
    };
    for (const word of this.#trie.wordsOf(state)) {
      const term = this.#terms[word];
      if (term === undefined) continue;
      const spelling = { text, positions: this.#positions(text, codes, last, step, term.letters.length), isPlain };
      if (!standsAlone(term, spelling, this.#wholeWord)) continue;
      const confidence = judgeSpelling(term, spelling);
      if (confidence === 0) continue;
      const { start, end } = extent(spelling.positions);
      const span = view.span(start - term.prefix.length, end + term.suffix.length);
      matches.push({ entity: 'term', scheme: this.#name, ...span, confidence });
    }
  }

  /** Whether a match may begin (1) or end (-1) with the letter at an offset. */
  #edge(text: string, at: number, side: Step): boolean {
    return !this.#wholeWord || (side === 1 ? beginsWord(text, at) : endsWord(text, at));
  }

  /** Offsets of the `count` letters that end, in reading direction, with the one at `last`. */
  #positions(text: string, codes: Codes, last: number, step: Step, count: number): Int32Array {
    const positions = new Int32Array(count);
    for (let index = count - 1, at = last; index >= 0; at -= step) {
      const code = codes[text.charCodeAt(at)] ?? 0;
      if (code > 0 || (code === unknown && this.#alphabet.codeAt(text, at) !== 0)) positions[index--] = at;
    }
    return positions;
  }
}

function mergedWord(letters: string): string {
  let word = '';
  for (let at = 0; at < letters.length; at++) word += mergedLetter(letters.charAt(at));
  return word;
}
