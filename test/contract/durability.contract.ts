import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Store } from '../../federation/ports/index.ts';
import type { OpenStore } from './open-store.ts';
import { inbound } from './samples.ts';
import { absent, partsOf, whole } from './submission.ts';

const cycles = 15;
/** Submissions after the last acknowledged one that may have been under way, and more. */
const beyond = 20;

/** `place`: where `open` opens, for a process of its own (see open-at.ts). */
export function durabilityContract(open: OpenStore, place: () => string): void {
  it('keeps all that it acknowledged, and nothing by halves, when its process is killed at any moment', async () => {
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const told = await commitUntilKilled(place(), `c${cycle}`, 1 + Math.floor(Math.random() * 120));
      const store = await open();
      await assertKept(store, told);
      for (let n = 1; n <= told.committed.length + beyond; n += 1) {
        const parts = await partsOf(`c${cycle}.${n}`, store);
        expect([whole, absent]).toContainEqual(parts);
      }
      await store.close();
    }
  }, 120_000);
}

interface Told {
  readonly committed: string[];
  readonly accepted: string[];
  readonly delivered: string[];
}

/** Kills the process once it has told `lines` acknowledgements; those that were on their way by then count too. */
async function commitUntilKilled(place: string, prefix: string, lines: number): Promise<Told> {
  const script = join(import.meta.dirname, 'committer-main.ts');
  const child = spawn(process.execPath, [script, place, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const told: Told = { committed: [], accepted: [], delivered: [] };
  let left = lines;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, name] = line.split('\t');
    if (what === 'committed' || what === 'accepted' || what === 'delivered') told[what].push(name!);
    left -= 1;
    if (left === 0) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return told;
}

async function assertKept(store: Store, { committed, accepted, delivered }: Told): Promise<void> {
  for (const name of committed) expect({ name, ...(await partsOf(name, store)) }).toEqual({ name, ...whole });
  for (const one of delivered) {
    const [releaseId = '', inbox] = one.split('|');
    const found = (await store.deliveries.ofRelease(releaseId)).find((delivery) => delivery.inbox === inbox);
    expect({ one, state: found?.state }).toEqual({ one, state: 'delivered' });
  }
  const waiting = await store.inbound.waiting();
  expect(waiting).toBeGreaterThanOrEqual(accepted.length);
  const claimed = await store.inbound.claim({ owner: 'check', now: inbound().receivedAt, leaseMs: 0, limit: waiting });
  expect(claimed.map(({ id }) => id)).toEqual(expect.arrayContaining(accepted));
}
