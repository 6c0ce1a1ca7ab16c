import { resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { ServerStore } from '../ports/index.ts';
import { openMongoStore } from './mongodb/index.ts';
import { openSqliteStore } from './sqlite/index.ts';

/** Opens the store of an address as PORTICO_STORE has them; the path of a file is relative to where the process runs. */
export function openStoreAt(address: string): Promise<ServerStore> {
  const file = address.startsWith('sqlite:') ? address.slice('sqlite:'.length) : undefined;
  return file === undefined ? openMongoStore({ url: address }) : openSqliteStore({ file: resolve(file) });
}

/** Opens the store that the configuration names. `clock` stands in for its own: the machine's, or that of a server that is shared. */
export async function openStore({ store }: Config, secrets: Secrets, clock?: () => number): Promise<ServerStore> {
  const given = clock && { clock };
  switch (store.kind) {
    case 'sqlite':
      return openSqliteStore({ file: store.file, ...given });
    case 'mongodb':
      return openMongoStore({ url: secrets.storeUrl ?? '', ...given });
  }
}
