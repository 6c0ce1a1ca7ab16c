import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import { detectorOf } from '../detector.ts';
import { codeBlocks } from './blocks.ts';
import { licenceHeaders } from './licence-headers.ts';

/** So many lines of code say that nobody only quotes. */
const manyLines = 12;
const shortestBlock = 160;
/** The cheap question: signs that code can't do without. */
const codeSigns = /[;{}()=<>:]/g;
const fewestSigns = 6;
/** Recipes of images have hardly a sign. */
const recipe = /\n(?:RUN|COPY) \S/;

/**
 * Source code: blocks of code-shaped lines (the scheme is the language), and the notices at the head of a file.
 */
export const sourceCode = detectorOf('source-code', find);

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const add = (scheme: string, start: number, end: number, confidence: number): void => {
    matches.push({ entity: 'source-code', scheme, ...folded.span(start, end), confidence });
  };
  if (text.length >= shortestBlock && text.includes('\n') && hasSigns(text)) {
    for (const { start, end, language, lines } of codeBlocks(text))
      add(language, start, end, lines >= manyLines ? 92 : 80);
  }
  for (const { start, end, confidence } of licenceHeaders(text)) add('licence-header', start, end, confidence);
  return matches;
}

function hasSigns(text: string): boolean {
  let signs = 0;
  for (const _ of text.matchAll(codeSigns)) if (++signs >= fewestSigns) return true;
  return recipe.test(text);
}
