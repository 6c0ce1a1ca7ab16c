import { campaign } from './campaign.ts';
import { controls } from './controls.ts';
import { interference } from './noninterference.ts';
import { plantLeak } from './planted.ts';

/** Milliseconds: whole servers are started, two of them in copies of the tree. */
const patience = 420_000;

/** The long form is `npm run leak -- --seeds 20 --actions 100000 --crawl 50000`, and `npm run leak -- --controls`. */
describe('the leak proof, in short', () => {
  it(
    'lets nothing internal out, everything public, and nothing without a receipt',
    async () => {
      const { leaks, done, ...proved } = await campaign({ seed: 1, actions: 60, crawl: 300 });
      expect(leaks).toEqual([]);
      expect(Object.keys(done).length).toBeGreaterThan(50);
      const asked = ['anonymous', 'a garbage token', 'a revoked token', 'an app of an outsider', 'gwen'];
      // A follower, somebody who proves who they are and is nobody else, and a partner: each by signature.
      expect(proved.identities.toSorted()).toEqual([...asked, 'ada', 'bob', 'pia'].toSorted());
      const { receipted, awaited, deliveries, readInside, streamed, pushed } = proved;
      for (const count of [receipted, awaited, deliveries, readInside, streamed, pushed])
        expect(count).toBeGreaterThan(5);
    },
    patience,
  );

  it(
    'shows nobody outside whether people talk inside',
    async () => {
      expect(await interference({ seed: 1, steps: 2 })).toBeUndefined();
    },
    patience,
  );

  it.each(controls.slice(0, 2).map((control) => [control.name, control] as const))(
    'notices that %s',
    async (_, control) => {
      expect(await plantLeak(control, 50)).toMatchObject({ kind: 'noticed' });
    },
    patience,
  );
});
