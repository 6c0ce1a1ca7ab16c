import { entryOf, kindOf } from '../../../../server/ledger/entry.ts';
import type { ServerChange } from '../../../../server/ports/index.ts';
import { at, decision, press, release } from '../../../contract/samples.ts';

const { body: _body, ...receipt } = release();
const changes: Record<string, [ServerChange, Record<string, unknown>]> = {
  'a release': [
    { change: 'release.put', release: release({ digest: 'd1' }) },
    { kind: 'receipt', digest: 'd1' },
  ],
  'a receipt': [
    { change: 'receipt.add', receipt },
    { kind: 'receipt', digest: receipt.digest, subject: receipt.subject },
  ],
  'a decision': [
    { change: 'decision.add', decision: decision() },
    { kind: 'decision', outcome: 'hold', policies: ['customer-payment-data hold'], type: 'Create' },
  ],
  'an act': [
    { change: 'ledger.append', act: { kind: 'recall', id: 'a', actor: press, subject: 's', outcome: 'asked', at } },
    { kind: 'recall', actor: press, outcome: 'asked' },
  ],
};
const textOf = (entry: Uint8Array | undefined) => Buffer.from(entry!).toString('utf8');

describe('an entry of the ledger', () => {
  it.each(Object.entries(changes))('says of %s what happened', (_name, [change, expected]) => {
    expect(JSON.parse(textOf(entryOf(change)))).toMatchObject({ ...expected, v: 1 });
    expect(kindOf(entryOf(change)!)).toBe(expected['kind']);
  });

  it.each(Object.entries(changes))(
    'has one spelling: members of %s in order, nothing between them',
    (_name, [change]) => {
      const text = textOf(entryOf(change));
      const members: Record<string, unknown> = JSON.parse(text);
      expect(JSON.stringify(Object.fromEntries(Object.entries(members).toSorted(([a], [b]) => (a < b ? -1 : 1))))).toBe(
        text,
      );
    },
  );

  it('holds nothing of what a rule says or what was found where', () => {
    const text = textOf(entryOf({ change: 'decision.add', decision: decision() }));
    for (const told of ['Customer payment data', 'Remove the card number', '/content', 'payment-card']) {
      expect(text).not.toContain(told);
    }
  });

  it('tells a verdict from another one by its digest, however its members are ordered', () => {
    const one = decision();
    const reason = one.verdict.reasons[0]!;
    const digest = (reasons: readonly object[]) => {
      const verdict = { ...one.verdict, reasons } as typeof one.verdict;
      return JSON.parse(textOf(entryOf({ change: 'decision.add', decision: { ...one, verdict } })))['verdict'];
    };
    const reordered = Object.fromEntries(Object.entries(reason).toReversed());
    expect(digest([reordered])).toBe(digest([reason]));
    expect(digest([{ ...reason, guidance: 'another' }])).not.toBe(digest([reason]));
  });

  it('is none where a change is not for the ledger', () => {
    expect(entryOf({ change: 'hold.remove', id: 'h' })).toBeUndefined();
    expect(kindOf(Buffer.from('{"kind":"receipt","v":2}'))).toBeUndefined();
    expect(kindOf(Buffer.from('null'))).toBeUndefined();
    expect(kindOf(Buffer.from('{"kind"'))).toBeUndefined();
  });
});
