import { type Address, networkWords, rangeOf } from './range.ts';

const written = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/gi;

/** Fewer groups than this are also names in source code: `add::bad`. */
const tellingGroups = 4;

/** IPv6 addresses (RFC 4291, 2.2). */
export function ipv6Addresses(text: string): Address[] {
  return [...text.matchAll(written)].flatMap(({ 0: address, index: start }): Address[] => {
    const end = start + address.length;
    // Times and scores have colons too.
    if (!address.includes('::') && address.split(':').length < 8) return [];
    const scheme = rangeOf(address);
    if (scheme === undefined) return [];
    if (scheme === 'documentation') return [{ start, end, scheme, confidence: 65 }];
    const groups = address.split(':').filter((group) => group !== '').length;
    const isTelling = groups >= tellingGroups && /\d/.test(address);
    if (!isTelling && !networkWords.near(text, start, end)) return [];
    return [{ start, end, scheme, confidence: isTelling ? 92 : 80 }];
  });
}
