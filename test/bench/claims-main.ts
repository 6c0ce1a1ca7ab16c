import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openAt } from '../contract/open-at.ts';

/** Claims and completes, in batches as the delivery worker does, until nothing waits; tells how many it completed. */
const [place = ''] = process.argv.slice(2);
const store = await openAt(place);
const owner = randomUUID();
process.on('message', () => void complete().then((count) => process.send?.(count)));
process.on('disconnect', () => void store.close());
process.send?.('here');

async function complete(): Promise<number> {
  const { deliveries } = store;
  let completed = 0;
  for (;;) {
    const now = Date.now();
    const claimed = await deliveries.claim({
      ...{ owner, now, leaseMs: 60_000, limit: 256, perHost: 8, withoutHosts: [] },
    });
    if (claimed.length === 0) {
      const { waiting, inFlight } = await deliveries.stats();
      if (waiting + inFlight === 0) return completed;
      await delay(1);
      continue;
    }
    completed += await deliveries.settle(
      claimed.map(({ id, fence }) => ({ id, fence, kind: 'delivered', status: 202, at: now })),
    );
  }
}
