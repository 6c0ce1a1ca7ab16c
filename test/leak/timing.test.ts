import { ApiClient } from '../support/portico/api-client.ts';
import { asPublic } from '../support/portico/c2s-client.ts';
import { Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.set();
});

afterAll(() => scene.strike());

const rounds = 400;
/** How far from a coin's throw the guess of who was slower may be: generous, since the machine has other things to do. */
const margin = 0.15;

/** Milliseconds that a request took, one of each kind in turn, so that whatever else goes on slows both alike. */
async function timesOf(urls: readonly [string, string]): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -20; round < rounds; round++) {
    // Who comes first is settled by parity, or the second would always find things warm.
    for (const one of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const start = performance.now();
      await scene.asNobody(urls[one]);
      if (round >= 0) times[one].push(performance.now() - start);
    }
  }
  return times;
}

/** How often a request of the one kind takes longer than one of the other (Mann–Whitney's U by its pairs): a half by chance. */
function share(of: readonly number[], against: readonly number[]): number {
  const longer = of.flatMap((a) => against.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return longer.reduce<number>((sum, one) => sum + one, 0) / longer.length;
}

const never = () => `${scene.acme.origin}/objects/00000000-0000-4000-8000-000000000000`;

describe('the time that an answer takes', () => {
  it('would show a difference of what a look into the store costs', () => {
    const base = Array.from({ length: 200 }, (_, at) => 1 + (at % 17) / 100);
    expect(Math.abs(share(base, base.toReversed()) - 0.5)).toBeLessThan(0.01);
    expect(
      share(
        base.map((time) => time + 0.1),
        base,
      ),
    ).toBeGreaterThan(0.5 + margin);
  });

  it.each(['internal', 'addressed', 'held', 'deleted before it left'])(
    'tells nobody of a post that is %s from one that never was',
    async (kind) => {
      const [there, absent] = await timesOf([await hiddenPost(kind), never()]);
      expect(Math.abs(share(there, absent) - 0.5)).toBeLessThan(margin);
    },
  );
});

/** The id of a post that nobody outside may know of. */
async function hiddenPost(kind: string): Promise<string> {
  switch (kind) {
    case 'internal':
      return (await scene.say('for us')).object;
    case 'addressed':
      return (await scene.say('for finn', [scene.finn])).object;
    case 'held': {
      await holdOsprey();
      const held = await scene.anna.post({ type: 'Note', content: 'OSPREY-1 lands', to: [asPublic] });
      return held.location ?? '';
    }
    default: {
      const { object } = await scene.say('for us');
      await scene.anna.post({ type: 'Delete', object });
      return object;
    }
  }
}

async function holdOsprey(): Promise<void> {
  const people = await Promise.all(
    ['edda', 'emil'].map((name) => scene.acme.person(name, { roles: ['policy-editor'] })),
  );
  const [edda, emil] = people.map(({ token }) => new ApiClient(scene.acme.origin, token));
  const policy = "policy: osprey\ntitle: osprey\nmatch: { pattern: 'OSPREY-[0-9]+' }\naction: hold\n";
  const { body: set } = await edda!.post('/policy-sets', { files: { 'osprey.yaml': policy }, message: 'test' });
  const { body: asked } = await edda!.post('/policy-requests', { version: set['version'], reason: 'test' });
  expect((await emil!.post(`/policy-requests/${asked['id']}/approve`)).status).toBe(200);
}
