import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { createKeyring } from '../config/keyring.ts';
import type { Secrets } from '../config/secrets.ts';
import type { MediaBytes, ServerStore } from '../ports/index.ts';
import type { Events } from '../telemetry/events.ts';
import { createMedia } from './media.ts';
import { createFileReader } from './reading/reader.ts';
import { createDiskBytes } from './storage/disk.ts';
import type { Media } from './use-cases.ts';

export interface OpenMediaParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly store: ServerStore;
  readonly clock: () => number;
  readonly events: Events;
  /** Told of each file that has been read. */
  readonly newlyRead: () => void;
}

/** Uploaded files where the configuration puts them. */
export function openMedia({ config, secrets, store, clock, events, newlyRead }: OpenMediaParts): {
  readonly media: Media;
  readonly bytes: MediaBytes;
} {
  const bytes = createDiskBytes(join(config.dataFolder, 'media'));
  const media = createMedia({
    origin: config.origin,
    files: store.media,
    commits: store.commits,
    tokens: store.tokens,
    bytes,
    reader: createFileReader(),
    sealing: createKeyring(secrets.holds),
    accessKey: createHmac('sha256', secrets.tokens).update('portico/v1/media-access').digest(),
    clock,
    newlyRead,
    failed: (error) => events.jobFailed('media', error),
  });
  return { media, bytes };
}
