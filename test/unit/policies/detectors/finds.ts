import { detectAll, type Match } from '../../../../policies/detectors/index.ts';
import { inspectText } from '../../../../policies/text/inspected.ts';
import { marked } from '../../../support/marked.ts';

export type Band = 'low' | 'medium' | 'high';

/** The band of a confidence, as policies name them. */
export function bandOf(confidence: number): Band | 'none' {
  if (confidence >= 85) return 'high';
  if (confidence >= 75) return 'medium';
  return confidence >= 65 ? 'low' : 'none';
}

/** What is found of one entity in a plain text. */
export const found = (entity: string, text: string): Match[] => detectAll(inspectText(text, 'text'), new Set([entity]));

/** Expects one match, over what stands between « and » in the text. */
export function expectFound(entity: string, text: string, band: Band, scheme?: string): void {
  const { value, start, end } = marked(text);
  const matches = found(entity, value).filter((match) => scheme === undefined || match.scheme === scheme);
  expect(matches.map((match) => value.slice(match.start, match.end))).toEqual([value.slice(start, end)]);
  expect(matches.map((match) => [match.start, bandOf(match.confidence)])).toEqual([[start, band]]);
}
