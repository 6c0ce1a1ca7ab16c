import type { MediaUses } from '../../federation/ports/index.ts';
import type { MediaBytes, MediaFiles, ServerCommits, Tokens } from '../ports/index.ts';
import type { FileReader } from './reading/reader.ts';

export interface MediaParts {
  readonly origin: string;
  readonly files: MediaFiles;
  /** Which objects show which files. */
  readonly uses: MediaUses;
  readonly commits: ServerCommits;
  readonly bytes: MediaBytes;
  readonly tokens: Tokens;
  readonly reader: FileReader;
  /** Encrypts at rest what files say. */
  readonly sealing: Sealing;
  /** HMAC key of 32 bytes, for the addresses that colleagues' clients load. */
  readonly accessKey: Uint8Array;
  readonly clock: () => number;
  /** Told of each file that has been read: what was held for its sake may go on. */
  readonly newlyRead: () => Promise<void>;
  /** Told of what goes wrong where nobody waits for an answer. */
  readonly failed: (error: unknown) => void;
}

export interface Sealing {
  sealSecret(plain: Uint8Array, purpose: string): Uint8Array;
  openSecret(sealed: Uint8Array, purpose: string): Uint8Array;
}
