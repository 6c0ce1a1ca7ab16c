import { type RE2JS, RE2Set } from 're2js';
import type { Span } from '../text/offset-map.ts';
import { needOf } from './need.ts';

/** How often, counted in whole texts, a pattern may read on for its next hit: keeps the search for all hits linear. */
const mostPasses = 16;

/** With more texts to look for, one pass of the automaton is quicker. */
const mostTexts = 12;
const digit = /[0-9]/;

const none: readonly Hit[] = [];

/** A hit of one pattern in a text. */
export interface Hit extends Span {
  /** Position of the pattern in the list the set was made of. */
  readonly pattern: number;
}

/**
 * Patterns compiled to one automaton: a text is read once, whatever their number, and only those that occur in it
 * are matched again for their offsets.
 */
export class PatternSet {
  readonly #patterns: readonly RE2JS[];
  readonly #set = new RE2Set();
  /** Texts of which one stands wherever a pattern without a digit occurs; undefined where that is not known. */
  readonly #texts: readonly string[] | undefined;

  constructor(patterns: readonly RE2JS[]) {
    this.#patterns = patterns;
    for (const pattern of patterns) this.#set.add(pattern.pattern());
    this.#set.compile();
    this.#texts = textsNeeded(patterns);
  }

  /** Positions of the patterns that occur in the text. */
  occurring(text: string): number[] {
    return this.#patterns.length === 0 || !this.#mayOccur(text) ? [] : this.#set.match(text);
  }

  /** Every hit in the text, pattern by pattern, leftmost first and without overlap; empty hits are left out. */
  hits(text: string): readonly Hit[] {
    const occurring = this.occurring(text);
    return occurring.length === 0 ? none : occurring.flatMap((pattern) => this.#hitsOf(pattern, text));
  }

  /** The cheap question, which most prose answers with no. */
  #mayOccur(text: string): boolean {
    return this.#texts === undefined || digit.test(text) || this.#texts.some((needed) => text.includes(needed));
  }

  #hitsOf(index: number, text: string): Hit[] {
    const hits: Hit[] = [];
    const pattern = this.#patterns[index];
    if (pattern === undefined) return hits;
    const matcher = pattern.matcher(text);
    let budget = text.length * mostPasses;
    while (matcher.find()) {
      const start = matcher.start();
      const end = matcher.end();
      if (end > start) hits.push({ pattern: index, start, end });
      budget -= text.length - start;
      // So many hits say enough: the rest of the text counts as one.
      if (budget < 0 && end < text.length) return [...hits, { pattern: index, start: end, end: text.length }];
      // Whether there is one more is asked of the automaton, which is quicker than the search for its offsets.
      if (end > 0 && !pattern.test(text.slice(end - 1))) break;
    }
    return hits;
  }
}

function textsNeeded(patterns: readonly RE2JS[]): readonly string[] | undefined {
  const texts = new Set<string>();
  for (const pattern of patterns) {
    const need = needOf(pattern.pattern());
    if (need === undefined) return undefined;
    if (need.kind === 'text') texts.add(need.text);
  }
  return texts.size > mostTexts ? undefined : [...texts];
}
