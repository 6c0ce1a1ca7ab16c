import type { Finding, Outcome } from '../../policies/index.ts';
import type { LabelledPost } from './corpus/labelled-post.ts';
import type { LabelledSpan } from './corpus/template.ts';

/** Least confidence of each band, as policies name them. */
export const bands = { low: 65, medium: 75, high: 85 } as const;
export type Band = keyof typeof bands;
export const bandNames = ['low', 'medium', 'high'] as const satisfies readonly Band[];

/** What was found in a post, and what the shipped library made of it. */
export interface Judged {
  readonly post: LabelledPost;
  readonly findings: readonly Finding[];
  readonly outcome: Outcome;
}

/** Counts of one entity at one band. */
export interface Count {
  readonly labelled: number;
  /** Labelled spans that a finding of their entity touches. */
  readonly caught: number;
  /** Findings that touch a label of their entity, and those that touch none. */
  readonly right: number;
  readonly wrong: number;
}

/** Share of findings that are right, of labels that are caught, and both with recall counted twice (F2); NaN without any. */
export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f2: number;
}

export function ratesOf({ labelled, caught, right, wrong }: Count): Rates {
  const precision = right / (right + wrong);
  const recall = caught / labelled;
  const f2 = precision + recall === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall);
  return { precision, recall, f2 };
}

/** Counts the posts for one entity, from a confidence on. */
export function countOf(judged: readonly Judged[], entity: string, least: number): Count {
  let [labelled, caught, right, wrong] = [0, 0, 0, 0];
  for (const { post, findings } of judged) {
    const labels = post.spans.filter((span) => span.entity === entity);
    const found = findings.filter((finding) => finding.entity === entity && finding.confidence >= least);
    labelled += labels.length;
    caught += labels.filter((label) => found.some((finding) => touches(finding, label))).length;
    const good = found.filter((finding) => labels.some((label) => touches(finding, label))).length;
    right += good;
    wrong += found.length - good;
  }
  return { labelled, caught, right, wrong };
}

/** Every entity that is labelled or found, by name. */
export function entitiesOf(judged: readonly Judged[]): string[] {
  const named = judged.flatMap(({ post, findings }) => [...post.spans, ...findings].map(({ entity }) => entity));
  return [...new Set(named)].sort();
}

/** Posts in which nothing is labelled. */
export const ordinary = (judged: readonly Judged[]): Judged[] => judged.filter(({ post }) => post.spans.length === 0);

/** How many ordinary posts have a finding, by any detector or of one entity, from a confidence on. */
export function falseAlarms(judged: readonly Judged[], least: number, entity?: string): number {
  return ordinary(judged).filter(({ findings }) =>
    findings.some((one) => one.confidence >= least && (entity === undefined || one.entity === entity)),
  ).length;
}

/** How many ordinary posts the shipped library does not let through as they are. */
export const stopped = (judged: readonly Judged[]): number =>
  ordinary(judged).filter(({ outcome }) => outcome !== 'allow').length;

/** Whether each label of a post is caught from a confidence on. */
export const isCaught = ({ post, findings }: Judged, least: number): boolean =>
  post.spans.every((span) =>
    findings.some((one) => one.entity === span.entity && one.confidence >= least && touches(one, span)),
  );

const touches = (one: Pick<LabelledSpan, 'start' | 'end'>, other: Pick<LabelledSpan, 'start' | 'end'>): boolean =>
  one.start < other.end && other.start < one.end;
