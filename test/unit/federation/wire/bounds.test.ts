import { wireLimits } from '../../../../federation/limits.ts';
import { ExpiringMap } from '../../../../federation/wire/expiring-map.ts';
import { KeyCache } from '../../../../federation/wire/key-cache.ts';
import { type OwnedKey, ownedKey } from '../../../../federation/wire/owned-key.ts';
import { Replays } from '../../../../federation/wire/replays.ts';
import { Slots } from '../../../../federation/wire/slots.ts';
import { actorAt, Clock } from '../../../support/wire/wires.ts';

/** What a stranger can make us remember has an end. */
describe('a map that forgets', () => {
  it('keeps an entry for its time', () => {
    const clock = new Clock();
    const map = new ExpiringMap<number>(10, clock.now);
    map.set('a', 1, 1_000);
    clock.advance(999);
    expect(map.get('a')).toBe(1);
    clock.advance(1);
    expect(map.get('a')).toBeUndefined();
    expect(map.size).toBe(0);
  });

  it('case 56: keeps the latest of 100,000 entries up to its number', () => {
    const map = new ExpiringMap<number>(1_000, new Clock().now);
    for (let at = 0; at < 100_000; at++) map.set(`h${at}.example`, at, 1_000);
    expect(map.size).toBe(1_000);
    expect(map.get('h99000.example')).toBe(99_000);
    expect(map.get('h98999.example')).toBeUndefined();
  });
});

describe('keys kept ready', () => {
  function keyOf(name: string, summary = ''): OwnedKey {
    const id = `https://a.example/users/${name}`;
    const ownership = ownedKey(actorAt(id, { summary }), `${id}#main-key`, wireLimits);
    if (ownership.kind === 'refused') throw new Error(ownership.reason);
    return ownership.owned;
  }

  it('are the ones used last', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => keyOf(name)) as [OwnedKey, OwnedKey, OwnedKey];
    const cache = new KeyCache(2, 1_000_000);
    cache.set(a);
    cache.set(b);
    expect(cache.get(a.keyId)).toBe(a);
    cache.set(c);
    expect([a, b, c].map(({ keyId }) => cache.get(keyId))).toEqual([a, undefined, c]);
  });

  it('take no more room than they may, whatever the size of the actors', () => {
    const cache = new KeyCache(1_000, 250_000);
    const keys = Array.from({ length: 10 }, (_, at) => keyOf(`u${at}`, 'x'.repeat(100_000)));
    for (const key of keys) cache.set(key);
    expect(keys.filter(({ keyId }) => cache.get(keyId))).toEqual(keys.slice(-2));
    for (let at = 0; at < 10; at++) cache.set(keys[9] as OwnedKey);
    expect(cache.get(keys[8]?.keyId ?? '')).toBe(keys[8]);
  });
});

describe('signatures that were seen', () => {
  it('are remembered up to a number', () => {
    const replays = new Replays(2);
    const seen = (byte: number) => replays.isRepeated(new Uint8Array([byte]));
    expect([seen(1), seen(1), seen(2), seen(3), seen(2), seen(1)]).toEqual([false, true, false, false, true, false]);
  });
});

describe('places for work', () => {
  it('are as many as there may be, and so are those who wait', async () => {
    const slots = new Slots(1);
    expect(await slots.take(1)).toBe(true);
    const waiting = slots.take(1);
    expect(await slots.take(1)).toBe(false);
    slots.give();
    expect(await waiting).toBe(true);
    slots.give();
    expect(await slots.take(1)).toBe(true);
  });
});
