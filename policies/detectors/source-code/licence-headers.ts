import type { Span } from '../../text/offset-map.ts';

/** The cheap question. */
const trigger = /spdx-|copyright|unauthori[sz]ed|all rights/i;

const forms: readonly (readonly [pattern: RegExp, confidence: number])[] = [
  [/spdx-license-identifier: ?(?:licenseref-[\w.-]{1,60}|unlicensed|proprietary|none)/gi, 92],
  [/spdx-license-identifier: ?[\w.+-]{2,40}/gi, 70],
  [
    /unauthori[sz]ed (?:copying|use|reproduction|distribution)[^\n]{0,40} (?:of )?this (?:file|software|source|code|program)[^\n]{0,80}/gi,
    92,
  ],
  [/(?:^|\n)[ \t]{0,8}(?:\/\/|\/?\*+|#+|--|;+|<!--)[ \t]{0,4}(?:\(c\)|copyright)[^\n]{0,100}all rights reserved/gi, 88],
  [/this (?:file|source code|software) (?:is|contains) (?:the )?(?:confidential|proprietary)[^\n]{0,80}/gi, 88],
];

/** Notices at the head of source files; those of open licences say only that something is code. */
export function licenceHeaders(text: string): (Span & { readonly confidence: number })[] {
  if (!trigger.test(text) && !text.includes('proprietary')) return [];
  return forms.flatMap(([pattern, confidence]) =>
    [...text.matchAll(pattern)].map(({ 0: written, index }) => ({
      start: index + (/^\n/.test(written) ? 1 : 0),
      end: index + written.length,
      confidence,
    })),
  );
}
