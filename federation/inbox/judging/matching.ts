import type { InboundRule } from '../../ports/index.ts';

/** What rules look through. */
export interface Searched {
  /** Plain text; asked for where there are rules for words. */
  readonly text: () => Promise<string>;
  readonly links: readonly string[];
}

type Matches = (searched: { readonly text: string; readonly links: readonly string[] }) => boolean;

/** Rules as they are asked, compiled once for each list of them. */
const compiled = new WeakMap<
  readonly InboundRule[],
  readonly { readonly rule: InboundRule; readonly matches: Matches }[]
>();

/** The rules that a post meets, in their order. */
export async function rulesMet(rules: readonly InboundRule[], { text, links }: Searched): Promise<InboundRule[]> {
  if (rules.length === 0) return [];
  const known = compiled.get(rules) ?? rules.map((rule) => ({ rule, matches: matcherOf(rule) }));
  compiled.set(rules, known);
  const searched = { text: rules.some(({ kind }) => kind === 'word') ? fold(await text()) : '', links };
  return known.filter(({ matches }) => matches(searched)).map(({ rule }) => rule);
}

function matcherOf({ kind, match }: InboundRule): Matches {
  return kind === 'word' ? wordMatcher(match) : linkMatcher(match);
}

/** Whole words: what stands before and after is neither a letter nor a digit. */
function wordMatcher(word: string): Matches {
  const folded = fold(word);
  const escaped = folded.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'u');
  return ({ text }) => text.includes(folded) && pattern.test(text);
}

/** A host with every host below it, or a host and the start of a path. */
function linkMatcher(match: string): Matches {
  const wanted = URL.parse(match.includes('://') ? match : `https://${match}`);
  if (!wanted) return () => false;
  return ({ links }) =>
    links.some((link) => {
      const url = URL.parse(link);
      if (!url || !(url.hostname === wanted.hostname || url.hostname.endsWith(`.${wanted.hostname}`))) return false;
      return wanted.pathname === '/' || url.pathname.startsWith(wanted.pathname);
    });
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
