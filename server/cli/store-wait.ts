import { setTimeout as pause } from 'node:timers/promises';
import { StoreAway } from '../../federation/ports/index.ts';
import { createWaitingApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import type { Secrets } from '../config/secrets.ts';
import { type Listener, listen } from '../http/listen.ts';
import type { ServerStore } from '../ports/index.ts';
import { openStore } from '../storage/open.ts';
import type { StopCause } from './signals.ts';

/** From one attempt to the next; each looks for a server for a few seconds by itself. */
const retryMs = 250;

export type Awaited =
  /** `listener`: where it had to be waited for, and `/healthz` was answered meanwhile. */
  | { readonly kind: 'opened'; readonly store: ServerStore; readonly listener?: Listener }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Told to stop before there was one. */
  | { readonly kind: 'stopped'; readonly cause: StopCause };

export interface StoreWait {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly stopped: Promise<StopCause>;
  /** Called once where there is something to wait for. */
  readonly waits: (reason: string) => void;
}

/**
 * Opens the store. Where its server is away it says so and waits for it, and answers meanwhile: `/healthz` well, `/readyz`
 * not yet, everything else with 503. Throws what waiting does not help against.
 */
export async function awaitStore({ config, secrets, stopped, waits }: StoreWait): Promise<Awaited> {
  const first = await attempt(config, secrets);
  if (!(first instanceof StoreAway)) return { kind: 'opened', store: first };
  const listener = await listen(createWaitingApp(), config);
  if (listener.kind === 'refused') return listener;
  waits(first.message);
  let stop: StopCause | undefined;
  void stopped.then((cause) => {
    stop = cause;
  });
  while (stop === undefined) {
    const store = await Promise.race([attempt(config, secrets), stopped]).catch(async (error) => {
      await listener.close(0);
      throw error;
    });
    if (typeof store !== 'string' && !(store instanceof StoreAway)) return { kind: 'opened', store, listener };
    await Promise.race([pause(retryMs), stopped]);
  }
  await listener.close(0);
  return { kind: 'stopped', cause: stop };
}

async function attempt(config: Config, secrets: Secrets): Promise<ServerStore | StoreAway> {
  return openStore(config, secrets).catch((error: unknown) => {
    if (error instanceof StoreAway) return error;
    throw error;
  });
}
