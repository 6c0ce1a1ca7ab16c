import { type OpenStore, openedStore } from './open-store.ts';

const windowMs = 60_000;
const limit = (key: string, most: number) => ({ key, most });

export function throttleContract(open: OpenStore): void {
  describe('the throttle', () => {
    const opened = openedStore(open);
    const take = (...limits: ReturnType<typeof limit>[]) => opened.store.throttle.take(limits, windowMs);

    it('lets as many through as the limit says, whichever processes they come by, all at once', async () => {
      const processes = await Promise.all([open(), open(), open()]);
      const tries = Array.from({ length: 12 }, (_, n) => processes[n % 3]!.throttle.take([limit('anna', 5)], windowMs));
      const waits = await Promise.all(tries);
      expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
      for (const wait of waits) expect(wait).toBeLessThanOrEqual(windowMs);
    });

    it('closes a key for the rest of its window, and no other key', async () => {
      expect(await take(limit('anna', 1))).toBe(0);
      expect(await take(limit('anna', 1))).toBeGreaterThan(0);
      expect(await take(limit('emil', 1))).toBe(0);
      expect(await opened.store.throttle.take([limit('brief', 1)], 0)).toBe(0);
      expect(await opened.store.throttle.take([limit('brief', 1)], 0)).toBe(0);
    });

    it('counts nothing where one of the keys is closed', async () => {
      expect(await take(limit('address', 2), limit('anna', 1))).toBe(0);
      for (let n = 0; n < 3; n += 1) expect(await take(limit('address', 2), limit('anna', 1))).toBeGreaterThan(0);
      expect(await take(limit('address', 2), limit('emil', 1))).toBe(0);
      expect(await take(limit('address', 2), limit('otto', 1))).toBeGreaterThan(0);
    });

    it('takes a try back that turned out well, and never more than were counted', async () => {
      const { throttle } = opened.store;
      expect(await take(limit('anna', 1))).toBe(0);
      for (let n = 0; n < 3; n += 1) await throttle.forgive([limit('anna', 1), limit('unknown', 1)]);
      expect(await take(limit('anna', 1))).toBe(0);
      expect(await take(limit('anna', 1))).toBeGreaterThan(0);
    });
  });
}
