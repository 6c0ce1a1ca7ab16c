import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../federation/ports/index.ts';
import type { ServerStore } from '../../server/ports/index.ts';
import type { TcpFault, TcpProxy } from '../support/tcp-proxy.ts';
import { absent, partsOf, submission, whole } from './submission.ts';

export interface FaultReport {
  readonly faults: number;
  readonly acknowledged: number;
  readonly refused: number;
  /** What was acknowledged and is not there whole. */
  readonly lost: readonly string[];
  /** What was refused and is there by halves. */
  readonly halved: readonly string[];
  /** The longest time from the end of a fault to the next acknowledgement, in milliseconds. */
  readonly slowestRecovery: number;
}

interface Faults {
  readonly store: ServerStore;
  readonly look: ServerStore;
  readonly proxy: TcpProxy;
  readonly kinds: readonly TcpFault[];
}

/** Commits under way at once. */
const lanes = 4;
/** A fault that holds connections up lasts as long, at most. */
const longestMs = 700;
const givenUpMs = 30_000;

/**
 * Commits through a connection that breaks over and over. `store` speaks through the proxy; `look` sees what is there
 * without it.
 */
export async function storeFaults(
  { store, look, proxy, kinds }: Faults,
  faults: number,
  random: () => number,
  tell: (line: string) => void = () => undefined,
): Promise<FaultReport> {
  const run = { ended: false, next: 0, acknowledged: [] as string[], refused: [] as string[] };
  const working = Array.from({ length: lanes }, async () => {
    while (!run.ended) {
      run.next += 1;
      const name = `f${run.next}`;
      await store.commits.commit(submission(name).changes).then(
        () => run.acknowledged.push(name),
        (error: unknown) => {
          if (!(error instanceof StoreUnavailable)) throw error;
          run.refused.push(name);
        },
      );
    }
  });
  let slowestRecovery = 0;
  for (let n = 1; n <= faults; n += 1) {
    await pause(20 + random() * 100);
    const release = proxy.strike(kinds[n % kinds.length] ?? 'cut');
    await pause(random() * longestMs);
    release();
    slowestRecovery = Math.max(slowestRecovery, await recovery(() => run.acknowledged.length));
    if (n % 20 === 0) tell(`${n} of ${faults} faults, ${run.acknowledged.length} acknowledged`);
  }
  run.ended = true;
  await Promise.all(working);
  // Whatever was declared and left is finished first.
  await look.check();
  const { acknowledged, refused } = run;
  const lost = await those(acknowledged, look, [whole]);
  const halved = await those(refused, look, [whole, absent]);
  return { faults, acknowledged: acknowledged.length, refused: refused.length, lost, halved, slowestRecovery };
}

async function recovery(acknowledged: () => number): Promise<number> {
  const [begun, before] = [performance.now(), acknowledged()];
  while (acknowledged() === before && performance.now() - begun < givenUpMs) await pause(5);
  return performance.now() - begun;
}

/** Those of which not one of the allowed states is there. */
async function those(
  names: readonly string[],
  look: ServerStore,
  allowed: readonly Record<string, boolean>[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const name of names) {
    const parts = JSON.stringify(await partsOf(name, look));
    if (!allowed.some((state) => JSON.stringify(state) === parts)) wrong.push(`${name}: ${parts}`);
  }
  return wrong;
}
