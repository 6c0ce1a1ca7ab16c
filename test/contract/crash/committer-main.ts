import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../../server/storage/sqlite/index.ts';
import { unit } from './unit.ts';

/**
 * Commits units of work, `inFlight` of them at once, until it is killed or has tried `count` of them, and tells on standard
 * output what became of each: `kept <n>` or `refused <n> <why>`.
 */
const [file = '', run = '', inFlight = '1', count = 'Infinity'] = process.argv.slice(2);
const store = await openSqliteStore({ file });
let tried = 0;

async function commitOneByOne(): Promise<void> {
  while (tried < Number(count)) {
    const n = tried;
    tried += 1;
    await store.commits
      .commit(unit(run, n).changes)
      .then(() => tell(`kept ${n}`))
      .catch((error: unknown) => tell(`refused ${n} ${error instanceof Error ? error.message : error}`));
  }
}

/** Synchronous, so that nothing told is lost with the process. */
function tell(line: string): void {
  writeSync(1, `${line}\n`);
}

await Promise.all(Array.from({ length: Number(inFlight) }, commitOneByOne));
await store.close();
