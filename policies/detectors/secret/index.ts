import { RE2JS } from 're2js';
import { PatternSet } from '../../matchers/pattern-set.ts';
import type { Match } from '../../text/match.ts';
import type { Span } from '../../text/offset-map.ts';
import type { Reading } from '../../text/reading.ts';
import type { Detector } from '../detector.ts';
import { assignedSecrets, keywordSource } from './assigned.ts';
import { privateKeys } from './private-key.ts';
import { tokenForms } from './token-forms.ts';

const forms = new PatternSet(tokenForms.map(({ source }) => RE2JS.compile(source)));
const keywords = new PatternSet([RE2JS.compile(keywordSource)]);

/** `scheme://user:password@host`; the user may be missing. */
const connection = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,64}:([^\s/@]{3,128})@[\w.[-]/gi;

const privateWord = /private[\s_-]|putty-/i;

/** Shortest run of token characters that a token form has. */
const shortestToken = 16;
/** Shortest run of mixed characters that passes for a password. */
const shortestPassword = 6;

/**
 * Secrets: the published forms of issuers' tokens, private keys, passwords in URLs, and values that a word nearby
 * calls a secret. Nothing in a post switches it off: scanner directives such as `gitleaks:allow` mean nothing here.
 */
export const secret: Detector = {
  name: 'secret',
  entities: ['secret'],
  detect: (text) => text.views.flatMap((reading) => find(reading)),
};

function find({ folded, profile }: Reading): Match[] {
  const { text } = folded;
  const matches: Match[] = [];
  const add = (scheme: string, { start, end }: Span, confidence: number): void => {
    matches.push({ entity: 'secret', scheme, ...folded.span(start, end), confidence });
  };
  if (profile.longestToken >= shortestToken) {
    for (const hit of forms.hits(text)) add(tokenForms[hit.pattern]?.scheme ?? '', hit, 95);
  }
  if (privateWord.test(text)) {
    for (const key of privateKeys(text)) add('private-key', key, 95);
  }
  if (profile.hasAt && text.includes('://')) {
    for (const password of urlPasswords(text)) add('connection-string', password, 90);
  }
  if ((profile.digits > 0 || profile.longestMixed >= shortestPassword) && keywords.occurring(text).length > 0) {
    for (const secret of assignedSecrets(text, profile.longestToken)) {
      const { start, end } = folded.span(secret.start, secret.end);
      if (!matches.some((match) => match.start < end && start < match.end)) add('generic', secret, secret.confidence);
    }
  }
  return matches;
}

function* urlPasswords(text: string): Generator<Span> {
  for (const found of text.matchAll(connection)) {
    const [whole, password = ''] = found;
    const start = found.index + whole.lastIndexOf(`:${password}@`) + 1;
    yield { start, end: start + password.length };
  }
}
