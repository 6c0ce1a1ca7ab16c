import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import type { ServerStore } from '../ports/index.ts';
import { openSqliteStore } from './sqlite/index.ts';

/** Opens the store that the configuration names. */
export async function openStore({ store }: Config, _secrets: Secrets, clock: () => number): Promise<ServerStore> {
  switch (store.kind) {
    case 'sqlite':
      return openSqliteStore({ file: store.file, clock });
    case 'mongodb':
      throw new Error('this version has the embedded store only: set PORTICO_STORE to `sqlite:` or leave it out');
  }
}
