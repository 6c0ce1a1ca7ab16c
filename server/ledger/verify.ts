import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CheckpointRecord, Ledger, Tile } from '../ports/index.ts';
import { openCheckpoint, type TreeHead } from './checkpoint.ts';
import { type EntryKind, kindOf } from './entry.ts';
import { leafHash } from './merkle.ts';
import type { NoteSigner } from './note.ts';
import { TreeBuilder } from './tree-builder.ts';
import { TreeFrontier } from './tree-frontier.ts';

export interface LedgerReport {
  readonly entries: number;
  readonly kinds: Readonly<Partial<Record<EntryKind, number>>>;
  readonly checkpoints: number;
  readonly anchored: number;
  /** Entries that no checkpoint covers yet: a change of these can't be told. */
  readonly uncovered: number;
  /** One line for each thing that is not as it was signed; empty where all is. */
  readonly faults: readonly string[];
}

export interface Verifying {
  readonly ledger: Ledger;
  readonly signer: NoteSigner;
  /** Notes of the anchor; undefined for a line without one. */
  readonly anchored: readonly (string | undefined)[];
}

/** A statement of what the root is at a size, and who says so. */
interface Claim extends TreeHead {
  readonly by: string;
}

const batch = 1_000;
/** A report names the first ones; the rest tells no more. */
const mostFaults = 20;

/** Computes the tree anew from the entries and holds it against every checkpoint, every anchored one, and the tiles. */
export async function verifyLedger({ ledger, signer, anchored }: Verifying): Promise<LedgerReport> {
  const faults: string[] = [];
  const size = await ledger.sequence();
  const stored = await allCheckpoints(ledger);
  const claims = [...ownClaims(stored, signer, faults), ...anchoredClaims(anchored, signer, faults)];
  const covered = stored.at(-1)?.size ?? 0;
  const pass = await walk({ ledger, claims: bySize(claims), size, covered, faults });
  for (const { size: claimed, by } of claims) {
    if (claimed > pass.entries)
      faults.push(`${by} covers ${claimed} entries and there are ${pass.entries}: some were cut off`);
  }
  return {
    ...pass,
    checkpoints: stored.length,
    anchored: anchored.length,
    uncovered: Math.max(0, pass.entries - covered),
    faults: faults.slice(0, mostFaults),
  };
}

async function allCheckpoints(ledger: Ledger): Promise<CheckpointRecord[]> {
  const all: CheckpointRecord[] = [];
  for (let after = -1; ; after = all.at(-1)?.size ?? after) {
    const next = await ledger.checkpoints(after, batch);
    if (next.length === 0) return all;
    all.push(...next);
  }
}

function ownClaims(stored: readonly CheckpointRecord[], signer: NoteSigner, faults: string[]): Claim[] {
  return stored.flatMap(({ size, note }) => {
    const by = `the checkpoint of ${size} entries`;
    const head = openCheckpoint(signer, note);
    if (head?.size === size) return [{ ...head, by }];
    faults.push(`${by} is not one that this key has signed`);
    return [];
  });
}

function anchoredClaims(anchored: Verifying['anchored'], signer: NoteSigner, faults: string[]): Claim[] {
  return anchored.flatMap((note, index) => {
    const by = `line ${index + 1} of the anchor`;
    const head = note === undefined ? undefined : openCheckpoint(signer, note);
    if (head) return [{ ...head, by }];
    faults.push(`${by} is not a checkpoint that this key has signed`);
    return [];
  });
}

function bySize(claims: readonly Claim[]): Map<number, Claim[]> {
  return Map.groupBy(claims, ({ size }) => size);
}

interface Walk {
  readonly ledger: Ledger;
  readonly claims: ReadonlyMap<number, readonly Claim[]>;
  readonly size: number;
  readonly covered: number;
  readonly faults: string[];
}

async function walk({ ledger, claims, size, covered, faults }: Walk): Promise<Pick<LedgerReport, 'entries' | 'kinds'>> {
  const frontier = new TreeFrontier();
  const builder = await TreeBuilder.resume(0, () => Promise.resolve(undefined));
  const kinds: Partial<Record<EntryKind, number>> = {};
  const held = (): void => {
    for (const { root, by } of claims.get(frontier.size) ?? []) {
      if (!root.equals(frontier.root())) faults.push(`${by} has another root than the entries`);
    }
  };
  held();
  while (frontier.size < size) {
    const entries = await ledger.entries(frontier.size, batch);
    if (entries.length === 0) break;
    for (const entry of entries) {
      const kind = kindOf(entry);
      if (kind) kinds[kind] = (kinds[kind] ?? 0) + 1;
      else faults.push(`entry ${frontier.size} can't be read`);
      const leaf = leafHash(entry);
      frontier.add(leaf);
      if (frontier.size <= covered) builder.addLeaf(leaf);
      held();
    }
    await compare(ledger, builder.takeFull(), faults);
    await nextTurn();
  }
  await compare(ledger, builder.edges(), faults);
  return { entries: frontier.size, kinds };
}

async function compare(ledger: Ledger, tiles: readonly Tile[], faults: string[]): Promise<void> {
  for (const { level, n, hashes } of tiles) {
    const stored = await ledger.tile({ level, n });
    if (!stored || Buffer.compare(stored, hashes) !== 0) faults.push(`tile ${level}/${n} differs from the entries`);
  }
}
