/** Stands for a header that came more than once. */
export const repeated: unique symbol = Symbol('repeated');

/**
 * Value of the header of this lower-case name in name, value, name, value, … order as received. A header that a decision
 * rests on must come once: two readers of a repeated one could each believe another value.
 */
export function headerValue(headers: readonly string[], name: string): string | typeof repeated | undefined {
  let found: string | undefined;
  for (let at = 0; at < headers.length; at += 2) {
    const candidate = headers[at];
    if (candidate?.length !== name.length || candidate.toLowerCase() !== name) continue;
    if (found !== undefined) return repeated;
    found = headers[at + 1] ?? '';
  }
  return found;
}
