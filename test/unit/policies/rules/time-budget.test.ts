import type { Detector } from '../../../../policies/detectors/index.ts';
import { compilePolicySet, createGate, type PolicySet } from '../../../../policies/index.ts';
import { createNote } from '../gate/word-set.ts';
import { policy, toPublic } from './compiled.ts';

/** A set with a detector that takes so many milliseconds where a text says `slow`, by a clock of its own. */
function setWith(takes: number, clocked = true): PolicySet {
  let now = 0;
  const slow: Detector = {
    name: 'slow',
    entities: ['slow'],
    detect: ({ value }) => {
      if (value.includes('slow')) now += takes;
      return [];
    },
  };
  const files = { 'x.yaml': policy('x', '{ entity: slow }') };
  const result = compilePolicySet(files, { detectors: [slow], ...(clocked ? { stopwatch: () => now } : {}) });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.set;
}

describe('a detector that takes longer than five seconds over a text', () => {
  it('holds the post, and the verdict names it', () => {
    expect(setWith(5_001).evaluateText('slow', toPublic)).toMatchObject({
      outcome: 'hold',
      reasons: [{ policy: 'gate', findings: [{ entity: 'detector-failed', scheme: 'slow-out-of-time' }] }],
    });
  });

  it('stops it at the gate', () => {
    const set = setWith(8_000);
    const sealKey = new Uint8Array(32).fill(1);
    const gate = createGate({ policySet: () => set, sealKey, clock: () => 0, newId: () => 'release-1' });
    const document = createNote({ content: 'slow' });
    const outcome = gate.decide({ document, subject: 'https://acme.example/activities/1', crossing: toPublic });
    expect(outcome).toMatchObject({ kind: 'stopped', cause: 'detector-failed' });
  });

  it('holds no other post', () => {
    expect(setWith(8_000).evaluateText('quick', toPublic).outcome).toBe('allow');
  });

  it('is in time up to then, and always where nobody holds a watch', () => {
    expect(setWith(5_000).evaluateText('slow', toPublic).outcome).toBe('allow');
    expect(setWith(60_000, false).evaluateText('slow', toPublic).outcome).toBe('allow');
  });
});
