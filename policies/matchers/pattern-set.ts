import { type RE2JS, RE2Set } from 're2js';
import type { Span } from '../text/offset-map.ts';

/** How often, counted in whole texts, a pattern may read on for its next hit: keeps the search for all hits linear. */
const mostPasses = 16;

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

  constructor(patterns: readonly RE2JS[]) {
    this.#patterns = patterns;
    for (const pattern of patterns) this.#set.add(pattern.pattern());
    this.#set.compile();
  }

  /** Positions of the patterns that occur in the text. */
  occurring(text: string): number[] {
    return this.#patterns.length === 0 ? [] : this.#set.match(text);
  }

  /** Every hit in the text, pattern by pattern, leftmost first and without overlap; empty hits are left out. */
  hits(text: string): readonly Hit[] {
    const occurring = this.occurring(text);
    return occurring.length === 0 ? none : occurring.flatMap((pattern) => this.#hitsOf(pattern, text));
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
