import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import { inspectServer } from '../../../server/storage/mongodb/server-facts.ts';
import { binaryPath } from './binary.ts';

/** A server of the MongoDB protocol, for tests. */
export interface MongoServer {
  /** `mongodb://…` of a database of that name. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

/** Says in one line why there is none, and how to have one. */
export const howToRun =
  'the MongoDB part is skipped: set PORTICO_TEST_MONGODB_URL to a server, or run `npm run ferretdb` (needs Go)';

/** The server of `PORTICO_TEST_MONGODB_URL`, else a FerretDB of its own; undefined where there is neither. */
export async function mongoServer(): Promise<MongoServer | undefined> {
  const given = process.env['PORTICO_TEST_MONGODB_URL'];
  if (given) return { urlOf: (database) => withDatabase(given, database), stop: async () => undefined };
  return ferretDbIsBuilt() ? startFerretDb() : undefined;
}

export function ferretDbIsBuilt(): boolean {
  return existsSync(binaryPath());
}

/** Says in one line which server the tests run on and which of the two ways that Portico has for it they take. */
export async function whatIsTested(url: string): Promise<string> {
  await using client = new MongoClient(url);
  const { transactions, changeStreams } = await inspectServer(client.db());
  const build = await client.db().command({ buildInfo: 1 });
  const name = build['ferretdbVersion'] === undefined ? `MongoDB ${build['version']}` : 'FerretDB';
  const units = transactions ? 'transactions' : 'the journal (no transactions here)';
  const signals = changeStreams ? 'change streams' : 'polling (no change streams here)';
  return `the MongoDB part is tested on ${name}: units of work by ${units}, signals by ${signals}`;
}

/** A FerretDB on a loopback port, a free one where none is named; its data goes with it unless a folder is named. */
export async function startFerretDb(options: { port?: number; folder?: string } = {}): Promise<MongoServer> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'portico-ferretdb-')));
  const words = ['-listen', `127.0.0.1:${options.port ?? 0}`, '-folder', folder];
  const child = spawn(binaryPath(), words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await firstLine(child);
  return {
    urlOf: (database) => withDatabase(url, database),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('FerretDB has no output');
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('FerretDB ended at once')));
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  return String(line);
}

function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.href;
}
