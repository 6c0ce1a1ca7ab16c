import type { Field } from '../model/field.ts';
import type { Finding } from '../model/finding.ts';
import type { Outcome, Verdict } from '../model/verdict.ts';
import type { Crossing } from '../model/zone.ts';
import type { ExceptionSummary } from './exception-summary.ts';
import type { Problem } from './problem.ts';

/** Whether a policy decides (`enforce`), is only recorded (`observe`) or is left out (`off`). */
export type PolicyMode = 'enforce' | 'observe' | 'off';

/** The fields of documents that left before, oldest first. */
export type Earlier = readonly (readonly Field[])[];

export interface PolicySummary {
  readonly id: string;
  readonly title: string;
  readonly mode: PolicyMode;
  readonly action: Outcome;
}

/** Policies that were checked and compiled together; immutable, and the same files always give the same set. */
export interface PolicySet {
  /** Content address: lower-case hex SHA-256 over the files that make the set. */
  readonly version: string;
  readonly policies: readonly PolicySummary[];
  /** Those that have expired included. */
  readonly exceptions: readonly ExceptionSummary[];
  /** What an exception's `findings` names something found by: its entity and the text, however it is written. */
  findingDigest(entity: string, text: string): string;
  /**
   * Decides on all fields of one document together, and on what they come to with what the same people heard from its
   * author before. Never throws: what can't be decided is held. Findings are in the document alone.
   */
  evaluate(fields: readonly Field[], crossing: Crossing, earlier?: Earlier): Verdict;
  /** Decides on a bare text, whose findings are in the field `/text`. */
  evaluateText(text: string, crossing: Crossing): Verdict;
  /** Whatever the set's detectors, dictionaries and patterns find, of any confidence, without judging it. */
  detect(fields: readonly Field[]): readonly Finding[];
  /**
   * The same set for deciding on many documents in a row: it says the same, and remembers what it read of the latest
   * values, a few megabytes of text at most. For as long as the row lasts.
   */
  remembering(): PolicySet;
}

export type CompiledPolicySet =
  | {
      readonly ok: true;
      readonly set: PolicySet;
      readonly warnings: readonly Problem[];
      /**
       * What may be kept of the folder: policies and dictionaries as text, records and documents as hashes alone.
       * With the same key it compiles to the same set.
       */
      hashedFiles(): Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };
