import { type Address, networkWords, rangeOf } from './range.ts';

/** Four numbers with dots between them, which may be put in brackets or spelled to keep them from being linked. */
const dot = '(?: ?(?:\\.|\\[\\.\\]|\\(\\.\\)|\\[dot\\]|\\(dot\\)) ?)';
const written = new RegExp(
  `(?<![\\w.])(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:${dot}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}(?![\\w]|\\.\\d)`,
  'gi',
);
/** What is numbered in four parts as well. */
const version =
  /(?<![a-z])(?:version|release|build|firmware|driver|chrome|update|section|chapter|ver|rev|sdk|app|kapitel|v)[ .:]{0,2}$/i;
const port = /^(?::\d{2,5}|\/\d{1,2})(?!\d)/;

/** IPv4 addresses; with four small numbers and nothing beside them they may as well be a version. */
export function ipv4Addresses(text: string): Address[] {
  return [...text.matchAll(written)].flatMap(({ 0: address, index: start }): Address[] => {
    const end = start + address.length;
    const compact = address.replace(/dot/gi, '.').replace(/[^\d.]/g, '');
    const scheme = rangeOf(compact);
    if (scheme === undefined) return [];
    const hasPort = port.test(text.slice(end, end + 7));
    if (!hasPort && version.test(text.slice(Math.max(0, start - 12), start))) return [];
    if (scheme === 'documentation') return [{ start, end, scheme, confidence: 65 }];
    const isTold =
      hasPort || networkWords.near(text, start, end) || /:\/\/$/.test(text.slice(Math.max(0, start - 3), start));
    const isSmall = compact.length < 10 && scheme === 'public';
    return [{ start, end, scheme, confidence: isTold ? 92 : isSmall ? 66 : 86 }];
  });
}
