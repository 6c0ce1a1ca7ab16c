import type { CheckpointRecord, Ledger } from '../ports/index.ts';
import type { InclusionProof } from './log.ts';
import type { NoteSigner } from './note.ts';
import { TreeReader } from './tree-reader.ts';

const batch = 1_000;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The ledger as JSON Lines (docs/ledger.md), as far as the latest checkpoint covers it: a head, each entry in its order,
 * each checkpoint behind the last entry that it covers with the proof that it continues the one before, an end. Throws
 * where an entry is not UTF-8.
 */
export async function* exportLines(ledger: Ledger, signer: NoteSigner): AsyncGenerator<string> {
  const latest = await ledger.latestCheckpoint();
  yield line({ type: 'ledger', v: 1, name: signer.name, key: signer.publicKey });
  let entries = 0;
  let checkpoints = 0;
  let before: CheckpointRecord | undefined;
  for await (const checkpoint of checkpointsOf(ledger, latest?.size ?? -1)) {
    for await (const entry of entriesOf(ledger, entries, checkpoint.size)) {
      yield line({ type: 'entry', index: entries, entry: textOf(entry) });
      entries += 1;
    }
    yield line({ type: 'checkpoint', checkpoint: checkpoint.note });
    if (before) yield line(await consistencyOf(ledger, before.size, checkpoint.size));
    before = checkpoint;
    checkpoints += 1;
  }
  yield line({ type: 'end', entries, checkpoints });
}

/** An inclusion proof in the form of a line of an export: all that is needed beside the public key. */
export function inclusionOf({ index, entry, path, checkpoint }: InclusionProof): object {
  return { type: 'inclusion', index, entry: textOf(entry), path: path.map(base64), checkpoint: checkpoint.note };
}

/** An entry as people read it. Throws where it is not UTF-8. */
export function textOf(entry: Uint8Array): string {
  return decoder.decode(entry);
}

export function base64(hash: Buffer): string {
  return hash.toString('base64');
}

async function consistencyOf(ledger: Ledger, from: number, to: number): Promise<object> {
  const path = await new TreeReader((place) => ledger.tile(place)).consistency(from, to);
  return { type: 'consistency', from, to, path: path.map(base64) };
}

async function* checkpointsOf(ledger: Ledger, upTo: number): AsyncGenerator<CheckpointRecord> {
  for (let after = -1; after < upTo; ) {
    const page = (await ledger.checkpoints(after, batch)).filter(({ size }) => size <= upTo);
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)?.size ?? upTo;
  }
}

async function* entriesOf(ledger: Ledger, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let index = from; index < to; ) {
    const page = await ledger.entries(index, Math.min(batch, to - index));
    if (page.length === 0) return;
    yield* page;
    index += page.length;
  }
}

function line(members: object): string {
  return `${JSON.stringify(members)}\n`;
}
