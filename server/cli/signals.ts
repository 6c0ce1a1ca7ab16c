/** What ended the server's work. */
export type StopCause = 'SIGTERM' | 'SIGINT' | 'crash';

export interface Signals extends AsyncDisposable {
  /** Resolves with the first cause to stop. */
  readonly stopped: Promise<StopCause>;
}

/** Listens to the process's signals. A second one to stop ends the process at once. */
export function onSignals(on: { reload: () => Promise<void>; crashed: (error: unknown) => void }): Signals {
  const { promise: stopped, resolve } = Promise.withResolvers<StopCause>();
  let stopping = false;
  const stop = (cause: StopCause) => {
    if (stopping) process.exit(1);
    stopping = true;
    resolve(cause);
  };
  const crash = (error: unknown) => {
    on.crashed(error);
    stop('crash');
  };
  let reloads = Promise.resolve();
  const reload = () => {
    reloads = reloads.then(on.reload).catch(on.crashed);
  };
  const handlers = { SIGTERM: stop, SIGINT: stop, SIGHUP: reload, uncaughtException: crash, unhandledRejection: crash };
  for (const [name, handler] of Object.entries(handlers)) process.on(name, handler);
  return {
    stopped,
    async [Symbol.asyncDispose]() {
      await reloads;
      for (const [name, handler] of Object.entries(handlers)) process.off(name, handler);
    },
  };
}
