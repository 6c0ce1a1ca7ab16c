import { type Detector, detectAll } from '../detectors/index.ts';
import type { DocumentIndex, DocumentMatch } from '../fingerprints/index.ts';
import type { PatternMatcher } from '../matchers/patterns.ts';
import type { TermMatcher } from '../matchers/terms.ts';
import type { InspectedText } from '../text/inspected.ts';
import type { Match } from '../text/match.ts';
import { lookInTime, type Stopwatch } from './time-budget.ts';
import type { WantedRecords } from './wanted-records.ts';

/** What to look for in a text. */
export interface Wanted {
  readonly entities: ReadonlySet<string>;
  readonly detectors: readonly Detector[];
  readonly dictionaries: readonly TermMatcher[];
  readonly patterns?: PatternMatcher;
  readonly documents?: DocumentIndex;
  /** Looked for in all fields together: see `seeRecords`. */
  readonly records: readonly WantedRecords[];
  /** With one, what takes too long has failed. */
  readonly stopwatch?: Stopwatch;
}

export interface Scan {
  readonly matches: readonly (Match | DocumentMatch)[];
  /**
   * What failed, by detector name or `terms`, `patterns`, `documents`, with `-out-of-time` behind where it took too
   * long: nothing is known of what it would have found.
   */
  readonly failed: readonly string[];
}

/** Looks for everything wanted in one text, records apart; one that fails does not keep the others from being heard. */
export function scan(text: InspectedText, wanted: Wanted): Scan {
  const { entities, detectors, dictionaries, patterns, documents, stopwatch } = wanted;
  const matches: (Match | DocumentMatch)[] = [];
  const failed: string[] = [];
  const attempt = (name: string, look: () => readonly Match[]): void => {
    const looked = lookInTime(name, look, stopwatch);
    if (looked.kind === 'failed') failed.push(looked.name);
    else for (const match of looked.found) matches.push(match);
  };
  for (const detector of detectors) attempt(detector.name, () => detectAll(text, entities, [detector]));
  for (const dictionary of dictionaries) attempt('terms', () => dictionary.find(text));
  if (patterns !== undefined) attempt('patterns', () => patterns.find(text));
  if (documents !== undefined) attempt('documents', () => documents.find(text));
  return { matches, failed };
}
