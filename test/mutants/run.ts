import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './guards.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What tests of policies need of the tree: some of them ask for what the server makes of a set. */
const parts = ['policies', 'federation', 'server', 'test', 'package.json', 'jest.config.mjs', 'tsconfig.json'];
/** Milliseconds that tests may take with every guard in place, and how many times as long they may take without one. */
const longest = 1_200_000;
const slower = 4;
const leastMs = 60_000;

/** `noticed`, and a survivor's `survived`; `stale` where the guard's text does not stand in its file exactly once. */
export type Fate = 'noticed' | 'survived' | 'stale';

/** A copy of the tree in which guards are taken out, one at a time. */
export class Nursery implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'portico-mutants-'));
  /** What tests took with every guard in place. */
  readonly #took = new Map<string, number>();

  constructor() {
    for (const part of parts) cpSync(join(root, part), join(this.#folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Whether tests pass with every guard in place: what fails anyway notices nothing. */
  async passUnharmed(tests: readonly string[]): Promise<boolean> {
    const begun = performance.now();
    const pass = await this.#pass(tests, longest);
    this.#took.set(tests.join(' '), Math.round(performance.now() - begun));
    return pass;
  }

  /** Whether the tests of a mutant notice it. */
  async fateOf({ file, text, replacement, tests }: Mutant): Promise<Fate> {
    const path = join(this.#folder, file);
    const source = readFileSync(path, 'utf8');
    if (source.split(text).length !== 2) return 'stale';
    writeFileSync(
      path,
      source.replace(text, () => replacement),
    );
    try {
      const took = this.#took.get(tests.join(' ')) ?? longest;
      return (await this.#pass(tests, Math.max(leastMs, slower * took))) ? 'survived' : 'noticed';
    } finally {
      writeFileSync(path, source);
    }
  }

  /** Whether tests pass; the first that fails ends the run, and so does a mutant that never ends. */
  async #pass(tests: readonly string[], timeout: number): Promise<boolean> {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const args = ['--experimental-vm-modules', '--no-warnings', jest, '--bail', '--silent', '--runInBand', ...tests];
    const child = spawn(process.execPath, args, { cwd: this.#folder, stdio: 'ignore', timeout });
    const [code] = await once(child, 'exit');
    return code === 0;
  }
}
