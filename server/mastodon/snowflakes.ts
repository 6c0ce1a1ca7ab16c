/** Makes ids that sort by time: milliseconds since the epoch and a counter of 16 bits, as eighteen decimal digits. */
export interface Snowflakes {
  next(): string;
}

const digits = 18;

/** `clock` gives milliseconds since the epoch; ids go up even where it stands still or goes back. */
export function createSnowflakes(clock: () => number): Snowflakes {
  let last = 0n;
  return {
    next() {
      const now = BigInt(clock()) << 16n;
      last = now > last ? now : last + 1n;
      return last.toString().padStart(digits, '0');
    },
  };
}

/** When an id was given, in milliseconds since the epoch. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 16n);
}

/** The first id of a moment, in milliseconds since the epoch. */
export function firstAt(time: number): string {
  return (BigInt(Math.max(0, time)) << 16n).toString().padStart(digits, '0');
}
