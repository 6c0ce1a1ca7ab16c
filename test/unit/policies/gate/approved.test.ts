import { createGate, type Outcome } from '../../../../policies/index.ts';
import { createNote, crossing, wordSet } from './word-set.ts';

/** What becomes of a note that has a word, after a reviewer let go what `approved` names. */
function decide(words: Readonly<Record<string, Outcome>>, approved: readonly string[], content: string) {
  const policySet = () => wordSet(words);
  const gate = createGate({ policySet, sealKey: new Uint8Array(32), clock: () => 0, newId: () => 'release-1' });
  const subject = 'https://acme.example/activities/1';
  return gate.decide({ document: createNote({ content }), subject, crossing, approved });
}

describe('what a reviewer lets go', () => {
  it('leaves, where a policy holds it or asks about it', () => {
    expect(decide({ osprey: 'hold' }, ['osprey'], 'the osprey').kind).toBe('released');
    expect(decide({ osprey: 'confirm' }, ['osprey'], 'the osprey').kind).toBe('released');
  });

  it.each(['block', 'downgrade'] as const)('stays where a policy answers with %s', (outcome) => {
    const decided = decide({ osprey: outcome }, ['osprey'], 'the osprey');
    expect([decided.kind, decided.verdict.outcome]).toEqual(['stopped', outcome]);
  });

  it('stays where another policy holds it as well', () => {
    expect(decide({ osprey: 'hold', heron: 'hold' }, ['osprey'], 'osprey and heron').kind).toBe('stopped');
  });

  it("stays where the gate holds it for a reason of its own, whatever a policy's name is", () => {
    expect(decide({ gate: 'hold' }, ['gate'], 'the gate').kind).toBe('stopped');
  });
});

describe('what a reviewer lets go without what was found in it', () => {
  const redactedIn = (words: Readonly<Record<string, Outcome>>, content: string, set = 'words-1') => {
    const gate = createGate({
      policySet: () => wordSet(words),
      sealKey: new Uint8Array(32),
      clock: () => 0,
      newId: () => 'release-1',
    });
    const redact = { policies: ['osprey'], set };
    return gate.decide({
      document: createNote({ content }),
      subject: 'https://acme.example/activities/1',
      crossing,
      redact,
    });
  };
  const contentOf = (decided: ReturnType<typeof redactedIn>) =>
    decided.kind === 'released' && (decided.document['object'] as { readonly content: string }).content;

  it('leaves without it, under a receipt of a redaction', () => {
    const decided = redactedIn({ osprey: 'hold' }, 'the osprey flies');
    expect(contentOf(decided)).toBe('the [internal name removed] flies');
    expect(decided).toMatchObject({
      verdict: { outcome: 'redact', reasons: [{ policy: 'osprey', outcome: 'redact', reviewed: true }] },
    });
  });

  it('stays where another set decides by then', () => {
    expect(redactedIn({ osprey: 'hold' }, 'the osprey flies', 'words-0')).toMatchObject({
      kind: 'stopped',
      verdict: { outcome: 'hold' },
    });
  });

  it.each(['hold', 'block'] as const)('stays where another policy answers with %s', (outcome) => {
    const decided = redactedIn({ osprey: 'hold', heron: outcome }, 'osprey and heron');
    expect([decided.kind, decided.verdict.outcome]).toEqual(['stopped', outcome]);
  });

  it('stays where the rest is held for the label that stands in its place', () => {
    expect(redactedIn({ osprey: 'hold', internal: 'hold' }, 'the osprey').kind).toBe('stopped');
  });
});
