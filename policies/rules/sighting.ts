import type { DocumentMatch } from '../fingerprints/index.ts';
import type { Finding } from '../model/finding.ts';
import type { FoundRecord } from '../records/index.ts';
import type { Match } from '../text/match.ts';
import type { Part } from './joint.ts';
import { onAxis, plainText, type Stretch } from './passage.ts';

/** A match with its place in the whole document. */
export interface Sighting extends Stretch {
  readonly match: Match | DocumentMatch;
  readonly parts: readonly Part[];
  /** Of a record's value: its number in the data set, and the records that it helps to give away. */
  readonly record?: { readonly value: number; readonly of: readonly FoundRecord[] };
}

/** The share of a document's match that is copied; 1 of any other. */
export function containmentOf({ match }: Sighting): number {
  return 'containment' in match ? match.containment : 1;
}

export function sighting(match: Match | DocumentMatch, parts: readonly Part[]): Sighting {
  const places = parts.map(({ passage, start, end }) => onAxis(passage, start, end));
  return {
    match,
    parts: parts.length < 2 ? parts : [...parts].sort((a, b) => a.passage.base - b.passage.base || a.start - b.start),
    start: Math.min(...places.map(({ start }) => start)),
    end: Math.max(...places.map(({ end }) => end)),
  };
}

/** The findings of sightings by place: one in each field that holds what was seen, none twice. */
export function findingsOf(sightings: readonly Sighting[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { match, parts } of [...sightings].sort((a, b) => a.start - b.start)) {
    const { entity, scheme, country, confidence } = match;
    for (const { passage, start, end } of parts) {
      for (const field of passage.paths) {
        const narrower = { ...(scheme === undefined ? {} : { scheme }), ...(country === undefined ? {} : { country }) };
        const finding = { entity, ...narrower, field, start, end, confidence };
        findings.set(`${entity} ${scheme} ${country} ${start} ${end} ${confidence} ${field}`, finding);
      }
    }
  }
  return [...findings.values()];
}

/** What was seen, as the same value gives the same string however it is written; kept for counting only. */
export function seenValue({ match, parts }: Sighting): string {
  const texts = parts.map(({ passage, start, end }) => {
    const stretch = onAxis(passage, start, end);
    const shown = plainText(passage.inspected).slice(stretch.start - passage.base, stretch.end - passage.base);
    return shown === '' ? passage.inspected.value.slice(start, end) : shown;
  });
  return `${match.entity} ${bareValue(texts.join(''))}`;
}

/** A text however it is written: its letters and digits, small. */
export function bareValue(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Adds what joint readings saw; what a single field showed already is kept once, with the better confidence. */
export function merge(within: readonly Sighting[], across: readonly Sighting[]): Sighting[] {
  const merged = [...within];
  const index = new Map<string, number[]>();
  for (const [place, seen] of merged.entries()) register(index, seen, place);
  for (const seen of across) {
    const known = cellsOf(seen)
      .flatMap((cell) => index.get(cell) ?? [])
      .find((place) => touches(merged[place], seen));
    if (known === undefined) register(index, seen, merged.push(seen) - 1);
    else if (isStronger(seen, merged[known])) merged[known] = seen;
  }
  return merged;
}

/** Width of the cells that keep `merge` from comparing all with all. */
const cell = 64;

function register(index: Map<string, number[]>, seen: Sighting, place: number): void {
  for (const key of cellsOf(seen)) {
    const held = index.get(key);
    if (held === undefined) index.set(key, [place]);
    else held.push(place);
  }
}

function cellsOf({ match, parts }: Sighting): string[] {
  return parts.flatMap(({ passage, start, end }) => {
    const first = Math.floor(start / cell);
    const count = Math.floor(Math.max(start, end - 1) / cell) - first + 1;
    const kind = `${match.entity} ${match.scheme} ${match.country} ${passage.base}`;
    return Array.from({ length: count }, (_, step) => `${kind} ${first + step}`);
  });
}

function touches(a: Sighting | undefined, b: Sighting): boolean {
  if (a === undefined) return false;
  return a.parts.some((one) =>
    b.parts.some((other) => one.passage === other.passage && one.start < other.end && other.start < one.end),
  );
}

function isStronger(seen: Sighting, known: Sighting | undefined): boolean {
  if (known === undefined) return true;
  return seen.match.confidence > known.match.confidence || containmentOf(seen) > containmentOf(known);
}
