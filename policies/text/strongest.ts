import type { Match } from './match.ts';

const kindOf = (match: Match): string => `${match.entity}\n${match.scheme ?? ''}\n${match.country ?? ''}`;

/** Merges matches of one kind that overlap, keeping the best confidence; ordered by position. */
export function strongest(matches: readonly Match[]): Match[] {
  if (matches.length < 2) return [...matches];
  const kept = new Map<string, Match[]>();
  for (const match of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const row = kept.get(kindOf(match)) ?? [];
    kept.set(kindOf(match), row);
    const last = row.at(-1);
    if (last === undefined || match.start >= last.end) row.push(match);
    else if (match.confidence > last.confidence) row[row.length - 1] = match;
  }
  return [...kept.values()].flat().sort((a, b) => a.start - b.start || a.end - b.end);
}
