import type { CheckpointRecord } from '../ports/index.ts';
import type { Anchor } from './anchor.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { LedgerLog } from './log.ts';
import type { OutsideAnchor } from './outside.ts';

export interface Publishing {
  readonly log: LedgerLog;
  readonly anchor: Anchor | undefined;
  readonly outside?: readonly OutsideAnchor[];
}

/** Makes a checkpoint of all that was entered and anchors it everywhere. Throws `AnchorFailed` after the checkpoint is made. */
export async function publishCheckpoint(publishing: Publishing): Promise<CheckpointRecord> {
  return anchored(publishing, await publishing.log.checkpoint());
}

/** Anchors the last checkpoint where that has failed, and makes none. Throws `AnchorFailed`. */
export async function anchorAgain(publishing: Publishing): Promise<CheckpointRecord> {
  return anchored(publishing, (await publishing.log.latest()) ?? (await publishing.log.checkpoint()));
}

async function anchored({ anchor, outside = [] }: Publishing, made: CheckpointRecord): Promise<CheckpointRecord> {
  anchor?.add(made);
  const sent = await Promise.allSettled(outside.map((place) => place.send(made)));
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
  return made;
}

/**
 * Whether the ledger still begins with what was anchored last. It does not after a roll-back to an older copy of the
 * store, or where entries were cut off or exchanged. Throws `AnchorFailed`.
 */
export async function matchesAnchor({ log, anchor }: Pick<Publishing, 'log' | 'anchor'>): Promise<boolean> {
  const note = anchor?.last();
  if (note === undefined) return true;
  const head = openCheckpoint(log.signer, note);
  return head !== undefined && (await log.holds(head));
}
