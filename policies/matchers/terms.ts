import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { strongest } from '../text/strongest.ts';
import type { TextView } from '../text/text-view.ts';
import { Automaton } from './automaton.ts';
import { Alphabet, hasLetterSigns, type LetterStream, letterStream } from './letter-stream.ts';
import { mergedLetter } from './letters.ts';
import { judgeSpelling, standsAlone } from './spelling.ts';
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
  const merged = parsed.map(({ letters }) => mergedWord(letters));
  const alphabet = new Alphabet(merged);
  const automaton = new Automaton(
    merged.map((word) => alphabet.encode(word)),
    alphabet.size,
  );
  const dictionary = new Dictionary(name, parsed, alphabet, automaton, options.wholeWord ?? true);
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

  constructor(name: string, terms: readonly Term[], alphabet: Alphabet, automaton: Automaton, wholeWord: boolean) {
    this.#name = name;
    this.#terms = terms;
    this.#alphabet = alphabet;
    this.#automaton = automaton;
    this.#wholeWord = wholeWord;
  }

  find(view: TextView, value: string): Match[] {
    const matches: Match[] = [];
    const stream = letterStream(view.text, this.#alphabet, false);
    this.#scan(stream, view, value, 1, matches);
    this.#scan(stream, view, value, -1, matches);
    if (hasLetterSigns(view.text)) {
      this.#scan(letterStream(view.text, this.#alphabet, true), view, value, 1, matches);
    }
    return matches;
  }

  #scan(stream: LetterStream, view: TextView, value: string, step: 1 | -1, matches: Match[]): void {
    const { codes, length } = stream;
    const automaton = this.#automaton;
    let state = 0;
    for (let count = 0; count < length; count++) {
      const at = step === 1 ? count : length - 1 - count;
      state = automaton.step(state, codes[at] ?? 0);
      if (!automaton.accepts(state)) continue;
      automaton.eachWord(state, (word) => this.#judge(word, at, stream, view, value, step, matches));
    }
  }

  /** Judges the spelling of a term whose last letter, in reading direction, is at `last` of the stream. */
  #judge(
    word: number,
    last: number,
    stream: LetterStream,
    view: TextView,
    value: string,
    step: 1 | -1,
    matches: Match[],
  ): void {
    const term = this.#terms[word];
    if (term === undefined) return;
    const { text } = view;
    const isPlain = (start: number, end: number): boolean => {
      const span = view.span(start, end);
      return value.slice(span.start, span.end) === text.slice(start, end);
    };
    const first = last - step * (term.letters.length - 1);
    const spelling = { text, positions: stream.positions, first, step, isPlain };
    if (!standsAlone(term, spelling, this.#wholeWord)) return;
    const confidence = judgeSpelling(term, spelling);
    if (confidence === 0) return;
    const one = stream.positions[first] ?? 0;
    const other = stream.positions[last] ?? 0;
    const start = Math.min(one, other) - term.prefix.length;
    const span = view.span(start, Math.max(one, other) + 1 + term.suffix.length);
    matches.push({ entity: 'term', scheme: this.#name, ...span, confidence });
  }
}
