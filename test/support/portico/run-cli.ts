import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `portico <args>` as a process of its own, with nothing in its environment but what is given. */
export async function runCli(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Readonly<Record<string, string>>; input?: string } = {},
): Promise<CliResult> {
  const child = spawn(process.execPath, ['server/cli/main.ts', ...args], { cwd: root, env: { ...env } });
  const [closed, stdout, stderr] = [once(child, 'close'), text(child.stdout), text(child.stderr)];
  child.stdin.on('error', () => undefined).end(input);
  const [code] = await closed;
  return { code, stdout: await stdout, stderr: await stderr };
}
