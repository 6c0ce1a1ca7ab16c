import type { Outcome } from '../../../../../policies/index.ts';
import type { Day } from '../../../../overview/overview.ts';

/** Outcomes as the chart puts them together, from the bottom of a column to its top. */
export interface Series {
  readonly name: string;
  readonly title: string;
  readonly tone: string;
  readonly outcomes: readonly Outcome[];
}

export const series: readonly Series[] = [
  { name: 'left', title: 'left as written', tone: 'success', outcomes: ['allow', 'advise'] },
  { name: 'changed', title: 'left changed', tone: 'info', outcomes: ['redact', 'disclose', 'downgrade'] },
  { name: 'held', title: 'held', tone: 'warning', outcomes: ['hold', 'confirm'] },
  { name: 'blocked', title: 'blocked', tone: 'danger', outcomes: ['block'] },
];

export function countOf({ outcomes }: Pick<Day, 'outcomes'>, one: Series): number {
  return one.outcomes.reduce((total, outcome) => total + (outcomes[outcome] ?? 0), 0);
}

export function totalOf(days: readonly Day[], one: Series): number {
  return days.reduce((total, day) => total + countOf(day, one), 0);
}
