import type { CheckpointRecord } from '../ports/index.ts';
import { anchorAgain, matchesAnchor, type Publishing, publishCheckpoint } from './publish.ts';

/** A checkpoint is made when so many entries wait for one … */
export const entriesPerCheckpoint = 1_000;
/** … or the first of them has waited so long. */
export const checkpointEveryMs = 60_000;
/** How often it is looked. */
const lookEveryMs = 1_000;

export interface LedgerEvents {
  readonly checkpointMade: (checkpoint: CheckpointRecord) => void;
  /** No checkpoint was made, or it was not anchored. */
  readonly checkpointFailed: (error: unknown) => void;
  /** The anchor holds a checkpoint that this ledger does not lead to. */
  readonly ledgerContradictsAnchor: () => void;
}

export interface KeeperParts extends Publishing {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly on: LedgerEvents;
  /** Does the work unless another process is at it. */
  readonly alone: (work: () => Promise<void>) => Promise<unknown>;
}

export interface LedgerKeeper {
  start(): void;
  /** Makes a last checkpoint and ends. */
  stop(): Promise<void>;
}

/** Makes checkpoints as time goes by, one process at a time; where two do, the same entries make the same checkpoint. */
export function createLedgerKeeper(parts: KeeperParts): LedgerKeeper {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let waitingSince: number | undefined;
  /** The last checkpoint has not reached every place that it is to be kept at. */
  let owed = false;
  const attempt = (work: () => Promise<void>): Promise<void> => work().catch(parts.on.checkpointFailed);
  const publish = async (waiting: number): Promise<void> => {
    waitingSince = undefined;
    owed = true;
    parts.on.checkpointMade(await (waiting > 0 ? publishCheckpoint(parts) : anchorAgain(parts)));
    owed = false;
  };
  const look = async (): Promise<void> => {
    const waiting = await parts.log.waiting();
    if (waiting === 0 && !owed) return;
    waitingSince ??= parts.clock();
    const due = waiting >= entriesPerCheckpoint || parts.clock() - waitingSince >= checkpointEveryMs;
    if (due) await parts.alone(() => publish(waiting));
  };
  const check = async (): Promise<void> => {
    if (!(await matchesAnchor(parts))) parts.on.ledgerContradictsAnchor();
  };
  const lookOn = async (): Promise<void> => {
    await attempt(look);
    if (timer) timer.refresh();
  };
  return {
    start() {
      looking = attempt(check);
      timer ??= setTimeout(() => {
        looking = lookOn();
      }, lookEveryMs).unref();
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await looking;
      await attempt(async () => {
        const waiting = await parts.log.waiting();
        if (waiting > 0) await parts.alone(() => publish(waiting));
      });
    },
  };
}
