import type { Outcome } from '../model/verdict.ts';
import type { PolicyMode } from './policy-set.ts';

/** The bands of confidence a policy can ask for, as the least confidence that counts. */
export const confidenceBands = { low: 65, medium: 75, high: 85 } as const;
export type ConfidenceBand = keyof typeof confidenceBands;

export interface NearDocument {
  readonly words?: readonly string[];
  readonly within?: number;
}

/** A node of `match` or `unless`: one matcher or one group, as `policy.schema.json` allows it. */
export interface ClauseDocument {
  readonly any?: readonly ClauseDocument[];
  readonly all?: readonly ClauseDocument[];
  readonly unless?: readonly ClauseDocument[];
  readonly entity?: string | readonly string[];
  readonly terms?: string;
  readonly pattern?: string;
  readonly records?: string;
  readonly fields?: number;
  readonly document?: string;
  readonly containment?: number;
  readonly confidence?: ConfidenceBand;
  readonly count?: number;
  readonly near?: NearDocument;
}

export interface ScopeDocument {
  readonly to?: readonly string[];
  readonly except?: { readonly roles?: readonly string[]; readonly domains?: readonly string[] };
}

export interface ExampleDocument {
  readonly text: string;
  readonly expect: Outcome;
}

/** One policy file that satisfies `policy.schema.json`. */
export interface PolicyDocument {
  readonly policy: string;
  readonly title?: string;
  readonly owner?: string;
  readonly mode?: PolicyMode;
  readonly scope?: ScopeDocument;
  readonly match: ClauseDocument;
  readonly action: Outcome;
  readonly approval?: { readonly tiers?: number; readonly expire?: string };
  readonly guidance?: string;
  readonly examples?: readonly ExampleDocument[];
}
