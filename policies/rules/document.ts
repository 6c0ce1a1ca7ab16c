import type { GuidanceDocument } from '../model/guidance.ts';
import type { Audience, Outcome, Redaction } from '../model/verdict.ts';
import type { PolicyMode } from './policy-set.ts';

/** The bands of confidence a policy can ask for, as the least confidence that counts. */
export const confidenceBands = { low: 65, medium: 75, high: 85 } as const;
export type ConfidenceBand = keyof typeof confidenceBands;

export interface NearDocument {
  readonly words?: readonly string[];
  readonly entity?: string | readonly string[];
  readonly terms?: string;
  readonly within?: number;
}

/** A node of `match` or `unless`: one matcher or one group, as `policy.schema.json` allows it. */
export interface ClauseDocument {
  readonly any?: readonly ClauseDocument[];
  readonly all?: readonly ClauseDocument[];
  readonly unless?: readonly ClauseDocument[];
  readonly entity?: string | readonly string[];
  readonly terms?: string;
  /** Where a term counts: as words of their own, or anywhere in a word; goes with `terms`. */
  readonly where?: 'whole-word' | 'anywhere';
  /** Slips of the hand that a long term is still found with; goes with `terms`. */
  readonly slips?: 0 | 1;
  readonly pattern?: string;
  readonly records?: string;
  readonly fields?: number;
  readonly document?: string;
  readonly picture?: string;
  readonly containment?: number;
  readonly confidence?: ConfidenceBand;
  readonly count?: number;
  readonly near?: NearDocument;
}

/** Who speaks, what they do and who is named: a crossing is selected where every list that is there holds one of its own. */
export interface SelectionDocument {
  readonly actors?: readonly string[];
  readonly roles?: readonly string[];
  readonly activities?: readonly string[];
  readonly domains?: readonly string[];
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours of the week on the clocks of one time zone. */
export interface HoursDocument {
  readonly days?: readonly Weekday[];
  /** `HH:MM`; later than `to` where the hours run past midnight. */
  readonly from?: string;
  readonly to?: string;
  /** IANA time zone. */
  readonly zone: string;
}

export interface ScopeDocument extends SelectionDocument {
  readonly to?: readonly string[];
  /** A date (its first moment in UTC) or a date and time with offset. */
  readonly from?: string;
  readonly until?: string;
  readonly hours?: HoursDocument;
  readonly except?: SelectionDocument;
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
  /** How what was found is taken out; goes with `redact`. */
  readonly redaction?: Redaction;
  /** Goes with `downgrade`. */
  readonly audience?: Audience;
  /** The line that is added; goes with `disclose`. */
  readonly disclosure?: string;
  /** Goes with `confirm`. */
  readonly confirmation?: { readonly justification?: boolean };
  /** Goes with `hold`. */
  readonly approval?: { readonly tiers?: number; readonly expire?: string };
  readonly guidance?: GuidanceDocument;
  readonly examples?: readonly ExampleDocument[];
}
