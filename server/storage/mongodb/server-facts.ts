import type { Db } from 'mongodb';
import { StoreUnavailable } from '../../../federation/ports/index.ts';

/** What the server can do. */
export interface ServerFacts {
  /** Several documents change in one transaction; without it a unit of work is carried out from a journal. */
  readonly transactions: boolean;
  /** Tells by itself that a document has changed; without it signals are looked for. */
  readonly changeStreams: boolean;
}

const oldest = 6;

/**
 * Looks whether this version can work with the server. A MongoDB server has to be a replica set (one member will do) or
 * sharded, for transactions; FerretDB has none, and is meant for tests and trials. Throws `StoreUnavailable` with what to do.
 */
export async function inspectServer(db: Db): Promise<ServerFacts> {
  const hello = await db.command({ hello: 1 });
  const build = await db.command({ buildInfo: 1 });
  if (Number.parseInt(String(build['version']), 10) < oldest) {
    throw new StoreUnavailable(`the MongoDB server is version ${build['version']}: this needs ${oldest}.0 or newer`);
  }
  if (hello['isWritablePrimary'] !== true) {
    throw new StoreUnavailable(
      'the MongoDB server takes no writes: name every member of the replica set in PORTICO_STORE, and no `directConnection`',
    );
  }
  if (build['ferretdbVersion'] !== undefined) return { transactions: false, changeStreams: false };
  if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
    throw new StoreUnavailable(
      'the MongoDB server is not a replica set: start it with `--replSet` and run `rs.initiate()` once, one member will do',
    );
  }
  return { transactions: true, changeStreams: true };
}
