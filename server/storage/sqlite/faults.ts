import { StoreUnavailable } from '../../../federation/ports/index.ts';

const advice: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_FULL/, 'the disk is full: free some space'],
  [/^SQLITE_(BUSY|LOCKED)/, 'another process keeps the data file locked: end it, or try again later'],
  [
    /^SQLITE_READONLY|^E(ACCES|PERM|ROFS)$/,
    'the data file can not be written: check its owner, its rights and its disk',
  ],
  [
    /^SQLITE_CANTOPEN|^E(NOENT|NOTDIR|ISDIR)$/,
    'the data file does not open: check its path and the rights of its folder',
  ],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'the data file is damaged or not a database: restore a backup'],
  [/^SQLITE_IOERR|^EIO$/, 'the disk fails to read or write: check it, then start again'],
  [/^SQLITE_NOMEM/, 'there is no memory left for the store: give the process more'],
];

/** A fault of the disk, of SQLite or of another process as `StoreUnavailable` with what to do; all else as it is. */
export function asUnavailable(error: unknown): unknown {
  const line = advice.find(([pattern]) => pattern.test(codeOf(error)))?.[1];
  return line === undefined ? error : new StoreUnavailable(line, { cause: error });
}

/** After a failed flush nobody knows what is on the disk: only recovery, which opening the file runs, finds out. */
export function isFailedFlush(error: unknown): boolean {
  return /^SQLITE_IOERR_(DIR_)?FSYNC$/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
