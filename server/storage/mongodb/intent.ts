import { randomUUID } from 'node:crypto';
import { BSON } from 'mongodb';
import type { Unit } from './changes.ts';

/** A unit of work as it is declared before it is carried out. */
export interface Intent {
  readonly id: string;
  /** Number of its first change in the store's order. */
  readonly first: number;
  /** So many of its changes are made and must not be made again. */
  readonly applied: number;
  /** BSON of the changes: bytes, so that no name in them means anything to the server. */
  readonly changes: Uint8Array;
}

/** A document is at most 16 MiB. */
const largest = 15 * 2 ** 20;

/** Throws where the unit is too large to be declared in one document. */
export function intentOf(unit: Unit, first: number): Intent {
  const changes = BSON.serialize({ unit }, { ignoreUndefined: true });
  if (changes.byteLength > largest) throw new Error('a unit of work is too large for a server without transactions');
  return { id: randomUUID(), first, applied: 0, changes };
}

export function unitOf(intent: Intent): Unit {
  // What `intentOf` serialized, by this version of the program or the one before.
  return BSON.deserialize(intent.changes, { promoteBuffers: true })['unit'] as Unit;
}
