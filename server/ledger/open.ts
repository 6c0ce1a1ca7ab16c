import type { Ledger } from '../ports/index.ts';
import { createFileAnchor } from './anchor.ts';
import { ledgerName } from './checkpoint.ts';
import { createLedgerLog } from './log.ts';
import { createNoteSigner } from './note.ts';
import type { OutsideAnchor } from './outside.ts';
import type { Publishing } from './publish.ts';

export interface LedgerParts {
  readonly ledger: Ledger;
  readonly origin: string;
  /** Ed25519 seed, 32 bytes. */
  readonly seed: Uint8Array;
  /** Where checkpoints are copied to. */
  readonly anchor: string | undefined;
  /** Where they are sent to. */
  readonly outside?: readonly OutsideAnchor[];
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** The ledger of a store, with the key and the anchor of this installation. */
export function openLedger({ ledger, origin, seed, anchor, outside = [], clock }: LedgerParts): Publishing {
  return {
    log: createLedgerLog({ ledger, signer: createNoteSigner(ledgerName(origin), seed), clock }),
    anchor: anchor === undefined ? undefined : createFileAnchor(anchor),
    outside,
  };
}
