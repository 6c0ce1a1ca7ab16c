import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import {
  checkpointEveryMs,
  createLedgerKeeper,
  entriesPerCheckpoint,
  type LedgerKeeper,
} from '../../../../server/ledger/keeper.ts';
import { createLedgerLog } from '../../../../server/ledger/log.ts';
import { createNoteSigner } from '../../../../server/ledger/note.ts';
import type { CheckpointRecord, ServerStore } from '../../../../server/ports/index.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/index.ts';
import { at, press } from '../../../contract/samples.ts';

const signer = createNoteSigner('acme.example/ledger', Buffer.alloc(32, 1));
let store: ServerStore;
let keeper: LedgerKeeper;
let told: EventEmitter;
let made: CheckpointRecord[];
let kept: string[];
let now: number;
/** How much later it is each time the clock is read. */
let passing: number;

beforeEach(async () => {
  store = await openSqliteStore({ file: ':memory:' });
  told = new EventEmitter();
  [made, kept, now, passing] = [[], [], at, 0];
});
afterEach(async () => {
  await keeper.stop();
  await store.close();
});

function keep(): void {
  const log = createLedgerLog({ ledger: store.ledger, signer, clock: () => now });
  const anchor = {
    add: ({ note }: CheckpointRecord) => void kept.push(note),
    notes: () => kept,
    last: () => kept.at(-1),
  };
  keeper = createLedgerKeeper({
    alone: (work) => work(),
    log,
    anchor,
    clock: () => {
      now += passing;
      return now;
    },
    on: {
      checkpointMade: (checkpoint) => {
        made.push(checkpoint);
        told.emit('made');
      },
      checkpointFailed: (error) => void told.emit('failed', error),
      ledgerContradictsAnchor: () => void told.emit('contradicted'),
    },
  });
}
const enter = (entries: number) =>
  store.commits.commit(
    Array.from({ length: entries }, () => ({
      change: 'ledger.append',
      act: { kind: 'export', id: randomUUID(), actor: press, subject: 's', outcome: 'done', at },
    })),
  );

describe('the keeper of the ledger', () => {
  it('makes and anchors a checkpoint as soon as enough entries wait', async () => {
    keep();
    await enter(entriesPerCheckpoint);
    keeper.start();
    await once(told, 'made');
    expect(made.map(({ size }) => size)).toEqual([entriesPerCheckpoint]);
    expect(kept).toEqual(made.map(({ note }) => note));
  });

  it('makes one of a single entry when that has waited for a minute', async () => {
    keep();
    now -= checkpointEveryMs;
    passing = checkpointEveryMs / 2;
    await enter(1);
    keeper.start();
    await once(told, 'made');
    expect(made.map(({ size }) => size)).toEqual([1]);
  });

  it('makes one of what waits when it stops, and none where nothing does', async () => {
    keep();
    keeper.start();
    await enter(3);
    await keeper.stop();
    expect(made.map(({ size }) => size)).toEqual([3]);
    await keeper.stop();
    expect(made).toHaveLength(1);
  });

  it('says at its start that the store is not what was anchored', async () => {
    await enter(3);
    const elsewhere = await openSqliteStore({ file: ':memory:' });
    await elsewhere.commits.commit([
      { change: 'ledger.append', act: { kind: 'recall', id: 'x', actor: press, subject: 's', outcome: 'asked', at } },
    ]);
    kept.push((await createLedgerLog({ ledger: elsewhere.ledger, signer, clock: () => at }).checkpoint()).note);
    await elsewhere.close();
    keep();
    const contradicted = once(told, 'contradicted');
    keeper.start();
    await contradicted;
    expect(made).toEqual([]);
  });
});
