import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./committer-main.ts', import.meta.url));

export interface CommitterOptions {
  readonly file: string;
  /** Names its units of work. */
  readonly run: string;
  readonly inFlight: number;
  /** How many it tries; without end where left out. */
  readonly count?: number;
  /** Shell command under whose limits it runs, e.g. `ulimit -f 500`. */
  readonly under?: string;
}

/** A process that commits units of work and tells which were kept. */
export class Committer {
  readonly kept = new Set<number>();
  readonly refused = new Map<number, string>();
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #first = Promise.withResolvers<void>();

  constructor({ file, run, inFlight, count, under = ':' }: CommitterOptions) {
    const words = [
      process.execPath,
      program,
      file,
      run,
      String(inFlight),
      ...(count === undefined ? [] : [String(count)]),
    ];
    this.#child = spawn('sh', ['-c', `${under} && exec "$@"`, 'sh', ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#ended = once(this.#child, 'close');
    const { stdout } = this.#child;
    if (!stdout) throw new Error('the committer has no output');
    createInterface({ input: stdout }).on('line', (line) => this.#note(line));
    this.#child.once('close', () => this.#first.resolve());
  }

  /** Resolves when it has told of its first unit of work, or has ended. */
  async started(): Promise<void> {
    await this.#first.promise;
  }

  async ended(): Promise<void> {
    await this.#ended;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #note(line: string): void {
    const [word, n, ...why] = line.split(' ');
    if (word === 'kept') this.kept.add(Number(n));
    else this.refused.set(Number(n), why.join(' '));
    this.#first.resolve();
  }
}
