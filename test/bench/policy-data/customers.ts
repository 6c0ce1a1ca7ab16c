import { randomFrom } from '../../unit/policies/fingerprints/prose.ts';

/** Customers as a shop has them: a few thousand given names, tens of thousands of family names, some of each common. */
export interface Customers {
  readonly csv: string;
  /** Some of the rows, taken apart. */
  readonly sample: readonly (readonly string[])[];
  /** Names as they come in a crowd. */
  name(): string;
}

const syllables = 'ka lo mi ra ten so vel dor an bri fu gel hin jo pra qui sta tul wen zor'.split(' ');
const header = 'number*,given name*,family name*,mail*,phone';

export function makeCustomers(count: number): Customers {
  const random = randomFrom(20_261_123);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const coin = (length: number): string => Array.from({ length }, () => pick(syllables)).join('');
  const common = (names: readonly string[]): string => names[Math.floor(names.length * random() ** 3)] ?? '';
  const given = Array.from({ length: 3_000 }, () => coin(2));
  const family = Array.from({ length: 60_000 }, () => coin(3));
  const sample: string[][] = [];
  const lines = [header];
  for (let number = 0; number < count; number++) {
    const [first, last] = [common(given), common(family)];
    const mail = `${first}.${last}${number}@example.com`;
    const row = [`KD-${100_000 + number}`, first, last, mail, `+49 30 ${Math.floor(random() * 1e8)}`];
    lines.push(row.join());
    if (number % Math.ceil(count / 500) === 0) sample.push(row);
  }
  return { csv: `${lines.join('\n')}\n`, sample, name: () => common(random() < 0.5 ? given : family) };
}
