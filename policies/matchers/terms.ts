import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import type { TextView } from '../text/text-view.ts';
import { Alphabet, type Codes, unknown } from './alphabet.ts';
import { Automaton } from './automaton.ts';
import { beginsWord, endsWord, hasLetterSigns, mergedLetter } from './letters.ts';
import { extent, judgeSpelling, standsAlone } from './spelling.ts';
import { parseTerm, type Term } from './term.ts';

export interface TermOptions {
  /** Match only where words begin and end; true when left out. */
  readonly wholeWord?: boolean;
}

/** A compiled dictionary. */
export interface TermMatcher {
  readonly name: string;
  /** Number of terms that can match: those with a letter or digit. */
  readonly size: number;
  /**
   * Finds terms however they are written: in look-alike letters, with signs for letters, spaced out, joined by
   * anything or nothing, in a hashtag, backwards. Matches have entity `term` and the dictionary's name as scheme.
   */
  find(text: InspectedText): Match[];
}

/** Compiles a dictionary, one entry a term, to one automaton; time and memory are linear in its letters. */
export function compileTerms(name: string, terms: Iterable<string>, options: TermOptions = {}): TermMatcher {
  const parsed = [...new Set(terms)].map(parseTerm).filter((term): term is Term => term !== undefined);
  const dictionary = new Dictionary(name, parsed, options.wholeWord ?? true);
  return {
    name,
    size: parsed.length,
    find: (text) => strongest(text.views.flatMap((reading) => dictionary.find(reading.folded, text.value))),
  };
}

function mergedWord(letters: string): string {
  let word = '';
  for (let at = 0; at < letters.length; at++) word += mergedLetter(letters.charAt(at));
  return word;
}

class Dictionary {
  readonly #name: string;
  readonly #terms: readonly Term[];
  readonly #alphabet: Alphabet;
  readonly #automaton: Automaton;
  readonly #wholeWord: boolean;

  constructor(name: string, terms: readonly Term[], wholeWord: boolean) {
    const words = terms.map(({ letters }) => mergedWord(letters));
    this.#name = name;
    this.#terms = terms;
    this.#alphabet = new Alphabet(words);
    this.#automaton = new Automaton(words, this.#alphabet);
    this.#wholeWord = wholeWord;
  }

  find(view: TextView, value: string): Match[] {
    const matches: Match[] = [];
    this.#scan(view, value, this.#alphabet.letters, 1, matches);
    this.#scan(view, value, this.#alphabet.letters, -1, matches);
    if (hasLetterSigns(view.text)) this.#scan(view, value, this.#alphabet.lettersAndSigns, 1, matches);
    return matches;
  }

  #scan(view: TextView, value: string, codes: Codes, step: 1 | -1, matches: Match[]): void {
    const { text } = view;
    const isPlain = (start: number, end: number): boolean => {
      const span = view.span(start, end);
      return value.slice(span.start, span.end) === text.slice(start, end);
    };
    this.#automaton.scan(text, codes, step, (last, state) => {
      if (this.#wholeWord && !(step === 1 ? endsWord(text, last) : beginsWord(text, last))) return;
      this.#automaton.eachWord(state, (word) => {
        const term = this.#terms[word];
        if (term === undefined) return;
        const positions = this.#positions(text, codes, last, step, term.letters.length);
        const spelling = { text, positions, isPlain };
        if (!standsAlone(term, spelling, this.#wholeWord)) return;
        const confidence = judgeSpelling(term, spelling);
        if (confidence === 0) return;
        const { start, end } = extent(positions);
        const span = view.span(start - term.prefix.length, end + term.suffix.length);
        matches.push({ entity: 'term', scheme: this.#name, ...span, confidence });
      });
    });
  }

  /** Offsets of the `count` letters that end, in reading direction, with the one at `last`. */
  #positions(text: string, codes: Codes, last: number, step: 1 | -1, count: number): Int32Array {
    const positions = new Int32Array(count);
    for (let index = count - 1, at = last; index >= 0; at -= step) {
      const code = codes[text.charCodeAt(at)] ?? 0;
      if (code === 0 || (code === unknown && this.#alphabet.codeAt(text, at) === 0)) continue;
      positions[index--] = at;
    }
    return positions;
  }
}
