/** Two contenders, set up side by side. Rates are work per second, or per CPU second where the measure says so. */
export interface Contest extends AsyncDisposable {
  /** One round of the product. */
  product(): Promise<number>;
  /** One round of what it is held against. */
  baseline(): Promise<number>;
}

export interface Measure {
  /** As `--only` and the JSON lines know it, e.g. `fanout/limit`. */
  readonly name: string;
  /** What is compared with what, for people. */
  readonly title: string;
  /** The goal it belongs to, e.g. `P1`. */
  readonly goal: string;
  /** The ratio to reach. */
  readonly bar: number;
  /** What the rates count, e.g. `deliveries/s`. */
  readonly unit: string;
  /** Starts what the rounds need; `progress` tells people what takes its time. */
  prepare(progress: (what: string) => void): Promise<Contest>;
}

export interface Comparison {
  /** Median of the paired ratios product ÷ baseline. */
  readonly ratio: number;
  readonly min: number;
  readonly max: number;
  readonly rounds: number;
  /** Median rates. */
  readonly product: number;
  readonly baseline: number;
}

/**
 * Paired rounds: each runs both contenders one after the other, who goes first alternates, and only rates of the same
 * round are divided, so that a machine that slows down slows both. Two rounds that aren't counted
 * come before, for the just-in-time compiler and the connections.
 */
export async function compare(
  contest: Contest,
  rounds: number,
  progress: (what: string) => void = () => undefined,
): Promise<Comparison> {
  progress('warming up');
  await pair(contest, false);
  await pair(contest, true);
  const pairs: { product: number; baseline: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    progress(`round ${round + 1} of ${rounds}`);
    pairs.push(await pair(contest, round % 2 === 0));
  }
  const ratios = pairs.map(({ product, baseline }) => product / baseline);
  return {
    ratio: median(ratios),
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    rounds,
    product: median(pairs.map(({ product }) => product)),
    baseline: median(pairs.map(({ baseline }) => baseline)),
  };
}

async function pair(contest: Contest, productFirst: boolean): Promise<{ product: number; baseline: number }> {
  if (productFirst) {
    const product = await contest.product();
    return { product, baseline: await contest.baseline() };
  }
  const baseline = await contest.baseline();
  return { product: await contest.product(), baseline };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
