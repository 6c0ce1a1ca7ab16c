import { readMarkup } from '../html/index.ts';
import type { Reading } from '../reading.ts';
import type { TextView } from '../text-view.ts';
import { visualOrder } from './bidi.ts';
import { decodedBytes, decodedRuns } from './encoded-runs.ts';
import { unescaped, unquoted } from './escapes.ts';
import { withoutEmphasis } from './markdown.ts';
import { hostNames } from './punycode.ts';
import { closedUp, fewestSpacedOut } from './spaced-out.ts';

const markupStart = /<[a-z!/?]|&#x?[0-9a-f]|&[a-z][a-z0-9]{1,31};/iy;

/** Length of the shortest row of letters with a joiner between each two. */
const shortestRow = 2 * fewestSpacedOut - 1;
/** So many digits may be bytes in hexadecimal. */
const fewestDigits = 5;

/** Everything that one more step of decoding makes of a reading; nothing for ordinary text. */
export function decodings(reading: Reading): TextView[] {
  const { folded: view, profile } = reading;
  if (isPlain(reading)) return [];
  const views: (TextView | undefined)[] = [];
  if (profile.hasMarkup && hasMarkup(view.text)) views.push(...readMarkup(view));
  if (profile.hasEscape) views.push(unescaped(view));
  if (profile.hasEquals) views.push(unquoted(view));
  if (profile.encodedRuns.length > 0) views.push(...decodedRuns(view, profile.encodedRuns));
  if (profile.digits >= fewestDigits) views.push(decodedBytes(view));
  if (view !== reading.source) views.push(visualOrder(reading.source));
  if (view.text.includes('--')) views.push(hostNames(view));
  if (!isDecoded.test(view.how)) views.push(...rewritings(reading));
  return views.filter((made): made is TextView => made !== undefined && made.text !== '' && made.text !== view.text);
}

/** Whether a reading came of anything but markup: what people write by hand they don't write inside an encoding. */
const isDecoded = /> (?!html)/;

/** The reading as it is meant, where it is spaced out or emphasised inside its words. */
function rewritings({ folded: view, profile }: Reading): (TextView | undefined)[] {
  const mayBeSpacedOut = profile.singles >= fewestSpacedOut || profile.longestToken >= shortestRow;
  return [mayBeSpacedOut ? closedUp(view) : undefined, profile.hasEmphasis ? withoutEmphasis(view) : undefined];
}

/** Whether a tag or an entity begins anywhere; most of these signs only stand for themselves. */
const hasMarkup = (text: string): boolean => beginsAtSome(text, '<') || beginsAtSome(text, '&');

function beginsAtSome(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    markupStart.lastIndex = at;
    if (markupStart.test(text)) return true;
  }
  return false;
}

/** Whether a reading holds nothing that could be decoded: the case of nearly every post. */
function isPlain({ source, folded, profile }: Reading): boolean {
  const { hasMarkup, hasEscape, hasEquals, hasEmphasis, encodedRuns, digits, singles } = profile;
  if (hasMarkup || hasEscape || hasEquals || hasEmphasis || encodedRuns.length > 0) return false;
  if (digits >= fewestDigits || singles >= fewestSpacedOut) return false;
  return folded === source && !folded.text.includes('--');
}
