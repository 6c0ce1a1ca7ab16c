import type { ServerStore } from '../../server/ports/index.ts';
import { runCommitter, type Told } from './committer.ts';
import { openAt } from './open-at.ts';
import { at } from './samples.ts';
import { absent, partsOf, whole } from './submission.ts';

export interface KillReport {
  readonly cycles: number;
  readonly acknowledged: number;
  /** What was acknowledged and is not there. */
  readonly lost: readonly string[];
  /** Submissions of which a part is there and another is not. */
  readonly halved: readonly string[];
}

export interface Kills {
  readonly cycles: number;
  /** That a process tells before it is killed, at most. */
  readonly acknowledgements?: number;
}

/** Submissions after the last acknowledged one that may have been under way, and more. */
const beyond = 20;

/** Kills a process that commits, over and over on one place, and looks each time at what is there. */
export async function killCampaign(
  place: string,
  { cycles, acknowledgements = 120 }: Kills,
  random: () => number,
  tell: (line: string) => void = () => undefined,
): Promise<KillReport> {
  const report = { cycles, acknowledged: 0, lost: [] as string[], halved: [] as string[] };
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const prefix = `c${cycle}`;
    const told = await runCommitter({ place, prefix, killAfter: 1 + Math.floor(random() * acknowledgements) });
    const store = await openAt(place);
    report.lost.push(...(await lostOf(store, told)));
    report.halved.push(...(await halvedOf(store, prefix, told.committed.length + beyond)));
    report.acknowledged += told.committed.length + told.accepted.length + told.delivered.length;
    await store.close();
    if (cycle % 10 === 0) tell(`${cycle} of ${cycles} cycles, ${report.acknowledged} acknowledgements`);
  }
  return report;
}

async function lostOf(store: ServerStore, { committed, accepted, delivered }: Told): Promise<string[]> {
  const lost: string[] = [];
  for (const name of committed) if (!same(await partsOf(name, store), whole)) lost.push(name);
  for (const one of delivered) {
    const [releaseId = '', inbox] = one.split('|');
    const found = (await store.deliveries.ofRelease(releaseId)).find((delivery) => delivery.inbox === inbox);
    if (found?.state !== 'delivered') lost.push(one);
  }
  const waiting = await store.inbound.waiting();
  const claimed = await store.inbound.claim({ owner: 'check', now: at, leaseMs: 0, limit: waiting });
  const there = new Set(claimed.map(({ id }) => id));
  return [...lost, ...accepted.filter((id) => !there.has(id))];
}

async function halvedOf(store: ServerStore, prefix: string, last: number): Promise<string[]> {
  const halved: string[] = [];
  for (let n = 1; n <= last; n += 1) {
    const parts = await partsOf(`${prefix}.${n}`, store);
    if (!same(parts, whole) && !same(parts, absent)) halved.push(`${prefix}.${n}`);
  }
  return halved;
}

function same(parts: Record<string, boolean>, expected: Record<string, boolean>): boolean {
  return Object.entries(expected).every(([part, is]) => parts[part] === is);
}
