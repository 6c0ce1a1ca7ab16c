import { setTimeout as delay } from 'node:timers/promises';
import { openStoreAt } from '../../server/storage/open.ts';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import { Stranger } from '../support/stranger.ts';

const people = ['ada', 'bob', 'cleo', 'dan', 'eve'];

/** On the embedded store, and with PORTICO_STORE=mongodb://… on that one. */
describe('two processes on one store that are given the same activities at the same moment', () => {
  it('take each of them in and answer it once', async () => {
    await using outside = await Stranger.start();
    await using one = await PorticoProcess.start();
    await one.addActor('press', { kind: 'corporate' });
    await using other = await PorticoProcess.start({
      env: { PORTICO_ORIGIN: one.origin, PORTICO_STORE: one.store },
      data: one.data,
    });
    const press = one.actor('press');
    const follows = people.map((name) => outside.activity(outside.actor(name), 'Follow', press));
    const path = '/users/press/inbox';
    const answers = await Promise.all(
      follows.flatMap((follow) => {
        // As a proxy in front of both hands it on: to any of them, under the one public name.
        const signed = outside.sign(one.origin + path, JSON.stringify(follow), String(follow['actor']));
        const headers = { ...signed, host: new URL(one.origin).host };
        return [one, other, one, other].map(({ origin }) => outside.deliver(origin + path, follow, { headers }));
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    const store = await openStoreAt(one.store);
    const settled = async (): Promise<boolean> => {
      const [left, { waiting, inFlight }] = [await store.inbound.waiting(), await store.deliveries.stats()];
      return left + waiting + inFlight === 0;
    };
    await outside.until((posted) => posted.length >= people.length);
    while (!(await settled())) await delay(50);

    await Promise.all([one.kill(), other.kill()]);
    // What was taken in twice would have been answered twice.
    expect(await store.deliveries.stats()).toMatchObject({ delivered: people.length });
    expect(await store.activities.count(`${press}/followers`)).toBe(people.length);
    await store.close();
    expect(outside.posted.map(({ body }) => body['type'])).toEqual(people.map(() => 'Accept'));
  }, 120_000);
});
