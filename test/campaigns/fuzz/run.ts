import fc from 'fast-check';

export interface FuzzOptions {
  readonly runs: number;
  readonly seed: number;
  /** Told after every batch. */
  readonly progress?: (done: number) => void;
}

export interface FuzzReport {
  readonly runs: number;
  readonly seed: number;
  /** How many came to what. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What should never be, with what led to it; the first few. */
  readonly faults: readonly { readonly fault: string; readonly input: string }[];
  /** The longest that one run kept the event loop, in milliseconds. */
  readonly longestMs: number;
}

/** A run ends in an outcome, or in a fault: what should never be. */
export type FuzzOutcome = { readonly outcome: string } | { readonly fault: string };

const batch = 2_000;
const kept = 5;

/**
 * Runs `attempt` over generated inputs, `atOnce` at a time. The same seed gives the same inputs. What `attempt` throws is
 * a fault.
 */
export async function fuzz<Input>(
  inputs: fc.Arbitrary<Input>,
  attempt: (input: Input) => FuzzOutcome | Promise<FuzzOutcome>,
  { runs, seed, progress, atOnce = 1 }: FuzzOptions & { readonly atOnce?: number },
): Promise<FuzzReport> {
  const outcomes: Record<string, number> = {};
  const faults: { fault: string; input: string }[] = [];
  let longestMs = 0;
  const one = async (input: Input): Promise<void> => {
    const began = performance.now();
    const ended = await settled(attempt, input);
    longestMs = Math.max(longestMs, performance.now() - began);
    if ('outcome' in ended) outcomes[ended.outcome] = (outcomes[ended.outcome] ?? 0) + 1;
    else if (faults.length < kept) faults.push({ ...ended, input: JSON.stringify(input).slice(0, 4_000) });
  };
  for (let done = 0; done < runs; done += batch) {
    const sample = fc.sample(inputs, { numRuns: Math.min(batch, runs - done), seed: seed + done });
    for (let from = 0; from < sample.length; from += atOnce)
      await Promise.all(sample.slice(from, from + atOnce).map(one));
    progress?.(Math.min(runs, done + batch));
  }
  return { runs, seed, outcomes, faults, longestMs: Math.round(longestMs) };
}

async function settled<Input>(
  attempt: (input: Input) => FuzzOutcome | Promise<FuzzOutcome>,
  input: Input,
): Promise<FuzzOutcome> {
  try {
    return await attempt(input);
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
