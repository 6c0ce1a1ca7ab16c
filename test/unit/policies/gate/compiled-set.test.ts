import { compilePolicySet, createGate, type JsonObject } from '../../../../policies/index.ts';
import { createNote, crossing } from './word-set.ts';

const compiled = compilePolicySet({
  'cards.yaml': `
policy: cards
title: Cards
owner: security@acme.example
mode: enforce
match: { entity: payment-card }
action: block
`,
  'codenames.yaml': `
policy: codenames
title: Code names
owner: security@acme.example
mode: enforce
match: { terms: codenames }
action: redact
`,
  'dictionaries/codenames.txt': 'Nightjar\n',
});
if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
const { set } = compiled;

function decide(note: JsonObject) {
  const gate = createGate({
    policySet: () => set,
    sealKey: new Uint8Array(32),
    clock: () => 0,
    newId: () => 'r',
  });
  return gate.decide({ document: createNote(note), subject: 'https://acme.example/activities/1', crossing });
}

describe('the gate with a compiled policy set', () => {
  it('lets an ordinary post go under the version of the set', () => {
    expect(decide({})).toMatchObject({ kind: 'released', release: { outcome: 'allow', setVersion: set.version } });
  });

  it.each<[string, JsonObject]>([
    ['in the text', { content: '<p>card 4111 <b>1111</b> 1111 1111</p>' }],
    ['in a number', { attachment: [{ type: 'Image', width: 4111111111111111 }] }],
    ['in a file name', { attachment: [{ type: 'Image', url: 'https://acme.example/4111-1111-1111-1111.png' }] }],
    ['in an escaped address', { url: 'https://acme.example/?c=4111%201111%201111%201111' }],
    ['in an image description', { attachment: [{ type: 'Image', name: '4111111111111111' }] }],
  ])('stops a card %s', (_where, note) => {
    expect(decide(note)).toMatchObject({ kind: 'stopped', cause: 'policy', verdict: { outcome: 'block' } });
  });

  it('lets a card stay inside with a property that stays inside', () => {
    expect(decide({ ledger: '4111111111111111' })).toMatchObject({ kind: 'released', dropped: ['/object/ledger'] });
  });

  it('takes a code name out, however it is written, and lets the rest go', () => {
    const outcome = decide({ content: '<p>The Ni<wbr>ghtjar and the Νightjar ship</p>', name: 'NIGHTJAR' });
    expect(outcome).toMatchObject({
      kind: 'released',
      release: { outcome: 'redact' },
      document: {
        object: {
          content: expect.stringMatching(
            /^<p>The \[internal name removed\].* and the \[internal name removed\] ship<\/p>$/,
          ),
          name: '[internal name removed]',
        },
      },
    });
  });

  it('holds a code name that it can not take out', () => {
    const outcome = decide({ inReplyTo: 'https://acme.example/objects/nightjar' });
    expect(outcome).toMatchObject({ kind: 'stopped', cause: 'policy', verdict: { outcome: 'hold' } });
  });
});
