import { type DeliveryRig, startDeliveryRig } from '../support/delivery-rig.ts';

/** More than a worker claims at once: for a store that claims and settles by indexes. */
describe('a delivery worker with much to do', () => {
  let rig: DeliveryRig;
  beforeEach(async () => {
    rig = await startDeliveryRig({ requestDeadline: 60_000 });
  });
  afterEach(async () => {
    await rig[Symbol.asyncDispose]();
  });

  const onManyHosts = (count: number) =>
    Array.from({ length: count }, (_, nth) => rig.sink.url(`peer-${nth % 50}.test`, `/inbox/${nth}`));
  const sentOnce = () =>
    new Set(rig.sink.requests.map(({ host, path }) => host + path)).size === rig.sink.requests.length;

  it('shares one store with another worker, and each inbox gets one copy', async () => {
    await rig.enqueue(await rig.release(), onManyHosts(600));
    const workers = [rig.worker(), rig.worker()];
    await Promise.all(workers.map((worker) => worker.drain()));
    expect(rig.sink.requests).toHaveLength(600);
    expect(sentOnce()).toBe(true);
    expect(workers.every((worker) => worker.stats().delivered > 0)).toBe(true);
  });

  it('hands everything back that has not started when it stops, finishes the rest, and sends nothing twice', async () => {
    const sealed = await rig.release();
    await rig.enqueue(sealed, onManyHosts(1000));
    const stopped = rig.worker();
    stopped.start();
    await rig.sink.until((requests) => requests.length >= 100);
    await stopped.stop(5000);
    const before = rig.sink.requests.length;
    const { delivered, inFlight, waiting } = await rig.store.deliveries.stats();
    expect([delivered, inFlight, waiting]).toEqual([before, 0, 1000 - before]);
    expect(before).toBeLessThan(1000);
    await rig.worker().drain();
    expect(rig.sink.requests).toHaveLength(1000);
    expect(sentOnce()).toBe(true);
    const attempts = (await rig.store.deliveries.ofRelease(sealed.id)).map((state) => state.attempts);
    expect(new Set(attempts)).toEqual(new Set([1]));
  });
});
