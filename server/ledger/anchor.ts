import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../config/error-code.ts';
import type { CheckpointRecord } from '../ports/index.ts';

/** Checkpoints kept where whoever can change the store can not: on another volume, append-only if possible. */
export interface Anchor {
  /** Adds a checkpoint unless it stands last already. Throws `AnchorFailed`. */
  add(checkpoint: CheckpointRecord): void;
  /** Notes of every line, oldest first; undefined for a line that holds none. Throws `AnchorFailed`. */
  notes(): (string | undefined)[];
  /** The note that stands last. Throws `AnchorFailed`. */
  last(): string | undefined;
}

export class AnchorFailed extends Error {}

const fileInFolder = 'ledger-checkpoints.jsonl';
/** Longer than any line. */
const tailBytes = 4096;

/** JSON Lines of `{"at":…,"checkpoint":…}`; in a folder, under a name of its own. */
export function createFileAnchor(path: string): Anchor {
  const attempt = <T>(work: (file: string) => T): T => {
    try {
      return work(statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, fileInFolder) : path);
    } catch (error) {
      throw new AnchorFailed(
        `the anchor \`${path}\` can't be used (${errorCode(error)}): correct its path or its rights`,
      );
    }
  };
  return {
    add: (checkpoint) => attempt((file) => append(file, checkpoint)),
    notes: () =>
      attempt((file) => {
        const text = statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : '';
        return text
          .split('\n')
          .filter((line) => line !== '')
          .map(noteOf);
      }),
    last: () =>
      attempt((file) => {
        if (!statSync(file, { throwIfNoEntry: false })) return undefined;
        const handle = openSync(file, 'r');
        try {
          return noteOf(lastLine(handle));
        } finally {
          closeSync(handle);
        }
      }),
  };
}

function append(file: string, { at, note }: CheckpointRecord): void {
  const handle = openSync(file, 'a+', 0o644);
  try {
    const last = lastLine(handle);
    if (noteOf(last) === note) return;
    // A line that was torn by a crash stays a line of its own.
    const torn = last !== '' && !endsLine(handle);
    writeSync(handle, `${torn ? '\n' : ''}${JSON.stringify({ at, checkpoint: note })}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function lastLine(handle: number): string {
  return (
    tail(handle)
      .split('\n')
      .findLast((line) => line !== '') ?? ''
  );
}

function endsLine(handle: number): boolean {
  return tail(handle).endsWith('\n');
}

function tail(handle: number): string {
  const { size } = fstatSync(handle);
  const bytes = Buffer.alloc(Math.min(size, tailBytes));
  readSync(handle, bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString('utf8');
}

function noteOf(line: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    const holds = typeof parsed === 'object' && parsed !== null && 'checkpoint' in parsed;
    return holds && typeof parsed.checkpoint === 'string' ? parsed.checkpoint : undefined;
  } catch {
    return undefined;
  }
}
