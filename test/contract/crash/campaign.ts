import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../../../federation/ports/index.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/index.ts';
import { Committer } from './committer.ts';
import { unit } from './unit.ts';

export interface StoreCrashReport {
  readonly cycles: number;
  readonly acknowledged: number;
  /** Units of work that were acknowledged and are not there whole. */
  readonly lost: readonly string[];
  /** Units of work of which a part is there and another is not. */
  readonly halved: readonly string[];
}

const inFlight = 16;
const longestMs = 150;

/** Kills (SIGKILL) a process that commits at a random moment, over and over on one data file, and looks at what is there. */
export async function storeCrashCampaign(
  file: string,
  cycles: number,
  random: () => number,
  tell: (line: string) => void,
): Promise<StoreCrashReport> {
  const report = { cycles, acknowledged: 0, lost: [] as string[], halved: [] as string[] };
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const run = `run-${cycle}`;
    const committer = new Committer({ file, run, inFlight });
    await committer.started();
    await delay(random() * longestMs);
    await committer.kill();
    const store = await openSqliteStore({ file });
    await inspect(store, run, committer.kept, report);
    await store.close();
    report.acknowledged += committer.kept.size;
    if (cycle % 10 === 0) tell(`${cycle} of ${cycles} cycles, ${report.acknowledged} units of work acknowledged`);
  }
  return report;
}

async function inspect(
  store: Store,
  run: string,
  kept: ReadonlySet<number>,
  { lost, halved }: { lost: string[]; halved: string[] },
): Promise<void> {
  const last = Math.max(-1, ...kept) + 2 * inFlight;
  for (let n = 0; n <= last; n += 1) {
    const parts = await unit(run, n).parts(store);
    if (kept.has(n) && !parts.every(Boolean)) lost.push(`${run}-${n}`);
    if (parts.some(Boolean) && !parts.every(Boolean)) halved.push(`${run}-${n}`);
  }
}
