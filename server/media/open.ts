import { createHmac } from 'node:crypto';
import { createService } from '../../federation/index.ts';
import type { Config } from '../config/config.ts';
import { createKeyring } from '../config/keyring.ts';
import type { Secrets } from '../config/secrets.ts';
import type { MediaBytes, ServerStore } from '../ports/index.ts';
import type { Events } from '../telemetry/events.ts';
import { mediaLimits } from './limits.ts';
import { createMedia } from './media.ts';
import { createFileReader } from './reading/reader.ts';
import { createDiskBytes } from './storage/disk.ts';
import { createS3Bytes } from './storage/s3.ts';
import type { Media } from './use-cases.ts';

export interface OpenMediaParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly store: ServerStore;
  readonly clock: () => number;
  readonly events: Events;
  /** Told of each file that has been read. */
  readonly newlyRead: () => Promise<void>;
}

/** Uploaded files where the configuration puts them. */
export function openMedia({ config, secrets, store, clock, events, newlyRead }: OpenMediaParts): {
  readonly media: Media;
  readonly bytes: MediaBytes;
} {
  const bytes = openBytes(config, secrets);
  const media = createMedia({
    origin: config.origin,
    files: store.media,
    uses: store.mediaUses,
    commits: store.commits,
    tokens: store.tokens,
    bytes,
    reader: createFileReader({ languages: config.ocrLanguages }),
    sealing: createKeyring(secrets.holds),
    accessKey: createHmac('sha256', secrets.tokens).update('portico/v1/media-access').digest(),
    clock,
    newlyRead,
    failed: (error) => events.jobFailed('media', error),
  });
  return { media, bytes };
}

function openBytes({ media }: Config, { media: credentials }: Secrets): MediaBytes {
  if (media.kind === 'disk') return createDiskBytes(media.folder);
  if (!credentials) throw new Error('an object store comes with its keys');
  const service = createService({ origin: media.endpoint, bytesMost: mediaLimits.recordingBytes * 2 });
  return createS3Bytes({ service, ...media, credentials });
}
