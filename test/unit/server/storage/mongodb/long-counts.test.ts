import type { Document } from 'mongodb';
import { origin, press } from '../../../../contract/samples.ts';
import { Primary } from '../../../../support/mongodb-primary.ts';

const { now } = performance;
let laterMs = 0;
beforeEach(() => {
  laterMs = 0;
  performance.now = () => now.call(performance) + laterMs;
});
afterEach(() => {
  performance.now = now;
});

/** A server where counting takes as long as it says, and comes to one more each time: all of them sort after our own actors. */
async function counting(tookMs: number, primary: Primary) {
  const asked: Document[] = [];
  const store = await primary.open();
  primary.instead = (command) => {
    if (!('aggregate' in command)) return undefined;
    const { $gte } = command['pipeline'][0].$match.actor;
    if ($gte === '') return undefined;
    laterMs += tookMs;
    asked.push(command);
    return { ok: 1, cursor: { id: 0n, ns: 'portico.memberships', firstBatch: [{ total: asked.length }] } };
  };
  return { count: () => store.followers.countOutside(`${press}/followers`, origin) };
}

describe('the number of followers', () => {
  it('is counted each time while that is quick', async () => {
    await using primary = new Primary();
    const { count } = await counting(10, primary);
    expect([await count(), await count()]).toEqual([1, 2]);
  });

  it('is told again for a while where counting takes long', async () => {
    await using primary = new Primary();
    const { count } = await counting(8_000, primary);
    expect(await Promise.all([count(), count()])).toEqual([1, 1]);
    expect(await count()).toBe(1);
    laterMs += 900_000;
    expect(await count()).toBe(2);
  });

  it('is counted piece by piece where they are many, and nobody twice', async () => {
    await using primary = new Primary();
    const store = await primary.open();
    const pieces: Document[] = [];
    primary.instead = (command) => {
      const { actor = {} } = command['filter'] ?? {};
      const many = command['skip'] > 0 && actor.$gte !== '' && actor.$gt === undefined;
      if ('aggregate' in command) pieces.push(command['pipeline'][0].$match.actor);
      else if (!many) return undefined;
      const firstBatch = many ? [{ actor: 'https://m.example/bo' }] : [{ total: 7 }];
      return { ok: 1, cursor: { id: 0n, ns: 'portico.memberships', firstBatch } };
    };
    expect(await store.followers.countOutside(`${press}/followers`, origin)).toBe(21);
    const [own, past] = [`${origin}/`, `${origin}0`];
    expect(pieces).toEqual([
      { $gte: '', $lt: own },
      { $gte: past, $lte: 'https://m.example/bo' },
      { $gt: 'https://m.example/bo', $lt: expect.any(String) },
    ]);
  });
});
