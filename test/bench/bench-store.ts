import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerStore } from '../../server/ports/index.ts';
import { openAt } from '../contract/open-at.ts';
import { howToRun, type MongoServer, mongoServer, whatIsTested } from '../support/ferretdb/server.ts';

/** Which store a measure runs on. */
export const benchStores = ['embedded', 'mongodb'] as const;
export type BenchStore = (typeof benchStores)[number];

/** A new, empty store, and where it is for other processes. */
export interface BenchPlace extends AsyncDisposable {
  readonly place: string;
  readonly store: ServerStore;
}

/** Is it one that has to be given less to do? FerretDB goes by an index only where an `_id` is all that is asked for. */
export async function isFerretDb(kind: BenchStore): Promise<boolean> {
  if (kind === 'embedded') return false;
  await using server = await someMongo();
  return /FerretDB/.test(await whatIsTested(server.urlOf('portico-bench')));
}

/** Throws where there is no MongoDB to be had. */
export async function newStore(kind: BenchStore): Promise<BenchPlace> {
  if (kind === 'mongodb') {
    const server = await someMongo();
    const place = server.urlOf(`portico-bench-${randomUUID()}`);
    const store = await openAt(place);
    return { place, store, [Symbol.asyncDispose]: () => store.close().then(() => server.stop()) };
  }
  const folder = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  const place = `sqlite:${join(folder, 'portico.sqlite')}`;
  const store = await openAt(place);
  return { place, store, [Symbol.asyncDispose]: () => store.close().then(() => rm(folder, { recursive: true })) };
}

async function someMongo(): Promise<MongoServer & AsyncDisposable> {
  const server = await mongoServer();
  if (!server) throw new Error(howToRun);
  return { ...server, [Symbol.asyncDispose]: () => server.stop() };
}
