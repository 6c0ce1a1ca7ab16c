import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createFanOutWorker } from '../../federation/fan-out/worker.ts';
import type { Change } from '../../federation/ports/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { openAt } from '../contract/open-at.ts';
import { everybody } from '../support/everybody.ts';
import { openGate, type WorkerShare, type WorkerTask } from './fanout-scale.ts';
import { followersByFormula } from './followers-by-formula.ts';

/** One worker process of the simulation: says it is there, takes a task, works it off beside others, tells its share. */
const mebibyte = 2 ** 20;
process.send?.('here');
const [task] = (await once(process, 'message')) as [WorkerTask];
process.send?.(await work(task), () => process.disconnect());

async function work({ place, sealKey, size }: WorkerTask): Promise<WorkerShare> {
  const store = place.startsWith('sqlite:')
    ? await openSqliteStore({ file: place.slice('sqlite:'.length), durability: 'normal' })
    : await openAt(place);
  const heap = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / mebibyte;
  };
  const share = { ranges: 0, deliveries: 0, heapBefore: heap(), heapPeak: 0 };
  const worker = createFanOutWorker({
    ...store,
    followers: { ...store.followers, ...followersByFormula(size) },
    commits: {
      async commit(changes: readonly Change[]) {
        await store.commits.commit(changes);
        for (const change of changes)
          if (change.change === 'deliveries.add') share.deliveries += change.deliveries.length;
      },
    },
    peers: everybody,
    gate: openGate(Buffer.from(sealKey, 'base64')),
    clock: Date.now,
    owner: randomUUID(),
    onCut: () => undefined,
    onQueued() {
      share.ranges += 1;
      share.heapPeak = Math.max(share.heapPeak, heap());
    },
    onEvent(event) {
      throw new Error(`the worker met a fault: ${event.kind}`);
    },
  });
  while ((await store.fanOuts.waiting()) > 0) {
    await worker.drain();
    // Others have what is left; one of them may cut it.
    await delay(1);
  }
  await store.close();
  return { ...share, residentPeak: process.resourceUsage().maxRSS / 1024 };
}
