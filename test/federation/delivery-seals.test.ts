import type { NewDelivery, SealedRelease } from '../../federation/ports/index.ts';
import { type DeliveryRig, deliveryOf, startDeliveryRig } from '../support/delivery-rig.ts';

const canary = 'nightjar-0451';

describe('a store that somebody else has written to', () => {
  let rig: DeliveryRig;
  beforeEach(async () => {
    rig = await startDeliveryRig();
  });
  afterEach(async () => {
    await rig[Symbol.asyncDispose]();
  });

  async function expectNothingSent(sealed: SealedRelease): Promise<void> {
    await rig.worker().drain();
    expect(rig.sink.bytes()).toHaveLength(0);
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([{ state: 'given-up' }]);
    const refused = rig.events.filter(({ kind }) => kind === 'refused');
    expect(refused).toMatchObject([{ releaseId: sealed.id }]);
    expect(JSON.stringify(rig.events)).not.toContain(canary);
  }

  it('is told by the seals: what nobody has changed is sent', async () => {
    const sealed = await rig.release(canary);
    await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
    await rig.worker().drain();
    expect(rig.sink.bytes().toString()).toContain(canary);
  });

  it.each<[string, (delivery: NewDelivery) => Partial<NewDelivery>]>([
    ['another inbox', ({ inbox }) => ({ inbox: inbox.replace('/inbox', '/other') })],
    ['another host', ({ inbox }) => ({ inbox: inbox.replace('peer.test', 'thief.test') })],
    ['another signer', () => ({ signer: 'http://portico.test/users/boss' })],
    ['another seal', ({ seal }) => ({ seal: `${seal.startsWith('A') ? 'B' : 'A'}${seal.slice(1)}` })],
    ['an empty seal', () => ({ seal: '' })],
  ])('sends nothing for a delivery with %s', async (_, change) => {
    const sealed = await rig.release(canary);
    await rig.enqueue(sealed, [rig.sink.url('peer.test')], (delivery) => ({ ...delivery, ...change(delivery) }));
    await expectNothingSent(sealed);
  });

  it('sends nothing for a delivery sealed for another release', async () => {
    const [harmless, sealed] = [await rig.release('good morning'), await rig.release(canary)];
    const { seal } = deliveryOf(rig.gate, harmless, rig.sink.url('peer.test'));
    await rig.enqueue(sealed, [rig.sink.url('peer.test')], (delivery) => ({ ...delivery, seal }));
    await expectNothingSent(sealed);
  });

  it.each<[string, (sealed: SealedRelease, other: SealedRelease) => Partial<SealedRelease>]>([
    ['body', ({ body }) => ({ body: Buffer.from(Buffer.from(body).toString().replace('tide', 'tidy')) })],
    ['body and digest', (_, { body, digest }) => ({ body, digest })],
    ['body, digest and seal', (_, { body, digest, seal }) => ({ body, digest, seal })],
    ['actor', () => ({ actor: 'http://portico.test/users/boss' })],
    ['zone', () => ({ zone: 'addressed' })],
    ['seal', (_, { seal }) => ({ seal })],
  ])('sends nothing for a release with another %s', async (_, change) => {
    const sealed = rig.seal(`tide ${canary}`);
    const release = { ...sealed, ...change(sealed, rig.seal(`other ${canary}`)) };
    await rig.store.commits.commit([{ change: 'release.put', release }]);
    await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
    await expectNothingSent(sealed);
  });

  it('sends nothing of a release that is not there', async () => {
    const sealed = rig.seal(canary);
    await rig.enqueue(sealed, [rig.sink.url('peer.test')]);
    await rig.worker().drain();
    expect(rig.sink.bytes()).toHaveLength(0);
    expect(await rig.store.deliveries.ofRelease(sealed.id)).toMatchObject([
      { state: 'given-up', error: 'the release was withdrawn' },
    ]);
  });

  it('sends the other deliveries all the same', async () => {
    const sealed = await rig.release();
    const inboxes = [1, 2, 3].map((nth) => rig.sink.url(`peer-${nth}.test`));
    const spoilt = inboxes[1];
    await rig.enqueue(sealed, inboxes, (delivery) =>
      delivery.inbox === spoilt ? { ...delivery, signer: 'http://portico.test/users/boss' } : delivery,
    );
    await rig.worker().drain();
    expect(rig.sink.requests.map(({ host }) => host.slice(0, 6)).sort()).toEqual(['peer-1', 'peer-3']);
  });
});
