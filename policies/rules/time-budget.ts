/** Milliseconds on a clock that only goes forward. */
export type Stopwatch = () => number;

/**
 * Longest that one means may look at one text, in milliseconds; an ordinary post takes it a few hundredths of one. So long
 * that a process that others keep from the processor for a moment is not taken for a slow detector.
 */
export const longestLook = 5_000;

/** What a means found in a text, or by what name it failed. */
export type Looked<Found> =
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'failed'; readonly name: string };

/**
 * Looks, and says so where that breaks down or takes too long. What came too late is not taken for an answer: a
 * detector that is slow on one text can be slow on a thousand, and the hold is what tells people of it.
 *
 * @param stopwatch nothing is too late without one
 */
export function lookInTime<Found>(name: string, look: () => Found, stopwatch: Stopwatch | undefined): Looked<Found> {
  const begun = stopwatch?.() ?? 0;
  try {
    const found = look();
    if (stopwatch !== undefined && stopwatch() - begun > longestLook)
      return { kind: 'failed', name: `${name}-out-of-time` };
    return { kind: 'found', found };
  } catch {
    // What was thrown may quote the text, so it is not passed on.
    return { kind: 'failed', name };
  }
}
