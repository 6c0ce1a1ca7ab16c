import { workerCrashCampaign } from './worker-crash.ts';

describe('processes of one server that are killed at any moment', () => {
  it.each([
    ['a delivery for each inbox', 4, 3],
    ['a fan-out that is cut into ranges', 2, 1_100],
  ])(
    'lose no acknowledged post and send nothing without a receipt: %s',
    async (_, cycles, inboxes) => {
      let state = 11;
      const random = (): number => {
        state = (state * 48271) % 2147483647;
        return state / 2147483647;
      };
      const report = await workerCrashCampaign({ cycles, inboxes, random, tell: () => undefined });
      expect(report.acknowledged).toBeGreaterThan(0);
      expect(report).toMatchObject({ lost: [], unreceipted: 0, leaked: 0, waiting: expect.any(Number) });
    },
    400_000,
  );
});
