import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { ServerStore } from '../ports/index.ts';
import { openMongoStore } from './mongodb/index.ts';
import { openSqliteStore } from './sqlite/index.ts';

/** Opens the store that the configuration names. `clock` is the embedded store's: a server that is shared has its own. */
export async function openStore({ store }: Config, secrets: Secrets, clock: () => number): Promise<ServerStore> {
  switch (store.kind) {
    case 'sqlite':
      return openSqliteStore({ file: store.file, clock });
    case 'mongodb':
      return openMongoStore({ url: secrets.storeUrl ?? '' });
  }
}
