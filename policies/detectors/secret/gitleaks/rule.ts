import type { RE2JS } from 're2js';
import { PatternSet } from '../../../matchers/pattern-set.ts';
import type { Span } from '../../../text/offset-map.ts';
import { entropy as entropyOf } from '../entropy.ts';
import { type Allowlist, allows } from './allowlist.ts';

/** One rule of a gitleaks-format file. */
export interface GitleaksRule {
  readonly id: string;
  readonly pattern: RE2JS;
  /** In small letters; without one of them in the text the rule says nothing. */
  readonly keywords: readonly string[];
  /** Least entropy of the secret, bits a character; 0 asks for none. */
  readonly entropy: number;
  /** Which group of the match is the secret; 0 means the first that took part. */
  readonly secretGroup: number;
  readonly allowlists: readonly Allowlist[];
}

/** What a rule finds in a text, as often as it stands there. */
export function ruleFinder(rule: GitleaksRule, everywhere: readonly Allowlist[]): (text: string) => Span[] {
  const set = new PatternSet([rule.pattern]);
  const allowlists = [...rule.allowlists, ...everywhere];
  return (text) =>
    set.hits(text).flatMap(({ start, end }) => {
      const match = text.slice(start, end);
      const secret = secretIn(rule, match);
      const value = match.slice(secret.start, secret.end);
      if (rule.entropy > 0 && entropyOf(value) <= rule.entropy) return [];
      const candidate = { secret: value, match, line: lineAround(text, start, end) };
      if (allowlists.some((list) => allows(list, candidate))) return [];
      return [{ start: start + secret.start, end: start + secret.end }];
    });
}

/** The group that holds the secret, relative to the match; the whole match where none does. */
function secretIn({ pattern, secretGroup }: GitleaksRule, match: string): Span {
  const whole = { start: 0, end: match.length };
  const matcher = pattern.matcher(match);
  if (!matcher.find()) return whole;
  const groups =
    secretGroup > 0 ? [secretGroup] : Array.from({ length: matcher.groupCount() }, (_, index) => index + 1);
  for (const group of groups) {
    if (group > matcher.groupCount()) break;
    const [start, end] = [matcher.start(group), matcher.end(group)];
    if (start >= 0 && end > start) return { start, end };
  }
  return whole;
}

function lineAround(text: string, start: number, end: number): string {
  const lineEnd = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd < 0 ? text.length : lineEnd);
}
