const uuid = /(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-f])/gi;
const length = 36;
/** In one of some thousand identifiers there is, by chance, a number that passes every check. */
const mostInside = 66;

/** The confidence in a number at a place: low at best inside a UUID (RFC 9562), where chance makes numbers. */
export function unlessInUuid(text: string, start: number, end: number, confidence: number): number {
  if (confidence <= mostInside || end - start > length) return confidence;
  const from = Math.max(0, start - length);
  const around = text.slice(from, end + length);
  if (!around.includes('-')) return confidence;
  for (const { index } of around.matchAll(uuid)) {
    if (from + index <= start && end <= from + index + length) return mostInside;
  }
  return confidence;
}
