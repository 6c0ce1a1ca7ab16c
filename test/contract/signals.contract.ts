import type { Signal } from '../../federation/ports/index.ts';
import { type OpenStore, openedStore } from './open-store.ts';

export function signalsContract(open: OpenStore): void {
  describe('signals', () => {
    const opened = openedStore(open);
    /** Resolves with the first signal that is heard after the watch began. */
    const watched = async (store = opened.store) => {
      const heard: Signal[] = [];
      const { promise, resolve } = Promise.withResolvers<Signal>();
      const watch = await store.signals.watch((signal) => {
        heard.push(signal);
        resolve(signal);
      });
      return { heard, first: promise, [Symbol.asyncDispose]: () => watch[Symbol.asyncDispose]() };
    };

    it('are heard by their topic in every process, with growing numbers', async () => {
      const other = await open();
      await using here = await watched();
      await using there = await watched(other);
      await other.signals.raise('inbound');
      const [first] = await Promise.all([here.first, there.first]);
      expect(first.topic).toBe('inbound');
      await using later = await watched();
      await opened.store.signals.raise('inbound');
      const second = await later.first;
      expect(second.topic).toBe('inbound');
      expect(second.sequence).toBeGreaterThan(first.sequence);
    });

    it('of before the watch, and of after it, are not heard', async () => {
      await opened.store.signals.raise('deliveries');
      const ended = await watched();
      await ended[Symbol.asyncDispose]();
      await using watch = await watched();
      await opened.store.signals.raise('fan-outs');
      expect((await watch.first).topic).toBe('fan-outs');
      expect(watch.heard).toHaveLength(1);
      expect(ended.heard).toEqual([]);
    });
  });
}
