/** What one line of a list of domains says. */
export interface ListEntry {
  /** As rules have it: lower case, punycode. */
  readonly domain: string;
  readonly severity: 'suspend' | 'silence' | 'noop' | 'allow';
  readonly rejectMedia: boolean;
  readonly rejectReports: boolean;
  readonly publicComment?: string;
  readonly obfuscate: boolean;
}

/** A line that makes no rule, and why. */
export interface SkippedEntry {
  readonly domain: string;
  readonly reason: string;
}

export interface ParsedList {
  readonly entries: readonly ListEntry[];
  readonly skipped: readonly SkippedEntry[];
}

export const listKinds = ['block', 'allow'] as const;
/** What the entries of a list become. */
export type ListKind = (typeof listKinds)[number];
