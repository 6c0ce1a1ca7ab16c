import luhn from 'validator/lib/isLuhnNumber.js';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import { contextOf } from './context.ts';
import type { Detector } from './detector.ts';
import { type DigitGroup, digitChains } from './digit-chains.ts';
import { unlessInUuid } from './uuid.ts';

const fewestDigits = 12;
const mostDigits = 19;

const context = contextOf(
  'card visa mastercard maestro amex american_express discover credit debit cvv cvc cvv2 pan expires expiry exp',
  'kreditkarte karte kartennummer prüfziffer carte bancaire tarjeta crédito carta credito cartão kaart kort karta karty',
  'карта カード 카드 信用卡 卡号 بطاقة',
);

/** Below the lowest band there is nothing to say. */
const lowest = 65;

/** Lengths and first digits that issuers use (ISO/IEC 7812-1 and the networks' published ranges). */
const issued = /^(?:(?:[3-6]\d|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12})$/;
const issuedStart = /^(?:[3-6]|2[2-7]?)/;
const shortestIssued = 14;
const longestIssued = 16;
/** Issued as well, but far more often the number of something else. */
const rarelyIssued = /^(?:4\d{12}|[4-6]\d{16,18}|35\d{15,17}|(?:2131|1800)\d{11}|(?:50|5[6-8]|6[37])\d{10})$/;
const sameDigit = /^(\d)\1+$/;

/**
 * Payment card numbers: 12 to 19 digits in any grouping that pass the Luhn check (ISO/IEC 7812-1). No brand is
 * demanded, since brand tables reject some valid numbers; length, first digits, grouping and context words make the
 * confidence.
 */
export const paymentCard: Detector = {
  name: 'payment-card',
  entities: ['payment-card'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.digits < fewestDigits ? [] : find(reading))),
};

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  for (const groups of digitChains(text).flatMap(candidates)) {
    const confidence = judge(groups, text);
    if (confidence < lowest) continue;
    const span = folded.span(groups[0]?.start ?? 0, groups.at(-1)?.end ?? 0);
    matches.push({ entity: 'payment-card', ...span, confidence });
  }
  return matches;
}

/**
 * The rows of groups that may be a card: in a longer chain only such as issuers give, by themselves any that are long
 * enough, be it one group or the whole chain.
 */
function candidates(chain: readonly DigitGroup[]): (readonly DigitGroup[])[] {
  const rows: (readonly DigitGroup[])[] = chain.filter(({ digits }) => isCardLength(digits.length)).map((one) => [one]);
  if (chain.length > 1 && isCardLength(numberOf(chain).length)) rows.push(chain);
  for (const [first, { digits }] of chain.entries()) {
    if (!issuedStart.test(digits)) continue;
    // Only numbers that begin with 3 are shorter than sixteen digits.
    const shortest = digits.startsWith('3') ? shortestIssued : longestIssued;
    let number = digits;
    for (let last = first + 1; last < chain.length && number.length < longestIssued; last++) {
      number += chain[last]?.digits ?? '';
      if (number.length < shortest || number.length > longestIssued) continue;
      if (issued.test(number) && !sameDigit.test(number) && luhn.default(number))
        rows.push(chain.slice(first, last + 1));
    }
  }
  return rows;
}

const isCardLength = (length: number): boolean => length >= fewestDigits && length <= mostDigits;
const numberOf = (groups: readonly DigitGroup[]): string => groups.map(({ digits }) => digits).join('');

/** Confidence that groups of digits are a card number; 0 where they are not. */
function judge(groups: readonly DigitGroup[], text: string): number {
  const number = numberOf(groups);
  const likely = issued.test(number);
  const start = groups[0]?.start ?? 0;
  const end = groups.at(-1)?.end ?? 0;
  const regular = isRegular(groups.map(({ digits }) => digits.length));
  if ((!likely && !regular) || sameDigit.test(number) || isCounting(groups) || !luhn.default(number)) return 0;
  if (text.charAt(start - 1) === '+' && number.length <= 15) return 0;
  if (groups.length === 4 && coordinates.test(text.slice(start, end))) return 0;
  let confidence = likely ? 90 : rarelyIssued.test(number) ? 70 : 50;
  if (!regular) confidence -= isListed(groups, text) ? 30 : 15;
  if (separatorsOf(groups, text) > mostSeparators) confidence -= 30;
  if (isFraction(groups, text) || isGlued(text, start, end)) confidence -= 20;
  if (context.near(text, start, end)) confidence += likely ? 9 : 20;
  // In an address it may as well be the number of a post: one in ten has the right check digit.
  else if (groups.length === 1 && isInAddress(text, start)) confidence -= 12;
  return unlessInUuid(text, start, end, confidence);
}

/** Whether a comma parts groups of uneven length, as it parts the numbers of two things. */
function isListed(groups: readonly DigitGroup[], text: string): boolean {
  return groups.slice(1).some(({ start }, before) => /[,;]\s/.test(text.slice(groups[before]?.end, start)));
}

/** Nobody writes one number with more kinds of separators, white space and emphasis aside; a list of versions has them. */
const mostSeparators = 2;

function separatorsOf(groups: readonly DigitGroup[], text: string): number {
  if (groups.length <= mostSeparators + 1) return 0;
  return new Set(
    groups.slice(1).map(({ start }, before) => text.slice(groups[before]?.end, start).replace(/[\s*_~`]/g, '')),
  ).size;
}

/** One run, two runs, groups of one size but perhaps the last, or the way cards are embossed. */
function isRegular(sizes: readonly number[]): boolean {
  if (sizes.length <= 2) return true;
  const [size] = sizes;
  if (sizes.slice(0, -1).every((one) => one === size) && (sizes.at(-1) ?? 0) <= (size ?? 0)) return true;
  return /^4,6,[45]$/.test(sizes.join());
}

/** Numbers that go up one by one: `4 5 6 7 8 9 10 …`. */
const isCounting = (groups: readonly DigitGroup[]): boolean =>
  groups.length > 3 &&
  groups.every(({ digits }, at) => at === 0 || Number(digits) === Number(groups[at - 1]?.digits) + 1);

/** Degrees of latitude and longitude, as maps give them. */
const coordinates = /^\d{1,2}\.\d{4,15}[,;/ ]{1,3}\d{1,3}\.\d{4,15}$/;

/** Digits behind a decimal point, `0.4000000000000001`, or on both sides of one. */
function isFraction(groups: readonly DigitGroup[], text: string): boolean {
  const [whole, part, more] = groups;
  if (whole === undefined || more !== undefined) return false;
  if (part === undefined)
    return /(?<![0-9.,])[0-9]{1,3}[.,]$/.test(text.slice(Math.max(0, whole.start - 5), whole.start));
  return whole.digits.length <= 3 && /^[.,]$/.test(text.slice(whole.end, part.start));
}

/** Part of a longer word, as in an identifier. */
const isGlued = (text: string, start: number, end: number): boolean =>
  /[a-z]/i.test(text.charAt(start - 1)) || /[a-z]/i.test(text.charAt(end));

const longestAddress = 200;

/** Whether what stands before a number, without a space, is the beginning of a URL or of an account's address. */
function isInAddress(text: string, start: number): boolean {
  if (!/[/=@#_.?&-]/.test(text.charAt(start - 1))) return false;
  const before = /\S*$/.exec(text.slice(Math.max(0, start - longestAddress), start))?.[0] ?? '';
  return before.includes('://') || /^\/?@/.test(before) || /^www\.|\.[a-z]{2,12}\//i.test(before);
}
