import type { ServerStore } from '../../server/ports/index.ts';
import { openMongoStore } from '../../server/storage/mongodb/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';

/** Opens the store of a place, as a process of its own does: `sqlite:<file>` or `mongodb://…`. */
export async function openAt(place: string): Promise<ServerStore> {
  const [kind, where] = [place.slice(0, place.indexOf(':')), place.slice(place.indexOf(':') + 1)];
  if (kind === 'mongodb' || kind === 'mongodb+srv') return openMongoStore({ url: place });
  if (kind !== 'sqlite') throw new Error(`no store is known at \`${place}\``);
  return openSqliteStore({ file: where });
}
