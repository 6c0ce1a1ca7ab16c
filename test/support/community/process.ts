import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command, Outcome } from './command.ts';
import type { Exchange } from './exchange.ts';

/** From the parent to the community's process. */
export interface Ask {
  readonly ask: number;
  readonly command: Command;
}

/** From the community's process to its parent. */
export type Tell =
  | { readonly tell: 'ready'; readonly origin: string }
  | { readonly tell: 'exchange'; readonly exchange: Exchange }
  | { readonly tell: 'done'; readonly ask: number; readonly outcome: Outcome }
  | { readonly tell: 'failed'; readonly ask: number; readonly message: string };

interface Pending {
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}

/** Starts the community in a process of its own, which ends with its parent. */
export async function spawnCommunity(onExchange: (exchange: Exchange) => void, port = 0) {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [String(port)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const pending = new Map<number, Pending>();
  let asks = 0;
  const ready = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the community's process ended with code ${code}`)));
    child.on('message', (tell: Tell) => {
      if (tell.tell === 'ready') resolve(tell.origin);
      else if (tell.tell === 'exchange') onExchange(tell.exchange);
      else settle(pending, tell);
    });
  });
  const origin = await ready;
  return {
    origin,
    run(command: Command): Promise<Outcome> {
      return new Promise((resolve, reject) => {
        asks += 1;
        pending.set(asks, { resolve, reject });
        child.send({ ask: asks, command } satisfies Ask);
      });
    },
    stop: () => stopChild(child),
  };
}

function settle(pending: Map<number, Pending>, tell: Extract<Tell, { ask: number }>): void {
  const waiting = pending.get(tell.ask);
  pending.delete(tell.ask);
  if (tell.tell === 'done') waiting?.resolve(tell.outcome);
  else waiting?.reject(new Error(tell.message));
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.connected) child.disconnect();
  await exited;
}
