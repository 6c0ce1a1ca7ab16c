import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Federation } from '../../../federation/index.ts';
import type { Config } from '../../config/config.ts';
import type { Secrets } from '../../config/secrets.ts';
import { cacheLimits, createFileCache } from './cache.ts';
import { createRemoteMedia, type RemoteMedia } from './index.ts';

/** Files of other servers, kept in the data folder of this process's machine. */
export function openRemoteMedia(
  { origin, dataFolder }: Config,
  secrets: Secrets,
  { read, peers }: Federation,
  clock: () => number,
): RemoteMedia {
  return createRemoteMedia({
    origin,
    key: createHmac('sha256', secrets.tokens).update('portico/v1/remote-media').digest(),
    cache: createFileCache(join(dataFolder, 'cache', 'remote-media'), cacheLimits, clock),
    refuses: (url) => peers.refuses(url, 'media'),
    load: read.file,
    clock,
  });
}
