import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * A contender in a process of its own: its CPU time is its own, and it does not share an event loop with the other.
 * One question at a time.
 */
export class BenchChild<Ask, Answer> implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start<Ask, Answer>(module: URL, args: readonly string[] = []): Promise<BenchChild<Ask, Answer>> {
    const child = fork(module, args, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await nextMessage(child);
    return new BenchChild(child);
  }

  async ask(question: Ask & object): Promise<Answer> {
    const answered = nextMessage(this.#child);
    this.#child.send(question);
    // Both ends are typed by the same module.
    return (await answered) as Answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const given = new AbortController();
  const { signal } = given;
  try {
    return await Promise.race([
      once(child, 'message', { signal }).then(([message]: unknown[]) => message),
      once(child, 'exit', { signal }).then(([code]: unknown[]) => {
        throw new Error(`a process of the bench ended with code ${code}`);
      }),
    ]);
  } finally {
    given.abort();
  }
}

/** The child's side: says that it is ready, answers every question, and ends with its parent. */
export function answerParent<Ask, Answer>(answer: (question: Ask) => Promise<Answer>): void {
  process.on('message', async (question: Ask) => process.send?.(await answer(question)));
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}
