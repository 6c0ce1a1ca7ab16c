import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../federation/ports/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { storeContract } from './store.contract.ts';

describe('the embedded store', () => {
  const opened: Store[] = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-contract-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true, force: true });
  });

  storeContract(async () => {
    const store = await openSqliteStore({ file: join(folder, 'portico.sqlite') });
    opened.push(store);
    return store;
  });
});
