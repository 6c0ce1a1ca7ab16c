/** Check digits as their standards define them, written apart from the libraries that the detectors ask. */

const digitsOf = (text: string): number[] => [...text].map(Number);

/** Digits times weights, summed. */
export const weighed = (digits: string, weights: readonly number[]): number =>
  digitsOf(digits).reduce((sum, digit, at) => sum + digit * (weights[at % weights.length] ?? 0), 0);

/** The Luhn digit that follows (ISO/IEC 7812-1, annex B). */
export function luhnDigit(digits: string): number {
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, at) => total + (at % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit), 0);
  return (10 - (sum % 10)) % 10;
}

/** The digit that follows in an EAN, an ISBN-13 or a Swiss AHV number (GS1). */
export function eanDigit(digits: string): number {
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** The digit that follows after ISO 7064, modulus 11,10. */
export function mod1110Digit(digits: string): number {
  let product = 10;
  for (const digit of digitsOf(digits)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

/** The digit that follows after Verhoeff (1969): the dihedral group of the pentagon, and a permutation by place. */
export function verhoeffDigit(digits: string): number {
  const permuted = (place: number, digit: number): number =>
    place === 0 ? digit : permuted(place - 1, [1, 5, 7, 6, 2, 8, 3, 0, 9, 4][digit] ?? 0);
  const times = (one: number, other: number): number =>
    one < 5
      ? other < 5
        ? (one + other) % 5
        : 5 + ((one + other) % 5)
      : other < 5
        ? 5 + ((one - other) % 5)
        : (one - other + 5) % 5;
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, digit, at) => times(total, permuted((at + 1) % 8, digit)), 0);
  return sum < 5 ? (5 - sum) % 5 : sum;
}

/** The rest of a number of any length. */
export const restOf = (digits: string, modulus: number): number => Number(BigInt(digits) % BigInt(modulus));

/** The two check digits of an IBAN (ISO 7064, modulus 97). */
export function ibanDigits(country: string, account: string): string {
  const number = [...`${account}${country}00`].map((sign) => Number.parseInt(sign, 36)).join('');
  return String(98 - restOf(number, 97)).padStart(2, '0');
}
