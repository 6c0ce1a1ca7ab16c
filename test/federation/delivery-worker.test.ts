import { leasePlan } from '../../federation/delivery/lease-plan.ts';
import type { Deliveries } from '../../federation/ports/index.ts';
import { type DeliveryRig, startDeliveryRig } from '../support/delivery-rig.ts';

describe('the delivery worker', () => {
  let rig: DeliveryRig;
  beforeEach(async () => {
    rig = await startDeliveryRig({ requestDeadline: 60_000 });
  });
  afterEach(async () => {
    await rig[Symbol.asyncDispose]();
  });

  type Queue = Pick<Deliveries, 'claim' | 'settle' | 'nextDue'>;
  const inboxes = (count: number, host = 'peer.test') =>
    Array.from({ length: count }, (_, nth) => rig.sink.url(host, `/inbox/${nth}`));

  it('hands back what hangs when its time to stop is over', async () => {
    rig.sink.behave({ host: 'hung.test' }, { kind: 'hang', phase: 'before-answer' });
    const sealed = await rig.release();
    await rig.enqueue(sealed, inboxes(3, 'hung.test'));
    const worker = rig.worker();
    worker.start();
    await rig.sink.until((requests) => requests.length === 1);
    const start = performance.now();
    await worker.stop(50);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(await rig.store.deliveries.stats()).toMatchObject({ inFlight: 0, waiting: 3 });
    rig.sink.release();
    await rig.worker().drain();
    expect(await rig.store.deliveries.stats()).toMatchObject({ delivered: 3 });
  });

  it('starts nothing after it was stopped', async () => {
    const worker = rig.worker();
    worker.start();
    await worker.stop(0);
    await rig.enqueue(await rig.release(), inboxes(1));
    worker.wake();
    await worker.drain();
    expect(rig.sink.requests).toHaveLength(0);
  });

  it('delivers what a worker that has died was leased', async () => {
    await rig.enqueue(await rig.release(), inboxes(3));
    const { now } = rig.clock;
    await rig.store.deliveries.claim({ owner: 'dead', now, leaseMs: 60_000, limit: 10, perHost: 10, withoutHosts: [] });
    const worker = rig.worker();
    await worker.drain();
    expect(rig.sink.requests).toHaveLength(0);
    rig.clock.now += 60_001;
    await worker.drain();
    expect(rig.sink.requests).toHaveLength(3);
  });

  it('settles under its newest lease what took longer than the first', async () => {
    rig.sink.behave({ host: 'slow.test' }, { kind: 'hang', phase: 'before-answer' });
    const sealed = await rig.release();
    await rig.enqueue(sealed, inboxes(1, 'slow.test'));
    let claimed = 0;
    const { deliveries } = rig.store;
    const watched: Queue = {
      claim: async (request) => {
        const some = await deliveries.claim(request);
        claimed += some.length;
        return some;
      },
      settle: (settlements) => deliveries.settle(settlements),
      nextDue: () => deliveries.nextDue(),
    };
    const worker = rig.worker({ leaseMs: 60_000, pollMs: 10, deliveries: watched });
    worker.start();
    await rig.sink.until((requests) => requests.length === 1);
    rig.clock.now += 60_001;
    // The same worker claims it again, and renews its lease instead of sending it a second time.
    while (claimed < 2) await new Promise(setImmediate);
    rig.sink.release();
    await worker.drain();
    expect(rig.sink.requests).toHaveLength(1);
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([{ state: 'delivered' }]);
  });

  it('sends nothing after its time, which ends before another worker may have the delivery', async () => {
    const read = Promise.withResolvers<void>();
    const releases = { byId: (id: string) => read.promise.then(() => rig.store.releases.byId(id)) };
    await rig.enqueue(await rig.release(), inboxes(1));
    // An attempt has 1,100 ms of these, and posts nothing after the 1,050th.
    const worker = rig.worker({ leaseMs: 2_000, postMs: 50, releases });
    const over = rig.until((events) => events.some(({ kind }) => kind === 'retry'));
    worker.start();
    await over;
    read.resolve();
    rig.clock.now += 3_600_000;
    worker.wake();
    await rig.until((events) => events.some(({ kind }) => kind === 'delivered'));
    expect(rig.sink.requests).toHaveLength(1);
  });

  it('is not made with a lease that two posts may outlast', () => {
    const deadline = rig.wire.postMs;
    expect(() => rig.worker({ leaseMs: 2 * deadline, postMs: deadline })).toThrow('too short');
    for (const leaseMs of [36_000, 120_000]) {
      const { startMs, attemptMs, postMs } = leasePlan(leaseMs, 10_000);
      expect(startMs + postMs + 10_000).toBe(startMs + attemptMs);
      expect(startMs + attemptMs).toBeLessThanOrEqual((leaseMs * 4) / 5);
    }
  });

  /** The store's deliveries, with claims and settlements failing while the conditions hold. */
  function faulty(failing: { readonly claim?: () => boolean; readonly settle?: () => boolean }): Queue {
    const { deliveries } = rig.store;
    const gone = (): Promise<never> => Promise.reject(new Error('the disk is gone'));
    return {
      claim: (request) => (failing.claim?.() ? gone() : deliveries.claim(request)),
      settle: (settlements) => (failing.settle?.() ? gone() : deliveries.settle(settlements)),
      nextDue: () => deliveries.nextDue(),
    };
  }

  it('goes on after the store has failed to give deliveries', async () => {
    let left = 3;
    const worker = rig.worker({ deliveries: faulty({ claim: () => left-- > 0 }) });
    await rig.enqueue(await rig.release(), inboxes(5));
    worker.start();
    await rig.sink.until((requests) => requests.length === 5);
    expect(rig.events.filter(({ kind }) => kind === 'store-failed')).toMatchObject([
      { during: 'claim', error: 'Error: the disk is gone' },
      { during: 'claim' },
      { during: 'claim' },
    ]);
  });

  it('settles later what the store has failed to settle, and sends nothing again', async () => {
    let left = 3;
    const worker = rig.worker({ deliveries: faulty({ settle: () => left-- > 0 }) });
    await rig.enqueue(await rig.release(), inboxes(5));
    await worker.drain();
    expect(rig.events.filter(({ kind }) => kind === 'store-failed')).toMatchObject([
      { during: 'settle' },
      { during: 'settle' },
      { during: 'settle' },
    ]);
    expect(await rig.store.deliveries.stats()).toMatchObject({ delivered: 5, inFlight: 0 });
    expect(rig.sink.requests).toHaveLength(5);
  });

  it('stops in its time although the store has gone', async () => {
    const worker = rig.worker({ deliveries: faulty({ settle: () => true }) });
    await rig.enqueue(await rig.release(), inboxes(5));
    worker.start();
    await rig.sink.until((requests) => requests.length === 5);
    const start = performance.now();
    await worker.stop(200);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('puts off what it can not read, and does not count an attempt', async () => {
    let broken = true;
    const releases = {
      byId: (id: string) => (broken ? Promise.reject(new Error('the disk is gone')) : rig.store.releases.byId(id)),
    };
    const sealed = await rig.release();
    await rig.enqueue(sealed, inboxes(1));
    const worker = rig.worker({ releases });
    await worker.drain();
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    broken = false;
    rig.clock.now += 10_000;
    await worker.drain();
    expect(rig.sink.requests).toHaveLength(1);
  });

  it('tries again what it could not sign', async () => {
    const sealed = await rig.release();
    await rig.enqueue(sealed, inboxes(1));
    await rig.worker({ signPost: () => Promise.reject(new Error('no key')) }).drain();
    expect(rig.sink.requests).toHaveLength(0);
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([
      { state: 'waiting', attempts: 1, error: 'could not sign: Error: no key' },
    ]);
    expect(await rig.store.hosts.get(`peer.test:${rig.sink.port}`)).toBeUndefined();
  });

  it('is not stopped by a listener that throws', async () => {
    await rig.enqueue(await rig.release(), inboxes(3));
    await rig
      .worker({
        onEvent: () => {
          throw new Error('telemetry is down');
        },
      })
      .drain();
    expect(rig.sink.requests).toHaveLength(3);
  });
});
