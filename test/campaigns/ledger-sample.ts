import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFileAnchor } from '../../server/ledger/anchor.ts';
import { exportLines } from '../../server/ledger/export.ts';
import { createLedgerLog } from '../../server/ledger/log.ts';
import { createNoteSigner } from '../../server/ledger/note.ts';
import { type Publishing, publishCheckpoint } from '../../server/ledger/publish.ts';
import type { ServerChange, ServerStore } from '../../server/ports/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { at, decision, press, release } from '../contract/samples.ts';

/** A ledger on a real store in a folder, with its anchor beside it. */
export interface SampleLedger extends AsyncDisposable {
  readonly store: ServerStore;
  readonly publishing: Publishing & { readonly anchor: NonNullable<Publishing['anchor']> };
  readonly key: string;
  readonly file: string;
  readonly anchorFile: string;
  /** Commits so many entries of all sorts, `every` of them to a checkpoint. */
  grow(entries: number, every: number): Promise<void>;
  /** Writes an export and returns its path. */
  exportTo(name: string): Promise<string>;
}

const seed = randomBytes(32);

export async function openSampleLedger(folder: string, name = 'ledger'): Promise<SampleLedger> {
  const [file, anchorFile] = [join(folder, `${name}.sqlite`), join(folder, `${name}.jsonl`)];
  const store = await openSqliteStore({ file, durability: 'normal' });
  const signer = createNoteSigner('acme.example/ledger', seed);
  const log = createLedgerLog({ ledger: store.ledger, signer, clock: () => at });
  const publishing = { log, anchor: createFileAnchor(anchorFile) };
  return {
    store,
    publishing,
    key: signer.publicKey,
    file,
    anchorFile,
    async grow(entries, every) {
      for (let made = 0; made < entries; made += every) {
        const changes = Array.from({ length: Math.min(every, entries - made) }, (_, n) => sample(made + n));
        await store.commits.commit(changes);
        await publishCheckpoint(publishing);
      }
    },
    async exportTo(exportName) {
      const path = join(folder, exportName);
      let waiting = '';
      for await (const line of exportLines(store.ledger, signer)) {
        waiting += line;
        if (waiting.length < 2 ** 20) continue;
        appendFileSync(path, waiting);
        waiting = '';
      }
      appendFileSync(path, waiting);
      return path;
    },
    [Symbol.asyncDispose]: () => store.close(),
  };
}

function sample(n: number): ServerChange {
  if (n % 10 === 9) return { change: 'decision.add', decision: decision() };
  if (n % 50 === 7) {
    const act = { kind: 'reveal', id: randomUUID(), actor: press, subject: 'hold', outcome: 'shown', at } as const;
    return { change: 'ledger.append', act };
  }
  const { body: _body, ...receipt } = release();
  return { change: 'receipt.add', receipt };
}
