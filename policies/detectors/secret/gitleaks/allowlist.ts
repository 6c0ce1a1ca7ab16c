import type { RE2JS } from 're2js';
import type { TomlTable } from 'smol-toml';
import { compile, type RuleFault } from './expression.ts';
import { strings, tables } from './toml-values.ts';

/** What a hit must look like to be let go. */
export interface Allowlist {
  readonly target: 'secret' | 'match' | 'line';
  readonly patterns: readonly RE2JS[];
  /** In small letters; part of the secret. */
  readonly stopwords: readonly string[];
  /** Whether a pattern and a stop word are both needed. */
  readonly both: boolean;
}

/** A hit as an allow list looks at it. */
export interface Candidate {
  readonly secret: string;
  readonly match: string;
  readonly line: string;
}

/**
 * The allow lists of a table, under either of their names. Those that name paths or commits are left out: they are
 * about a repository, and what they would excuse there must not pass here.
 */
export function allowlistsOf(table: TomlTable, faults: RuleFault[], id = 'allowlist'): Allowlist[] {
  return [...tables(table['allowlist']), ...tables(table['allowlists'])].flatMap((list) => {
    const patterns = strings(list['regexes']).flatMap((source) => compile(source, id, faults) ?? []);
    const stopwords = strings(list['stopwords']).map((word) => word.toLowerCase());
    const both = list['condition'] === 'AND' || list['condition'] === '&&';
    const needsMore = both && (list['paths'] !== undefined || list['commits'] !== undefined);
    if (needsMore || (patterns.length === 0 && stopwords.length === 0)) return [];
    const target = list['regexTarget'];
    return [{ target: target === 'match' || target === 'line' ? target : 'secret', patterns, stopwords, both }];
  });
}

/** Whether an allow list lets a candidate go. */
export function allows({ target, patterns, stopwords, both }: Allowlist, candidate: Candidate): boolean {
  const fits = patterns.some((pattern) => pattern.test(candidate[target]));
  const secret = candidate.secret.toLowerCase();
  const stops = stopwords.some((word) => secret.includes(word));
  if (both) return (fits || patterns.length === 0) && (stops || stopwords.length === 0);
  return fits || stops;
}
