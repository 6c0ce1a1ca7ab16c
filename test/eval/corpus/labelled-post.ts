import type { LabelledSpan } from './template.ts';

/** A line of a corpus. */
export interface LabelledPost {
  readonly text: string;
  readonly spans: readonly LabelledSpan[];
  /** Posts of a group lie in one half, so that none of a template that was tuned on is held back. */
  readonly group?: string;
  /** Plain text where it is left out. */
  readonly kind?: 'html';
  /** How the text is hidden; `limit: …` where nobody promises to find it. */
  readonly family?: string;
}
