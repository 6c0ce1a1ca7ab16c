import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerStore } from '../../server/ports/index.ts';
import { openAt } from './open-at.ts';
import { storeContract } from './store.contract.ts';

describe('the embedded store', () => {
  const opened: ServerStore[] = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-contract-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true, force: true });
  });

  const place = (): string => `sqlite:${join(folder, 'portico.sqlite')}`;
  const open = async (): Promise<ServerStore> => {
    const store = await openAt(place());
    opened.push(store);
    return store;
  };

  storeContract(open, place);
});
