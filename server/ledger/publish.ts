import type { CheckpointRecord } from '../ports/index.ts';
import type { Anchor } from './anchor.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { LedgerLog } from './log.ts';

export interface Publishing {
  readonly log: LedgerLog;
  readonly anchor: Anchor | undefined;
}

/** Makes a checkpoint of all that was entered and anchors it. Throws `AnchorFailed` after the checkpoint is made. */
export async function publishCheckpoint({ log, anchor }: Publishing): Promise<CheckpointRecord> {
  const made = await log.checkpoint();
  anchor?.add(made);
  return made;
}

/**
 * Whether the ledger still begins with what was anchored last. It does not after a roll-back to an older copy of the
 * store, or where entries were cut off or exchanged. Throws `AnchorFailed`.
 */
export async function matchesAnchor({ log, anchor }: Publishing): Promise<boolean> {
  const note = anchor?.last();
  if (note === undefined) return true;
  const head = openCheckpoint(log.signer, note);
  return head !== undefined && (await log.holds(head));
}
