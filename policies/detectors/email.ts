import emailCheck from 'validator/lib/isEmail.js';
import type { Match } from '../text/match.ts';
import type { Reading } from '../text/reading.ts';
import type { Detector } from './detector.ts';

/** Longest local part and domain (RFC 5321, 4.5.3.1). */
const longestLocal = 64;
const longestDomain = 255;

const localCharacter = /[A-Za-z0-9._%+'~-]/;
const domainCharacter = /[A-Za-z0-9.-]/;
const topLevel = /\.(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i;

/** Ends of file names that stand where a top-level domain would: `logo@2x.png`. */
const fileName = /\.(?:avif|css|gif|html?|jpe?g|js|json|md|mp[34]|pdf|png|py|svg|ts|txt|webp)$/i;

/**
 * E-mail addresses wherever they stand, in a link, a list or a sentence; fediverse handles are none. Each `@` is looked
 * at by itself: finders made for turning text to links pass over addresses that follow a comma or a colon.
 */
export const email: Detector = {
  name: 'email',
  entities: ['email'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.hasAt ? find(reading) : [])),
};

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = localStart(text, at);
    const end = domainEnd(text, at + 1);
    if (start === at || !isAddress(text, start, end)) continue;
    matches.push({ entity: 'email', ...folded.span(start, end), confidence: 95 });
  }
  return matches;
}

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestLocal && localCharacter.test(text.charAt(start - 1))) start--;
  while (start < at && /[.'~-]/.test(text.charAt(start))) start++;
  return start;
}

function domainEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < longestDomain && domainCharacter.test(text.charAt(end))) end++;
  while (end > from && /[.-]/.test(text.charAt(end - 1))) end--;
  return end;
}

function isAddress(text: string, start: number, end: number): boolean {
  const address = text.slice(start, end);
  if (!topLevel.test(address) || fileName.test(address)) return false;
  const before = text.slice(Math.max(0, start - longestLocal), start);
  // A fediverse handle, the password of a URL, the remote of a repository.
  if (/(?:@|\bacct:|:\/\/[^\s/@]*:)$/i.test(before)) return false;
  if (/^git@/i.test(address) && /^[:/]/.test(text.slice(end))) return false;
  return emailCheck.default(address);
}
