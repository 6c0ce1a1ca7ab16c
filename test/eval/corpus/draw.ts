import { randomFrom } from '../../unit/policies/fingerprints/prose.ts';

/** Draws that are the same on every run. */
export class Draw {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** From `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  of<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#random() * values.length)];
    if (value === undefined) throw new Error('nothing to draw from');
    return value;
  }

  /** As many signs of an alphabet; decimal digits where none is given. */
  text(length: number, alphabet = '0123456789'): string {
    return Array.from({ length }, () => this.of([...alphabet])).join('');
  }

  /** `#` is a digit, `9` one from 1 on, `A` a capital; everything else stands for itself. */
  form(form: string): string {
    return form.replace(/[#9A]/g, (sign) => (sign === '#' ? this.text(1) : this.text(1, alphabets[sign])));
  }
}

const alphabets: Readonly<Record<string, string>> = { '9': '123456789', A: 'ABCDEFGHJKLMNPRSTUVWXYZ' };

/** A number of at least two digits: `07`. */
export const two = (value: number): string => String(value).padStart(2, '0');

/** Groups of these sizes with a sign between: `grouped('123456789', [3, 2, 4], '-')`. */
export function grouped(digits: string, sizes: readonly number[], sign: string): string {
  let at = 0;
  const groups: string[] = [];
  for (const size of sizes) {
    groups.push(digits.slice(at, at + size));
    at += size;
  }
  return groups.filter((group) => group !== '').join(sign);
}
