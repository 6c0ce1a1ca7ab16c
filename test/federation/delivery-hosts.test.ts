import { type DeliveryRig, startDeliveryRig } from '../support/delivery-rig.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('delivery to many hosts', () => {
  let rig: DeliveryRig;
  beforeEach(async () => {
    rig = await startDeliveryRig({ requestDeadline: 60_000 });
  });
  afterEach(async () => {
    await rig[Symbol.asyncDispose]();
  });

  const sentTo = (name: string) => rig.sink.requests.filter(({ host }) => host.startsWith(`${name}:`));
  const paths = (host: string, count: number) =>
    Array.from({ length: count }, (_, nth) => rig.sink.url(host, `/inbox/${nth}`));
  const kinds = () => rig.events.map(({ kind }) => kind);
  const record = (name: string) => rig.store.hosts.get(`${name}:${rig.sink.port}`);

  it('does not let hosts that hang delay the others', async () => {
    const hung = Array.from({ length: 80 }, (_, nth) => `hung-${nth}.test`);
    const well = Array.from({ length: 40 }, (_, nth) => `well-${nth}.test`);
    for (const host of hung) rig.sink.behave({ host }, { kind: 'hang', phase: 'before-answer' });
    const sealed = await rig.release();
    // All of the hung ones first, and several for each.
    await rig.enqueue(
      sealed,
      hung.flatMap((host) => paths(host, 4)),
    );
    await rig.enqueue(
      sealed,
      well.flatMap((host) => paths(host, 4)),
    );
    const worker = rig.worker();
    worker.start();
    await rig.until((events) => events.filter(({ kind }) => kind === 'delivered').length === 160);
    // Not one of the hung has come to its deadline.
    expect(kinds()).not.toContain('retry');
    // And none has more than its own place.
    for (const host of hung) expect(sentTo(host).length).toBeLessThanOrEqual(2);
  });

  it('does not let a sender of a hundred thousand delay the one of another, at a host of its own or at a busy one', async () => {
    const other = 'http://portico.test/users/other';
    const inboxes = [
      ...Array.from({ length: 50_000 }, (_, nth) => rig.sink.url('busy.test', `/inbox/${nth}`)),
      ...Array.from({ length: 50_000 }, (_, nth) => rig.sink.url(`peer-${nth}.test`)),
    ];
    await rig.enqueue(await rig.release(), inboxes);
    rig.clock.now += 1_000;
    const sealed = await rig.release();
    const wanted = ['busy.test', 'own.test'].map((host) => rig.sink.url(host, '/other'));
    await rig.enqueue(sealed, wanted, (delivery) => ({
      ...delivery,
      signer: other,
      seal: rig.gate.sealDelivery(sealed, delivery.inbox, other),
    }));
    const worker = rig.worker();
    worker.start();
    await rig.sink.until((requests) => requests.filter(({ path }) => path === '/other').length === wanted.length);
    expect(rig.sink.requests.length).toBeLessThan(2_000);
    await worker.stop(0);
  });

  it('has no more than two attempts under way at each of many hosts', async () => {
    const hosts = Array.from({ length: 40 }, (_, nth) => `peer-${nth}.test`);
    const hang = { kind: 'hang', phase: 'before-answer' } as const;
    for (const host of hosts) {
      rig.sink.behave({ host }, (nth) => (nth > 3 ? hang : { kind: 'answer', status: 202 }));
    }
    const inboxes = hosts.flatMap((host) => paths(host, 6));
    await rig.enqueue(await rig.release(), inboxes);
    rig.worker().start();
    await rig.sink.until((requests) => requests.length === 40 * 5);
    for (const host of hosts) expect(sentTo(host)).toHaveLength(5);
  });

  it('leaves a host alone for a minute after five failures, and then sends one probe', async () => {
    rig.sink.behave({ host: 'sick.test' }, { kind: 'answer', status: 500 });
    await rig.enqueue(await rig.release(), paths('sick.test', 20));
    const worker = rig.worker();
    await worker.drain();
    expect(sentTo('sick.test')).toHaveLength(5);
    expect(kinds()).toContain('breaker-opened');
    expect(worker.stats()).toMatchObject({ retried: 5, inFlight: 0, queued: 0 });
    rig.clock.now += 65 * 1000;
    await worker.drain();
    expect(sentTo('sick.test')).toHaveLength(6);
  });

  it('goes on with a host whose probe succeeds', async () => {
    rig.sink.behave({ host: 'sick.test' }, (nth) => ({ kind: 'answer', status: nth <= 5 ? 500 : 202 }));
    await rig.enqueue(await rig.release(), paths('sick.test', 20));
    const worker = rig.worker();
    await worker.drain();
    rig.clock.now += 5 * minute;
    await worker.drain();
    expect(kinds()).toContain('breaker-closed');
    expect(await rig.store.deliveries.stats()).toMatchObject({ delivered: 20, waiting: 0 });
  });

  it('tells in the store until when a host rests, and why, until it answers again', async () => {
    rig.sink.behave({ host: 'sick.test' }, (nth) => ({ kind: 'answer', status: nth <= 5 ? 500 : 202 }));
    await rig.enqueue(await rig.release(), paths('sick.test', 20));
    const worker = rig.worker();
    await worker.drain();
    const until = rig.clock.now + minute;
    expect(await record('sick.test')).toMatchObject({ openUntil: until, lastError: 'answered 500' });
    rig.clock.now += 5 * minute;
    await worker.drain();
    expect(await record('sick.test')).toEqual({ host: `sick.test:${rig.sink.port}`, failingDays: [], rfc9421: false });
  });

  it('gives a host a new start at once when an operator says so', async () => {
    rig.sink.behave({ host: 'sick.test' }, (nth) => ({ kind: 'answer', status: nth <= 5 ? 500 : 202 }));
    await rig.enqueue(await rig.release(), paths('sick.test', 20));
    const worker = rig.worker();
    await worker.drain();
    const host = `sick.test:${rig.sink.port}`;
    await rig.store.hosts.put({ host, failingDays: [], rfc9421: false });
    worker.forgetHosts();
    expect(await rig.store.deliveries.retry({ host }, rig.clock.now)).toBe(20);
    await worker.drain();
    expect(await rig.store.deliveries.stats()).toMatchObject({ delivered: 20, waiting: 0 });
  });

  it('does not count an attempt for what it never sent', async () => {
    rig.sink.behave({ host: 'sick.test' }, { kind: 'answer', status: 500 });
    const sealed = await rig.release();
    await rig.enqueue(sealed, paths('sick.test', 8));
    await rig.worker().drain();
    const attempts = (await rig.store.deliveries.ofRelease(sealed.id)).map((state) => state.attempts);
    expect(attempts.sort((a, b) => a - b)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('leaves a whole host alone that asks for it', async () => {
    rig.sink.behave({ host: 'busy.test' }, { kind: 'answer', status: 429, headers: { 'retry-after': '120' } });
    await rig.enqueue(await rig.release(), paths('busy.test', 10));
    await rig.worker().drain();
    expect(sentTo('busy.test')).toHaveLength(1);
    expect(await rig.store.deliveries.nextDue()).toBeGreaterThanOrEqual(rig.clock.now + 120_000);
  });

  /** Fails on each of seven days. */
  async function killHost(): Promise<void> {
    rig.sink.behave({ host: 'dead.test' }, (nth) => ({ kind: 'answer', status: nth <= 8 ? 500 : 202 }));
    for (let nth = 0; nth < 7; nth++) {
      await rig.enqueue(await rig.release(), [rig.sink.url('dead.test')]);
      await rig.worker({ retry: { attempts: 1 } }).drain();
      rig.clock.now += day;
    }
    rig.clock.now -= day;
  }

  it('takes a host for dead that failed on seven days, and remembers it', async () => {
    await killHost();
    expect(kinds()).toContain('host-dead');
    expect((await record('dead.test'))?.deadSince).toBe(rig.clock.now);
    await rig.enqueue(await rig.release(), paths('dead.test', 5));
    await rig.worker().drain();
    expect(sentTo('dead.test')).toHaveLength(7);
  });

  it('probes a dead host once a day, and brings it back when that succeeds', async () => {
    await killHost();
    await rig.enqueue(await rig.release(), paths('dead.test', 5));
    const worker = rig.worker();
    await worker.drain();
    rig.clock.now += day + minute;
    await worker.drain();
    expect(sentTo('dead.test')).toHaveLength(8);
    rig.clock.now += 60 * minute;
    await worker.drain();
    expect(sentTo('dead.test')).toHaveLength(8);
    rig.clock.now += day;
    await worker.drain();
    rig.clock.now += 2 * minute;
    await worker.drain();
    expect(kinds()).toContain('host-revived');
    expect(await record('dead.test')).toMatchObject({ failingDays: [] });
    expect(await rig.store.deliveries.stats()).toMatchObject({ waiting: 0, delivered: 5 });
  });

  it('gives up what has waited a week for a dead host', async () => {
    rig.sink.behave({ host: 'dead.test' }, { kind: 'answer', status: 500 });
    const sealed = await rig.release();
    await rig.enqueue(sealed, paths('dead.test', 3));
    const worker = rig.worker();
    for (let nth = 0; nth < 9; nth++) {
      await worker.drain();
      rig.clock.now += day;
    }
    const states = await rig.store.deliveries.ofRelease(sealed.id);
    expect(states.map(({ state }) => state)).toEqual(['given-up', 'given-up', 'given-up']);
  });

  describe('signatures', () => {
    const asks: Record<string, string> = { 'accept-signature': 'sig1=("@method" "@target-uri" "content-digest")' };

    it('knocks with draft-cavage first', async () => {
      await rig.enqueue(await rig.release(), [rig.sink.url('peer.test')]);
      await rig.worker().drain();
      expect(sentTo('peer.test').map(({ headers }) => 'signature-input' in headers)).toEqual([false]);
    });

    it('signs by RFC 9421 for a host that asks for it, at once and ever after', async () => {
      rig.sink.behave({ host: 'peer.test' }, (nth) =>
        nth === 1 ? { kind: 'answer', status: 401, headers: asks } : { kind: 'answer', status: 202 },
      );
      await rig.enqueue(await rig.release(), [rig.sink.url('peer.test')]);
      await rig.worker().drain();
      await rig.enqueue(await rig.release(), [rig.sink.url('peer.test')]);
      await rig.worker().drain();
      expect(sentTo('peer.test').map(({ headers }) => 'signature-input' in headers)).toEqual([false, true, true]);
      expect(await record('peer.test')).toMatchObject({ rfc9421: true });
      expect(await rig.store.deliveries.stats()).toMatchObject({ delivered: 2 });
    });

    it('tries again later at a host that refuses both, and does not take it for one that wants RFC 9421', async () => {
      rig.sink.behave({ host: 'peer.test' }, { kind: 'answer', status: 401, headers: asks });
      const sealed = await rig.release();
      await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
      await rig.worker().drain();
      expect(sentTo('peer.test')).toHaveLength(2);
      expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([{ state: 'waiting', attempts: 1 }]);
      expect((await record('peer.test'))?.rfc9421 ?? false).toBe(false);
    });

    it('goes back to draft-cavage for a host that refuses RFC 9421 without asking for it', async () => {
      const host = `peer.test:${rig.sink.port}`;
      await rig.store.hosts.put({ host, failingDays: [], rfc9421: true });
      rig.sink.behave({ host: 'peer.test' }, (nth) => ({ kind: 'answer', status: nth === 1 ? 401 : 202 }));
      await rig.enqueue(await rig.release(), [rig.sink.url('peer.test')]);
      await rig.worker().drain();
      expect(sentTo('peer.test').map(({ headers }) => 'signature-input' in headers)).toEqual([true, false]);
      expect(await record('peer.test')).toMatchObject({ rfc9421: false });
    });
  });
});
