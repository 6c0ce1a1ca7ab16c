import {
  MongoBulkWriteError,
  MongoCompatibilityError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoParseError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { StoreAway, StoreUnavailable } from '../../../federation/ports/index.ts';

const noAnswer = 'the MongoDB server does not answer: start it, or check PORTICO_STORE and the network between';
const noWrites = 'the MongoDB server takes no writes now: it looks for a new primary, or is read-only';
const noMajority = 'a majority of the MongoDB servers does not answer: start the others';
/** What may be over by itself. */
const passing: ReadonlySet<string> = new Set([noAnswer, noWrites, noMajority]);

/** By the server's error codes. */
const advice: ReadonlyMap<number, string> = new Map([
  [13, 'the MongoDB user may not do this: give it the role `readWrite` on the database'],
  [18, 'the MongoDB server refuses the name or the password in PORTICO_STORE: check both'],
  [50, noAnswer],
  [64, noMajority],
  [85, 'an index of the database is not the one that this version needs: drop it, then start again'],
  [86, 'an index of the database is not the one that this version needs: drop it, then start again'],
  [91, noWrites],
  [112, 'the MongoDB server has too many writes of one document at once: try again later'],
  [189, noWrites],
  [10107, noWrites],
  [11600, noWrites],
  [11602, noWrites],
  [13435, noWrites],
  [13436, noWrites],
  [14031, 'the disk of the MongoDB server is full: free some space'],
]);

/** A fault of the server or of the network as `StoreUnavailable` with what to do; all else as it is. */
export function asUnavailable(error: unknown): unknown {
  // The driver hands on what a socket says where it breaks while much is being written.
  if (typeof error === 'object' && error !== null && 'syscall' in error)
    return new StoreAway(noAnswer, { cause: error });
  if (!(error instanceof MongoError)) return error;
  const line = lineOf(error);
  if (line === undefined) return error;
  return passing.has(line) ? new StoreAway(line, { cause: error }) : new StoreUnavailable(line, { cause: error });
}

function lineOf(error: MongoError): string | undefined {
  const known = advice.get(Number(error.code));
  if (known !== undefined) return known;
  if (error instanceof MongoParseError) return 'PORTICO_STORE is not an address that MongoDB understands: check it';
  const isTooOld = [error, error.cause].some((one) => one instanceof MongoCompatibilityError);
  if (isTooOld) return 'the MongoDB server is too old: this needs 6.0 or newer';
  return lostContact(error) ? noAnswer : undefined;
}

function lostContact(error: MongoError): boolean {
  return (
    error instanceof MongoNetworkError ||
    (error instanceof MongoBulkWriteError && [error.writeErrors].flat().length === 0) ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoOperationTimeoutError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    error.name === 'MongoClientClosedError' ||
    error.name === 'PoolClosedError' ||
    error.name === 'MongoPoolClosedError' ||
    error.name === 'MongoPoolClearedError' ||
    error.hasErrorLabel('TransientTransactionError') ||
    error.hasErrorLabel('UnknownTransactionCommitResult')
  );
}

/** A document with this key is there already. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoError && error.code === 11_000;
}

/** Which of the documents were there already; undefined where anything else went wrong. */
export function duplicatesIn(error: unknown): ReadonlySet<number> | undefined {
  if (!(error instanceof MongoBulkWriteError)) return undefined;
  const errors = [error.writeErrors].flat();
  // Without any it was the network that failed, and nothing is known of what was written.
  if (errors.length === 0) return undefined;
  return errors.every(({ code }) => code === 11_000) ? new Set(errors.map(({ index }) => index)) : undefined;
}
