/** Checks of numbers that stdnum doesn't know; each of the number without separators. */

const weigh = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0);

const myNumberWeights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Whether twelve digits are a Japanese individual number (マイナンバー; ordinance of the Ministry of 2014, no. 85). */
export function isMyNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits)) return false;
  const rest = weigh(digits, myNumberWeights) % 11;
  return Number(digits.charAt(11)) === (rest <= 1 ? 0 : 11 - rest);
}

const nhsWeights = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** Whether ten digits are an NHS number of England, Wales or Man (NHS data dictionary: modulus 11). */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const check = (11 - (weigh(digits, nhsWeights) % 11)) % 11;
  return Number(digits.charAt(9)) === check;
}

/** Whether nine digits can be a taxpayer number of the IRS for who has no social security number (IRM 3.21.263). */
export const isItin = (digits: string): boolean => /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-2]|9[4-9])\d{4}$/.test(digits);
