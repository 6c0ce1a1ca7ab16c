import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compileCache } from './compile-cache.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Close its standard output after about so many lines, as `head` does. */
  readonly readLines?: number;
}

/** Runs `portico <args>` as a process of its own, with nothing in its environment but what is given. */
export async function runCli(
  args: readonly string[],
  { env = {}, input = '', readLines }: CliOptions = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, ['server/cli/main.ts', ...args], {
    cwd: root,
    env: { ...compileCache, ...env },
  });
  const read = readLines === undefined ? text(child.stdout) : head(child.stdout, readLines);
  const [closed, stdout, stderr] = [once(child, 'close'), read, text(child.stderr)];
  child.stdin.on('error', () => undefined).end(input);
  const [code] = await closed;
  return { code, stdout: await stdout, stderr: await stderr };
}

async function head(stream: Readable, lines: number): Promise<string> {
  let read = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    read += chunk;
    if (read.split('\n').length > lines) break;
  }
  return read;
}
