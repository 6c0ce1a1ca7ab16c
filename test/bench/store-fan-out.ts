import type { ServerStore } from '../../server/ports/index.ts';
import { followersByFormula } from '../campaigns/followers-by-formula.ts';
import { held, inRanges, openGate, released } from './fan-out-enqueue.ts';

/**
 * Queues one post for followers that have an inbox each. Who follows is answered by a formula; the ranges, their leases, the
 * seals and the deliveries are real.
 */
export async function fanOutRate(
  store: ServerStore,
  followers: number,
): Promise<{ readonly perSecond: number; readonly mebibytes: number }> {
  const gate = openGate();
  const release = released(gate);
  await store.commits.commit([{ change: 'release.put', release }]);
  const hosts = followers / 100;
  const formula = followersByFormula({ followers, hosts, withoutSharedInbox: { hosts, followers } });
  const before = held();
  let most = 0;
  const began = performance.now();
  const look = (): void => {
    most = Math.max(most, held() - before);
  };
  await inRanges({ store: { ...store, followers: { ...store.followers, ...formula } }, gate }, release, look);
  const seconds = (performance.now() - began) / 1_000;
  look();
  const { waiting } = await store.deliveries.stats();
  if (waiting !== followers) throw new Error(`${waiting} of ${followers} deliveries were queued`);
  return { perSecond: followers / seconds, mebibytes: Math.max(0, most) };
}
