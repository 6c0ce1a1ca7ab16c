import type { Redaction } from '../model/verdict.ts';
import { labelFor } from './label.ts';

/** Stands for one letter or digit. */
export const dot = '•';
/** What is kept at the end of a masked text, and the length from which on that says little about the rest. */
const kept = 4;
const shortestKept = 8;
const meaning = /[\p{L}\p{N}]/u;

/** What stands in the place of a span, piece by piece where markup cuts it into several. */
export interface Replacement {
  /** Stands once, where the span begins. */
  readonly label: string;
  /** Stands in the place of a piece of the span. */
  piece(text: string): string;
}

/**
 * The replacement of a span. Of a masked text the letters and digits become dots and the signs between them stay;
 * the last four stay where the text has eight or more.
 *
 * @param pieces the texts of the span, as they follow each other
 */
export function replacementFor(redaction: Redaction, entity: string, pieces: () => readonly string[]): Replacement {
  switch (redaction) {
    case 'remove':
      return { label: '', piece: () => '' };
    case 'mask':
      return masked(Number.POSITIVE_INFINITY);
    case 'keep-last-4': {
      const length = pieces().reduce((sum, piece) => sum + countMeaning(piece), 0);
      return masked(length < shortestKept ? length : length - kept);
    }
    case 'label':
    case 'drop-attachment':
      return { label: labelFor(entity), piece: () => '' };
  }
}

/** Masks the first so many letters and digits of what it is given. */
function masked(most: number): Replacement {
  let left = most;
  return {
    label: '',
    piece: (text) => [...text].map((character) => (meaning.test(character) && left-- > 0 ? dot : character)).join(''),
  };
}

function countMeaning(text: string): number {
  return [...text].filter((character) => meaning.test(character)).length;
}
