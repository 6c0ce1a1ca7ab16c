import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CheckpointRecord, Ledger } from '../ports/index.ts';
import { openCheckpoint, signCheckpoint, type TreeHead } from './checkpoint.ts';
import { subjectOf } from './entry.ts';
import type { NoteSigner } from './note.ts';
import { TreeBuilder } from './tree-builder.ts';
import { TreeReader } from './tree-reader.ts';

/** Entries hashed at one go, so that a long backlog leaves the event loop to others. */
const batch = 1_000;

export interface InclusionProof {
  readonly index: number;
  readonly entry: Uint8Array;
  /** From the leaf up. */
  readonly path: readonly Buffer[];
  /** The checkpoint that it leads to. */
  readonly checkpoint: CheckpointRecord;
}

/** The ledger as a transparency log: checkpoints and proofs over what the store's commits have entered. */
export interface LedgerLog {
  readonly signer: NoteSigner;
  /** Takes in what was entered since and signs; the last checkpoint again where nothing was. */
  checkpoint(): Promise<CheckpointRecord>;
  /** The last checkpoint that was made. */
  latest(): Promise<CheckpointRecord | undefined>;
  /** Entries that no checkpoint covers yet, but for those that say that a checkpoint was sent: these can wait for others. */
  waiting(): Promise<number>;
  /** Against the latest checkpoint; undefined where it does not cover the entry. */
  inclusion(index: number): Promise<InclusionProof | undefined>;
  /** Both sizes are covered by the latest checkpoint; undefined where they are not, or out of order. */
  consistency(from: number, to: number): Promise<Buffer[] | undefined>;
  /** Whether the ledger's beginning is still what a tree head says of it. */
  holds(head: TreeHead): Promise<boolean>;
}

export interface LogParts {
  readonly ledger: Ledger;
  readonly signer: NoteSigner;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

export function createLedgerLog(parts: LogParts): LedgerLog {
  const { ledger, signer } = parts;
  const covered = async (): Promise<number> => (await ledger.latestCheckpoint())?.size ?? 0;
  const tree = (): TreeReader => new TreeReader((place) => ledger.tile(place));
  return {
    signer,
    checkpoint: () => checkpoint(parts),
    latest: () => ledger.latestCheckpoint(),
    waiting: () => waiting(parts),
    async inclusion(index) {
      const latest = await ledger.latestCheckpoint();
      if (!latest || !isIndex(index) || index >= latest.size) return undefined;
      const [entry] = await ledger.entries(index, 1);
      return entry && { index, entry, path: await tree().inclusion(index, latest.size), checkpoint: latest };
    },
    async consistency(from, to) {
      const ordered = isIndex(from) && isIndex(to) && from <= to && to <= (await covered());
      return ordered ? tree().consistency(from, to) : undefined;
    },
    async holds({ size, root }) {
      return size <= (await covered()) && (await tree().root(size)).equals(root);
    },
  };
}

/** More receipts of one checkpoint than there are places that it is sent to. */
const fewEntries = 16;

async function waiting({ ledger, signer }: LogParts): Promise<number> {
  const from = (await ledger.latestCheckpoint())?.size ?? 0;
  const count = (await ledger.sequence()) - from;
  if (count === 0 || count > fewEntries) return count;
  const entries = await ledger.entries(from, count);
  return entries.filter((entry) => !subjectOf(entry).includes(`//${signer.name}/checkpoints/`)).length;
}

/** Whoever signs the same entries at the same time signs the same bytes, so the first one to store them wins for all. */
async function checkpoint({ ledger, signer, clock }: LogParts): Promise<CheckpointRecord> {
  for (;;) {
    const latest = await ledger.latestCheckpoint();
    const size = await ledger.sequence();
    if (latest && latest.size >= size) return latest;
    const builder = await TreeBuilder.resume(latest?.size ?? 0, (place) => ledger.tile(place));
    await assertUntouched(builder.size, { ledger, signer }, latest);
    await take(builder, ledger, size);
    const tiles = [...builder.takeFull(), ...builder.edges()];
    const fresh = new Map(tiles.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
    const reader = new TreeReader(async ({ level, n }) => fresh.get(`${level}/${n}`) ?? ledger.tile({ level, n }));
    const made = { size, note: signCheckpoint(signer, { size, root: await reader.root(size) }), at: clock() };
    if (await ledger.integrate({ after: latest?.size, tiles, checkpoint: made })) return made;
  }
}

/** A damaged tree is never signed on: what was signed before would no longer be its beginning. */
async function assertUntouched(
  size: number,
  { ledger, signer }: Pick<LogParts, 'ledger' | 'signer'>,
  latest: CheckpointRecord | undefined,
): Promise<void> {
  if (!latest) return;
  const head = openCheckpoint(signer, latest.note);
  const root = await new TreeReader((place) => ledger.tile(place)).root(size);
  if (head?.size === size && head.root.equals(root)) return;
  throw new Error('the ledger does not match its last checkpoint: run `portico ledger verify`');
}

async function take(builder: TreeBuilder, ledger: Ledger, size: number): Promise<void> {
  while (builder.size < size) {
    const entries = await ledger.entries(builder.size, Math.min(batch, size - builder.size));
    if (entries.length === 0) throw new Error('entries of the ledger are missing: run `portico ledger verify`');
    for (const entry of entries) builder.add(entry);
    await nextTurn();
  }
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
