import { fanOutAtScale } from './fanout-scale.ts';
import { type FollowingSize, followersByFormula } from './followers-by-formula.ts';

const size: FollowingSize = { followers: 200_000, hosts: 1_000, withoutSharedInbox: { hosts: 100, followers: 20_000 } };

describe('a fan-out to a following at scale', () => {
  it('queues every target once, with several workers, none of which holds more for more followers', async () => {
    const report = await fanOutAtScale({ ...size, workers: 2 });
    expect(report.targets).toBe(20_900);
    expect(report.queued).toBe(report.targets);
    const { shares } = report;
    expect(shares.map(({ deliveries }) => deliveries > 0)).toEqual([true, true]);
    expect(shares.reduce((sum, { deliveries }) => sum + deliveries, 0)).toBe(report.targets);
    // All targets at once would be another 20 MiB and more.
    for (const { heapBefore, heapPeak } of shares) expect(heapPeak - heapBefore).toBeLessThan(48);
  }, 60_000);

  it('is simulated by a follower index that pages like a real one', async () => {
    const { targets } = followersByFormula(size);
    const found: string[] = [];
    for (let after: string | undefined; ; after = found.at(-1)) {
      const page = await targets('', after, 777);
      found.push(...page.map(({ inbox }) => inbox));
      if (page.length < 777) break;
    }
    expect(found).toHaveLength(20_900);
    expect(found).toEqual([...new Set(found)].toSorted());
  });
});
