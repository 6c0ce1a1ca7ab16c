import type { Backfilling } from '../backfill/index.ts';
import type { DeliveryWorker } from '../delivery/index.ts';
import type { FanOutWorker } from '../fan-out/worker.ts';
import type { Federation } from '../federation.ts';
import type { FollowerSynchronisation } from '../followers/synchronise.ts';
import type { InboxWorker } from '../inbox/worker.ts';
import type { PollNews } from '../outbox/poll-news.ts';
import type { Bell } from './bell.ts';
import type { RollCall } from './roll-call.ts';

interface Workforce {
  readonly inboxWorker: InboxWorker;
  readonly pollNews: PollNews;
  readonly synchronisation: FollowerSynchronisation;
  readonly backfill: Backfilling;
  readonly fanOutWorker: FanOutWorker;
  readonly deliveryWorker: DeliveryWorker;
  readonly bell: Bell;
  readonly rollCall: RollCall;
}

/** In before out: what comes in may answer. */
export function together(workforce: Workforce): Federation['workers'] {
  const { inboxWorker, pollNews, synchronisation, backfill, fanOutWorker, deliveryWorker, bell, rollCall } = workforce;
  return {
    async start() {
      await rollCall.start();
      await bell.listen();
      inboxWorker.start();
      fanOutWorker.start();
      deliveryWorker.start();
    },
    async drain() {
      await inboxWorker.drain();
      await pollNews.drain();
      await synchronisation.drain();
      await backfill.drain();
      await fanOutWorker.drain();
      await deliveryWorker.drain();
    },
    async stop(graceMs) {
      await Promise.all([inboxWorker.stop(), fanOutWorker.stop()]);
      await deliveryWorker.stop(graceMs);
      await rollCall.stop();
    },
  };
}
