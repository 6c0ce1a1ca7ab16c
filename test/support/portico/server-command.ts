import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compileCache } from './compile-cache.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** `portico start` as a process whose words and end are watched. */
export class ServerCommand {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #out = '';
  #err = '';
  #heard = Promise.withResolvers<void>();

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, ['server/cli/main.ts', 'start'], {
      cwd: root,
      env: { ...compileCache, ...env },
    });
    this.#ended = once(this.#child, 'close').then(([code]) => code);
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(() => (this.#out += text)));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#hear(() => (this.#err += text)));
    this.#child.on('close', () => this.#hear(() => ''));
  }

  get out(): string {
    return this.#out;
  }

  get err(): string {
    return this.#err;
  }

  /** Lines on standard error that are no log lines. */
  get spoken(): string[] {
    return this.#err.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  }

  /** Resolves when its output matches; rejects where it ends without. */
  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#out) && !pattern.test(this.#err)) {
      if (this.#child.exitCode !== null)
        throw new Error(`it ended without saying ${pattern}: ${this.#out}${this.#err}`);
      await this.#heard.promise;
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Its exit code. */
  ended(): Promise<number | null> {
    return this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #hear(note: () => string): void {
    note();
    this.#heard.resolve();
    this.#heard = Promise.withResolvers();
  }
}
