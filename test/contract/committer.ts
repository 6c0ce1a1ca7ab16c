import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compileCache } from '../support/portico/compile-cache.ts';

const script = join(import.meta.dirname, 'committer-main.ts');

export interface CommitterOptions {
  /** Where its store is (see open-at.ts). */
  readonly place: string;
  /** Begins the names of its submissions. */
  readonly prefix: string;
  /** How many it tries; it goes on without end where left out. */
  readonly submissions?: number;
  /** Kills it (SIGKILL) once it has told this many acknowledgements; those that were on their way by then count too. */
  readonly killAfter?: number;
  /** Shell command under whose limits it runs, e.g. `ulimit -f 2000`. */
  readonly under?: string;
}

/** What a process that commits was told by its store, by name of submission. */
export interface Told {
  readonly committed: readonly string[];
  readonly accepted: readonly string[];
  /** `<release id>|<inbox>` */
  readonly delivered: readonly string[];
  /** Name, then why. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Runs a process that commits; resolves when it has ended as it should. */
export async function runCommitter(options: CommitterOptions): Promise<Told> {
  const { killAfter = Number.POSITIVE_INFINITY } = options;
  const told = { committed: [] as string[], accepted: [] as string[], delivered: [] as string[], refused: new Map() };
  const child = start(options);
  const closed = once(child, 'close');
  let lines = 0;
  if (!child.stdout) throw new Error('the committer has no output');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [what, name = '', why] = line.split('\t');
    if (what === 'refused') told.refused.set(name, why);
    if (what === 'committed' || what === 'accepted' || what === 'delivered') told[what].push(name);
    lines += 1;
    if (lines === killAfter) child.kill('SIGKILL');
  });
  const [code, signal] = await closed;
  if (killAfter === Number.POSITIVE_INFINITY ? code !== 0 : signal !== 'SIGKILL')
    throw new Error(`the committer ended by itself, with ${code ?? signal}`);
  return told;
}

function start({ place, prefix, submissions, under = ':' }: CommitterOptions): ChildProcess {
  const words = [process.execPath, script, place, prefix, ...(submissions === undefined ? [] : [String(submissions)])];
  return spawn('sh', ['-c', `${under} && exec "$@"`, 'sh', ...words], {
    env: { ...process.env, ...compileCache },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
