import { BenchChild } from '../../bench/wire/child.ts';

/** What can be asked of the process that plays the servers. */
export type WardAsk =
  /** So many servers of every manner, or of the one with that name, and so many healthy ones. */
  | { readonly ask: 'admit'; readonly each: number; readonly healthy: number; readonly only?: string }
  /** Counting of what arrives at healthy servers starts at once, from 0. */
  | { readonly ask: 'expect'; readonly count: number }
  /** Answered when as many have arrived as were expected. */
  | { readonly ask: 'reached' };

export interface WardAnswer {
  /** Inboxes, after `admit`: of the healthy ones, and of the sick ones by the place of their manner. */
  readonly healthy?: readonly string[];
  readonly sick?: readonly { readonly inbox: string; readonly manner: number }[];
  /** After `reached`: when each of them arrived at a healthy server, in milliseconds since the epoch. */
  readonly arrivals?: readonly number[];
}

export type Ward = BenchChild<WardAsk, WardAnswer>;

/** Servers on the loopback, each a host of its own with one inbox, in a process of their own. */
export function startWard(): Promise<Ward> {
  return BenchChild.start(new URL('./ward-main.ts', import.meta.url));
}
