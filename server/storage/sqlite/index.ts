import Database from 'better-sqlite3';
import { type Store, StoreUnavailable } from '../../../federation/ports/index.ts';
import { accounts, actorKeys, tokens } from './accounts.ts';
import { changes } from './changes.ts';
import { deliveries, hosts } from './deliveries.ts';
import { GroupCommit, unavailable } from './group-commit.ts';
import { inbound } from './inbound.ts';
import { migrate } from './migrations.ts';
import { activities, followers, objects } from './nodes.ts';
import { decisions, holds, policySets, releases } from './releases.ts';

export interface SqliteOptions {
  /** Path of the database file, or `:memory:`. */
  readonly file: string;
  readonly clock?: () => number;
  /** `full`: what is acknowledged survives a power cut. `normal`: it survives the end of the process. */
  readonly durability?: 'full' | 'normal';
}

/** The embedded store: one SQLite file in WAL mode, safe to open from several processes of one machine. */
export async function openSqliteStore({ file, durability = 'full' }: SqliteOptions): Promise<Store> {
  const database = open(file, durability);
  const group = new GroupCommit(database);
  const apply = changes(database);
  const probe = database.prepare('UPDATE accounts SET record = record WHERE name IS NULL');
  return {
    accounts: accounts(database),
    actorKeys: actorKeys(database),
    tokens: tokens(database),
    objects: objects(database),
    activities: activities(database),
    followers: followers(database),
    releases: releases(database),
    decisions: decisions(database),
    holds: holds(database),
    policySets: policySets(database),
    deliveries: deliveries(database, group),
    hosts: hosts(database, group),
    inbound: inbound(database, group),
    commits: {
      commit: (all) =>
        group.write(() => {
          for (const change of all) apply(change);
        }),
    },
    check: () => group.write(() => void probe.run()),
    async close() {
      group.flush();
      database.close();
    },
  };
}

function open(file: string, durability: 'full' | 'normal'): Database.Database {
  try {
    const database = new Database(file, { timeout: 5000 });
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${durability}`);
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -65536');
    database.pragma('mmap_size = 268435456');
    migrate(database);
    return database;
  } catch (error) {
    const told = unavailable(error);
    throw told instanceof StoreUnavailable ? told : error;
  }
}
