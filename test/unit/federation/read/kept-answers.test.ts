import { randomUUID } from 'node:crypto';
import { KeptAnswers } from '../../../../federation/read/kept-answers.ts';
import type { ReadOutcome } from '../../../../federation/read/things.ts';
import { createGate } from '../../../../policies/index.ts';

const world = { version: '1' as string | undefined, set: 'first', now: 1_000 };
const gate = createGate({
  policySet: () => ({ version: world.set, evaluate: () => ({ outcome: 'allow', reasons: [], setVersion: world.set }) }),
  sealKey: new Uint8Array(32),
  clock: () => world.now,
  newId: randomUUID,
});
let answers: KeptAnswers;
let asked: string[];

beforeEach(() => {
  Object.assign(world, { version: '1', set: 'first', now: 1_000 });
  answers = new KeptAnswers({ releases: { publicVersion: async () => world.version }, gate, clock: () => world.now });
  asked = [];
});

function read(key: string, size = 1): () => Promise<ReadOutcome> {
  return async () => {
    asked.push(key);
    const crossing = { zone: 'public', actor: key, roles: [], activity: 'Read', domains: [], at: world.now } as const;
    const outcome = gate.decide({ document: { type: 'Note', content: 'x'.repeat(size) }, subject: key, crossing });
    if (outcome.kind === 'stopped') throw new Error('the gate lets everything out here');
    return { kind: 'released', release: outcome.release, status: 200 };
  };
}

it('an answer is read once while nothing public changes, and anew when something did', async () => {
  const first = await answers.released('a', read('a'));
  expect(await answers.released('a', read('a'))).toBe(first);
  world.version = '2';
  expect(await answers.released('a', read('a'))).not.toBe(first);
  expect(asked).toEqual(['a', 'a']);
});

it('what is built on request is decided anew by another set, without one, and after a second', async () => {
  await answers.composed('a', read('a'));
  world.now += 999;
  await answers.composed('a', read('a'));
  expect(asked).toHaveLength(1);
  world.now += 1;
  await answers.composed('a', read('a'));
  expect(asked).toHaveLength(2);
  world.set = 'second';
  await answers.composed('a', read('a'));
  expect(asked).toHaveLength(3);
});

it('that nothing is there is not kept', async () => {
  const nothing = async (): Promise<ReadOutcome> => {
    asked.push('nothing');
    return { kind: 'absent' };
  };
  await answers.released('a', nothing);
  await answers.released('a', nothing);
  expect(asked).toHaveLength(2);
});

it('an answer that was read while something changed is not kept', async () => {
  const slow = read('a');
  await answers.released('a', async () => {
    world.version = '2';
    await answers.released('b', read('b'));
    return slow();
  });
  await answers.released('a', read('a'));
  expect(asked).toEqual(['b', 'a', 'a']);
});

it('nothing is kept where the store does not tell what changed', async () => {
  world.version = undefined;
  await answers.released('a', read('a'));
  await answers.released('a', read('a'));
  expect(asked).toHaveLength(2);
});

it('keeps so many bytes and no more: the oldest answers go first', async () => {
  const names = Array.from({ length: 1_000 }, (_, n) => `n${n}`);
  for (const name of names) await answers.released(name, read(name, 60_000));
  await answers.released('n999', read('n999'));
  expect(asked).toHaveLength(1_000);
  await answers.released('n0', read('n0'));
  expect(asked).toHaveLength(1_001);
});
