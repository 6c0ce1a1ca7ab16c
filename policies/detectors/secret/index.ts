import { RE2JS } from 're2js';
import { PatternSet } from '../../matchers/pattern-set.ts';
import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import type { Detector } from '../detector.ts';
import { assignedSecrets } from './assigned.ts';
import { privateKeys } from './private-key.ts';
import { tokenForms } from './token-forms.ts';

const forms = new PatternSet(tokenForms.map(({ source }) => RE2JS.compile(source)));

/** `scheme://user:password@host`; the user may be missing. */
const connection = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,64}:([^\s/@]{3,128})@[\w.[-]/gi;

/** Shortest run of token characters that a token form or a private key has. */
const shortestToken = 16;
const shortestPassword = 6;

/**
 * Secrets: the published forms of issuers' tokens, private keys, passwords in URLs, and values that a word nearby
 * calls a secret. Nothing in a post switches it off: scanner directives such as `gitleaks:allow` mean nothing here.
 */
export const secret: Detector = {
  name: 'secret',
  entities: ['secret'],
  detect: (text) => text.views.flatMap((reading) => (mayHold(reading) ? find(reading) : [])),
};

const mayHold = ({ folded, profile }: Reading): boolean =>
  profile.longestToken >= shortestToken ||
  profile.longestMixed >= shortestPassword ||
  profile.hasAt ||
  folded.text.includes('PRIVATE KEY');

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const add = (scheme: string, start: number, end: number, confidence: number): void => {
    matches.push({ entity: 'secret', scheme, ...folded.span(start, end), confidence });
  };
  for (const { pattern, start, end } of forms.hits(text)) add(tokenForms[pattern]?.scheme ?? '', start, end, 95);
  for (const { start, end } of privateKeys(text)) add('private-key', start, end, 95);
  for (const found of text.matchAll(connection)) {
    const start = found.index + found[0].lastIndexOf(`:${found[1]}@`) + 1;
    add('connection-string', start, start + (found[1] ?? '').length, 90);
  }
  for (const { start, end, confidence } of assignedSecrets(text)) {
    if (!matches.some((match) => overlaps(match, folded.span(start, end)))) add('generic', start, end, confidence);
  }
  return matches;
}

const overlaps = (one: { start: number; end: number }, other: { start: number; end: number }): boolean =>
  one.start < other.end && other.start < one.end;
