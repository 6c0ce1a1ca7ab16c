import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { C2sClient } from './c2s-client.ts';
import { compileCache } from './compile-cache.ts';
import { storeEnv } from './store-env.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const entry = join(root, 'server/cli/main.ts');

export interface PorticoOptions {
  /** Environment variables beside and over those of a loopback server with open federation. */
  readonly env?: Readonly<Record<string, string>>;
  /** An existing data folder, kept when the server stops; without it a temporary one that goes with the server. */
  readonly data?: string;
  /** A free port where left out. */
  readonly port?: number;
  /** A module that runs in the server's process before it, and answers what `ask` asks. */
  readonly preload?: URL;
  /** A module that starts the server in another way than `portico start`. */
  readonly server?: URL;
  /** Milliseconds; longer where the machine has much else to do. */
  readonly readyWithinMs?: number;
}

export interface NewActor {
  readonly kind?: 'employee' | 'corporate' | 'community' | 'service';
  readonly display?: string;
  readonly roles?: readonly string[];
}

/**
 * The real server as a child process on the loopback, and its command line beside it.
 *
 * ```ts
 * await using portico = await PorticoProcess.start();
 * await portico.addActor('anna', { kind: 'employee' });
 * const anna = await portico.c2s('anna');
 * await anna.post({ type: 'Note', content: 'hello', to: [asPublic] });
 * ```
 */
export class PorticoProcess {
  readonly origin: string;
  readonly port: number;
  readonly data: string;
  /** Address of its store, as PORTICO_STORE has it: for the other processes of one server, and for who looks what is there. */
  readonly store: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #temporary: boolean;
  readonly #preload: readonly string[];
  readonly #command: readonly string[];
  #child: ChildProcess | undefined;
  #log = '';

  private constructor(port: number, data: string, options: PorticoOptions) {
    this.port = port;
    this.origin = `http://127.0.0.1:${port}`;
    this.data = data;
    this.#temporary = options.data === undefined;
    this.#preload = options.preload ? ['--import', options.preload.href] : [];
    this.#command = options.server ? [fileURLToPath(options.server)] : [entry, 'start'];
    this.#env = {
      PATH: process.env.PATH ?? '',
      ...compileCache,
      PORTICO_ORIGIN: this.origin,
      PORTICO_PORT: String(port),
      PORTICO_HOST: '127.0.0.1',
      PORTICO_DATA: data,
      PORTICO_FEDERATION: 'open',
      PORTICO_ALLOW_PRIVATE_ADDRESSES: '1',
      PORTICO_LOG_LEVEL: 'warn',
      ...storeEnv(),
      ...options.env,
    };
    this.store = this.#env['PORTICO_STORE'] ?? `sqlite:${join(data, 'portico.sqlite')}`;
  }

  /** Resolves when `/readyz` answers 200; rejects with the server's own words where it doesn't come up. */
  static async start(options: PorticoOptions = {}): Promise<PorticoProcess> {
    const data = options.data ?? (await mkdtemp(join(tmpdir(), 'portico-')));
    const server = new PorticoProcess(options.port ?? (await freePort()), data, options);
    await server.launch(options.readyWithinMs);
    return server;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What the server wrote to standard output and standard error since it was first started. */
  get log(): string {
    return this.#log;
  }

  /** Starts the server again on the same port and data folder, after `kill`. */
  async launch(readyWithinMs = 60_000): Promise<void> {
    const child = spawn(process.execPath, [...this.#preload, ...this.#command], {
      cwd: root,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe', ...(this.#preload.length > 0 ? (['ipc'] as const) : [])],
    });
    this.#child = child;
    // A test that dies without stopping its server must not leave it behind.
    const lastWill = () => child.kill('SIGKILL');
    process.once('exit', lastWill);
    child.once('exit', () => process.off('exit', lastWill));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text;
      });
    }
    await this.#ready(child, Date.now() + readyWithinMs);
  }

  /** One question at a time for the preloaded module. */
  async ask(question: string): Promise<unknown> {
    if (!this.#child?.connected) throw new Error('the server has no preloaded module to ask');
    const answered = once(this.#child, 'message');
    this.#child.send(question);
    const [answer] = await answered;
    return answer;
  }

  /** Ends the process at once, as a power cut would; the data folder stays. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks the server to finish, waits for it, and removes a temporary data folder. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    if (this.#temporary) await rm(this.data, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** Runs one CLI command against the same data folder; rejects with its standard error where it fails. */
  cli(...args: readonly string[]): Promise<string> {
    return this.#run(args, '');
  }

  /** Lets somebody sign in with a browser. */
  async setPassword(name: string, password: string): Promise<void> {
    await this.#run(['password', 'set', name], password);
  }

  async #run(args: readonly string[], input: string): Promise<string> {
    const child = spawn(process.execPath, [entry, ...args], { cwd: root, env: this.#env });
    const [out, err] = [collect(child.stdout), collect(child.stderr)];
    child.stdin.end(input);
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`\`portico ${args.join(' ')}\` ended with code ${code}: ${err.text}${out.text}`);
    return out.text;
  }

  /** Returns the actor's id. */
  async addActor(name: string, { kind = 'employee', display, roles = [] }: NewActor = {}): Promise<string> {
    const named = display === undefined ? [] : ['--display', display];
    await this.cli('actor', 'add', name, '--kind', kind, ...named, ...roles.flatMap((role) => ['--role', role]));
    return this.actor(name);
  }

  async issueToken(name: string, scope = 'read write'): Promise<string> {
    return (await this.cli('token', 'issue', name, '--scope', scope)).trim();
  }

  actor(name: string): string {
    return `${this.origin}/users/${name}`;
  }

  handle(name: string): string {
    return `@${name}@127.0.0.1:${this.port}`;
  }

  /** A client that speaks as `name`, with a fresh token. */
  async c2s(name: string): Promise<C2sClient> {
    return new C2sClient(this.actor(name), await this.issueToken(name));
  }

  async #ready(child: ChildProcess, deadline: number): Promise<void> {
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}: ${this.#log}`);
      const answer = await fetch(`${this.origin}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await delay(25);
    }
    await this.stop();
    throw new Error(`the server was not ready in time: ${this.#log}`);
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

function collect(stream: NodeJS.ReadableStream): { text: string } {
  const collected = { text: '' };
  stream.setEncoding('utf8').on('data', (text: string) => {
    collected.text += text;
  });
  return collected;
}

/** A port that was free a moment ago: the origin has to be known before the server listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return address.port;
}
