import { type DigitGroup, digitChains } from '../digit-chains.ts';

/** Digits that may be one phone number. */
export interface PhoneCandidate {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** Written with `+` or `00` and a country code. */
  readonly international: boolean;
}

const fewestDigits = 7;
/** E.164 allows fifteen. */
const mostDigits = 15;
/** Separators inside a phone number; a line break ends it, unless it is broken there. */
const separators = /^[ .\-/()]{0,3}$/;
const lineEnd = /^[ .\-/()]{0,3}\n[ .\-/()]{0,3}$/;

/** The stretches of a text that could be phone numbers, each with what else it could be cut to, likeliest first. */
export function phoneCandidates(text: string): PhoneCandidate[][] {
  return digitChains(text)
    .flatMap((chain) => rowsOf(text, chain))
    .flatMap(numbersOf)
    .map((groups) => readings(groups).flatMap((one) => candidate(text, one)))
    .filter((candidates) => candidates.length > 0);
}

/** A chain cut where a phone number ends, and, where only line ends cut it, the whole of it as well. */
function rowsOf(text: string, chain: readonly DigitGroup[]): (readonly DigitGroup[])[] {
  const rows = split(chain, (before, group) => !separators.test(text.slice(before.end, group.start)));
  if (rows.length < 2 || digitsOf(chain).length > mostDigits) return rows;
  const isBroken = rows.every((row, at) => {
    const next = rows[at + 1]?.[0];
    return next === undefined || lineEnd.test(text.slice(row.at(-1)?.end, next.start));
  });
  return isBroken ? [...rows, chain] : rows;
}

/** A run longer than any number is several, each with its trunk zero, or none at all. */
function numbersOf(run: readonly DigitGroup[]): DigitGroup[][] {
  if (digitsOf(run).length <= mostDigits) return [[...run]];
  if (run[0]?.digits.startsWith('0') !== true) return [];
  return split(run, (before, group) => group.digits.startsWith('0') && group.start - before.end === 1);
}

/** As it stands, and without a short number before or behind that only stands beside it: `2 0171 2345678`. */
function readings(groups: readonly DigitGroup[]): (readonly DigitGroup[])[] {
  const isShort = (group: DigitGroup | undefined): boolean => (group?.digits.length ?? 0) <= 2;
  if (groups.length < 3) return [groups];
  const all: (readonly DigitGroup[])[] = [groups];
  if (isShort(groups.at(-1))) all.push(groups.slice(0, -1));
  if (!isShort(groups[0])) return all;
  return /^0\d/.test(groups[1]?.digits ?? '') ? [groups.slice(1), ...all] : [...all, groups.slice(1)];
}

function candidate(text: string, groups: readonly DigitGroup[]): PhoneCandidate[] {
  let start = groups[0]?.start ?? 0;
  const end = groups.at(-1)?.end ?? 0;
  if (text.charAt(start - 1) === '(') start--;
  const plus = text.charAt(start - 1) === '+';
  if (plus) start--;
  const digits = digitsOf(plus ? groups.filter((group) => !isOptionalTrunk(text, group)) : groups);
  if (digits.length < fewestDigits || digits.length > mostDigits) return [];
  // Part of a word, an amount or a tag; only an extension may follow at once: `x123`.
  if (/[a-z0-9_#$€£]/i.test(text.charAt(start - 1))) return [];
  if (/^(?!x\d)[a-z0-9_]/i.test(text.slice(end, end + 2))) return [];
  return [{ start, end, digits, international: plus || /^00[1-9]/.test(digits) }];
}

/** The zero of `+44 (0)20`, which is dialled inside the country only. */
const isOptionalTrunk = (text: string, { start, end, digits }: DigitGroup): boolean =>
  digits === '0' && text.charAt(start - 1) === '(' && text.charAt(end) === ')';

/** Cuts a row of groups wherever `parts` says so. */
function split(
  groups: readonly DigitGroup[],
  parts: (before: DigitGroup, group: DigitGroup) => boolean,
): DigitGroup[][] {
  const rows: DigitGroup[][] = [];
  let row: DigitGroup[] = [];
  for (const group of groups) {
    const before = row.at(-1);
    if (before !== undefined && parts(before, group)) {
      rows.push(row);
      row = [];
    }
    row.push(group);
  }
  return row.length > 0 ? [...rows, row] : rows;
}

const digitsOf = (groups: readonly DigitGroup[]): string => groups.map((group) => group.digits).join('');
