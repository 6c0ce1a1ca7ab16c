import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ServerStore } from '../../../server/ports/index.ts';
import { openMongoStore } from '../../../server/storage/mongodb/index.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/index.ts';

/**
 * The store that servers under test keep their data in: with `PORTICO_STORE=mongodb://…` in the environment of the tests,
 * a database of that server's own under the one named there; else the embedded store.
 */
export function storeEnv(): Readonly<Record<string, string>> {
  const given = process.env['PORTICO_STORE'] ?? '';
  if (!given.startsWith('mongodb')) return {};
  const url = new URL(given);
  const named = url.pathname.slice(1) || 'portico';
  url.pathname = `/${named}-${randomUUID()}`;
  return { PORTICO_STORE: url.href };
}

/** A store of its own for a part that is tested without a server: on the store that `storeEnv` names, else a file of `folder`. */
export function openStoreUnderTest(folder: string, clock: () => number): Promise<ServerStore> {
  const { PORTICO_STORE: url } = storeEnv();
  return url === undefined
    ? openSqliteStore({ file: join(folder, 'portico.db'), clock })
    : openMongoStore({ url, clock });
}
