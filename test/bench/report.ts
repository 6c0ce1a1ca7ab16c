import { availableParallelism, loadavg } from 'node:os';
import type { Comparison, Measure } from './measure.ts';

/** One JSON line, as other programs read it. */
export function jsonLine({ name }: Measure, { ratio, min, max, rounds }: Comparison): string {
  return JSON.stringify({ name, ratio: round(ratio), min: round(min), max: round(max), rounds });
}

export const header = row('measure', 'goal', 'ratio', 'min–max', 'rounds', 'rates (product / held against)');

/** One line of the table for people. */
export function tableRow({ name, goal, bar, unit }: Measure, result: Comparison): string {
  const reached = result.ratio >= bar ? 'yes' : 'NO';
  const range = `${result.min.toFixed(2)}–${result.max.toFixed(2)}`;
  const rates = `${count(result.product)} / ${count(result.baseline)} ${unit}`;
  return row(
    name,
    `${goal} ≥ ${bar.toFixed(2)} ${reached}`,
    result.ratio.toFixed(3),
    range,
    String(result.rounds),
    rates,
  );
}

/** What ran the bench; a ratio is worth what the machine's quiet is worth. */
export function machine(): string {
  const load = loadavg().map((average) => average.toFixed(2));
  return `${availableParallelism()} cores, node ${process.version}, load average ${load.join(' ')}`;
}

function row(name: string, goal: string, ratio: string, range: string, rounds: string, rates: string): string {
  return `${name.padEnd(17)} ${goal.padEnd(14)} ${ratio.padStart(7)}  ${range.padEnd(13)} ${rounds.padStart(6)}  ${rates}`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
