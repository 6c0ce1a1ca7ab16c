import { createHash } from 'node:crypto';
import { type DeliveryRig, startDeliveryRig } from '../support/delivery-rig.ts';
import type { Behaviour } from '../support/sink.ts';

/** Delivers to one inbox that behaves so, and tells what the store says of it. */
async function deliverOne(rig: DeliveryRig, behaviour: Behaviour) {
  rig.sink.behave({ host: 'peer.test' }, behaviour);
  const sealed = await rig.release();
  await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
  await rig.worker().drain();
  const [state] = await rig.store.deliveries.ofRelease(sealed.id);
  return { state, sealed, due: await rig.store.deliveries.nextDue() };
}

describe('delivery', () => {
  let rig: DeliveryRig;
  beforeEach(async () => {
    rig = await startDeliveryRig();
  });
  afterEach(async () => {
    await rig[Symbol.asyncDispose]();
  });

  const deliverTo = (behaviour: Behaviour) => deliverOne(rig, behaviour);

  it('sends exactly the released bytes, signed, to each inbox once', async () => {
    const sealed = await rig.release();
    const inboxes = ['a.test', 'b.test', 'c.test'].flatMap((host) =>
      [1, 2, 3].map((nth) => rig.sink.url(host, `/${nth}`)),
    );
    await rig.enqueue(sealed, inboxes);
    await rig.worker().drain();
    expect(rig.sink.requests.map(({ host, path }) => `http://${host}${path}`).sort()).toEqual([...inboxes].sort());
    for (const { body, headers, method } of rig.sink.requests) {
      expect(method).toBe('POST');
      expect(body.equals(sealed.body)).toBe(true);
      expect(headers.digest).toBe(`SHA-256=${createHash('sha256').update(sealed.body).digest('base64')}`);
      expect(headers.signature).toContain('keyId="http://portico.test/users/press#main-key"');
    }
    expect(await rig.store.deliveries.stats()).toMatchObject({ waiting: 0, inFlight: 0, delivered: 9 });
  });

  it.each([200, 202, 204])('takes %i for delivered', async (status) => {
    const { state } = await deliverTo({ kind: 'answer', status });
    expect(state).toMatchObject({ state: 'delivered', attempts: 1 });
  });

  it.each([400, 403, 404, 410, 413, 422])('gives up at %i', async (status) => {
    const { state } = await deliverTo({ kind: 'answer', status });
    expect(state).toMatchObject({ state: 'given-up', attempts: 1, error: `answered ${status}` });
    expect(rig.sink.requests).toHaveLength(1);
  });

  it('gives up at a redirect, and sends nothing to where it leads', async () => {
    const location = rig.sink.url('elsewhere.test');
    const { state } = await deliverTo({ kind: 'answer', status: 307, headers: { location } });
    expect(state).toMatchObject({ state: 'given-up', error: 'answered 307' });
    expect(rig.sink.requests.map(({ host }) => host)).toEqual([`peer.test:${rig.sink.port}`]);
  });

  it('reports an inbox that is gone', async () => {
    await deliverTo({ kind: 'answer', status: 410 });
    const host = `peer.test:${rig.sink.port}`;
    expect(rig.events).toContainEqual({ kind: 'inbox-gone', host, inbox: `http://${host}/inbox` });
  });

  it.each([401, 408, 429, 500, 502, 503, 504])('tries again later after %i', async (status) => {
    const { state, due } = await deliverTo({ kind: 'answer', status });
    expect(state).toMatchObject({ state: 'waiting', attempts: 1, error: `answered ${status}` });
    expect(due).toBeGreaterThan(rig.clock.now);
  });

  it.each<[Behaviour, RegExp]>([
    [{ kind: 'reset', phase: 'before-answer' }, /^(reset|protocol)$/],
    [{ kind: 'garbage' }, /^protocol$/],
    [{ kind: 'close' }, /^reset$/],
  ])('tries again later after %j', async (behaviour, error) => {
    const { state } = await deliverTo(behaviour);
    expect(state).toMatchObject({ state: 'waiting', attempts: 1, error: expect.stringMatching(error) });
  });

  it('tries again after a reset in the middle of an error', async () => {
    const { state } = await deliverTo({ kind: 'reset', phase: 'in-body' });
    expect(state).toMatchObject({ state: 'waiting', error: 'answered 500' });
  });

  it.each([429, 503])('comes back after %i no sooner than the host asks', async (status) => {
    const { due } = await deliverTo({ kind: 'answer', status, headers: { 'retry-after': '3600' } });
    expect(due).toBeGreaterThanOrEqual(rig.clock.now + 3_600_000);
    expect(due).toBeLessThanOrEqual(rig.clock.now + 3_600_000 * 1.1);
  });

  it('waits a day at most for what a host asks', async () => {
    const { due } = await deliverTo({ kind: 'answer', status: 503, headers: { 'retry-after': '315360000' } });
    expect(due).toBeLessThanOrEqual(rig.clock.now + 24 * 3_600_000 * 1.1);
  });

  it('delivers at a later attempt what failed at first, and not again after that', async () => {
    rig.sink.behave({ host: 'peer.test' }, (nth) => ({ kind: 'answer', status: nth < 3 ? 502 : 202 }));
    const sealed = await rig.release();
    await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
    const worker = rig.worker();
    for (let attempt = 1; attempt <= 6; attempt++) {
      await worker.drain();
      rig.clock.now += 60_000;
    }
    expect(rig.sink.requests).toHaveLength(3);
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([{ state: 'delivered', attempts: 3 }]);
  });

  it('gives up after sixteen attempts, and says why', async () => {
    rig.sink.behave({ host: 'peer.test' }, { kind: 'answer', status: 502 });
    const sealed = await rig.release();
    await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
    const worker = rig.worker();
    // Within a day, so that the host does not count as dead before.
    for (let turn = 0; turn < 40; turn++) {
      await worker.drain();
      rig.clock.now = Math.max(rig.clock.now, (await rig.store.deliveries.nextDue()) ?? 0);
    }
    expect(rig.sink.requests).toHaveLength(16);
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([
      { state: 'given-up', attempts: 16, error: 'answered 502, after 16 attempts' },
    ]);
    expect(rig.events.filter(({ kind }) => kind === 'given-up')).toHaveLength(1);
  });

  it('delivers what is enqueued while it runs', async () => {
    const worker = rig.worker();
    worker.start();
    await rig.enqueue(await rig.release('one'), [rig.sink.url('peer.test')]);
    worker.wake();
    await rig.sink.until((requests) => requests.length === 1);
    await rig.enqueue(await rig.release('two'), [rig.sink.url('peer.test')]);
    worker.wake();
    await rig.sink.until((requests) => requests.length === 2);
  });

  it('finds what another process has enqueued without being woken', async () => {
    rig.worker({ pollMs: 20 }).start();
    await rig.enqueue(await rig.release(), [rig.sink.url('peer.test')]);
    await rig.sink.until((requests) => requests.length === 1);
  });
});

describe('delivery to a host that comes to no end', () => {
  it.each<[Behaviour, object]>([
    [
      { kind: 'hang', phase: 'before-answer' },
      { state: 'waiting', attempts: 1, error: 'timeout' },
    ],
    [
      { kind: 'hang', phase: 'in-headers' },
      { state: 'waiting', attempts: 1, error: 'timeout' },
    ],
    // The status is the answer, whatever becomes of the body.
    [
      { kind: 'hang', phase: 'in-body' },
      { state: 'delivered', attempts: 1 },
    ],
    [{ kind: 'trickle' }, { state: 'delivered', attempts: 1 }],
  ])('ends at the deadline: %j', async (behaviour, expected) => {
    await using rig = await startDeliveryRig({ requestDeadline: 1000 });
    const { state } = await deliverOne(rig, behaviour);
    expect(state).toMatchObject(expected);
  });
});
