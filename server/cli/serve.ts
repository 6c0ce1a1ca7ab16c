import { createApp, createHealthApp } from '../app.ts';
import { type Context, createContext } from '../context.ts';
import { type Listener, listen } from '../http/listen.ts';
import { createLedgerKeeper } from '../ledger/keeper.ts';
import type { LoadOutcome } from '../policy-sets/in-force.ts';
import { createEvents } from '../telemetry/events.ts';
import { createLogger } from '../telemetry/logger.ts';
import { clockProblem } from './clock.ts';
import { type CommandOutcome, failed } from './command.ts';
import { readSettings } from './open-context.ts';
import { describeProblem } from './problem.ts';
import { onSignals, type Signals } from './signals.ts';
import { awaitStore } from './store-wait.ts';

/** How long requests and deliveries under way may take to finish or be handed back once the server is told to stop. */
const graceMs = 9_000;
/** When the process ends in any case: what is still under lease then is taken up by whoever starts next. */
const stopWithinMs = 10_000;

/** Runs the server until it is told to stop. */
export async function serve(): Promise<CommandOutcome> {
  const settings = readSettings();
  if (settings.kind === 'failed') return failed(...settings.lines);
  const clock = clockProblem(Date.now());
  if (clock !== undefined) return failed(clock);
  const { config, secrets } = settings;
  const logger = createLogger(config.logLevel);
  const events = createEvents(logger);
  let context: Context | undefined;
  await using signals = onSignals({
    reload: async () => context && reload(context),
    crashed: events.crashed,
  });
  const waits = (reason: string): void => {
    process.stderr.write(`portico: ${reason}; waiting for it\n`);
    events.storeAwaited(reason);
  };
  const awaited = await awaitStore({ config, secrets, stopped: signals.stopped, waits });
  if (awaited.kind === 'refused') return failed(awaited.reason);
  if (awaited.kind === 'stopped') return { kind: 'written', failed: awaited.cause === 'crash' };
  await using opened = await createContext(config, secrets, { logger, store: awaited.store });
  context = opened;
  return await serveContext(opened, signals, awaited.listener);
}

/** `waiting`: a listener that was there before the store. */
async function serveContext(context: Context, signals: Signals, waiting?: Listener): Promise<CommandOutcome> {
  const { config, events, federation } = context;
  await reload(context);
  const keeper = createLedgerKeeper({
    ...context.ledger,
    clock: context.clock,
    on: events,
    alone: (work) => context.alone('ledger', work),
  });
  const app = config.role === 'worker' ? createHealthApp(context) : createApp(context);
  const upgrades = config.role === 'worker' ? [] : context.clientApi.upgrades;
  waiting?.answerWith(app, upgrades);
  const listener = waiting ?? (await listen(app, config, upgrades));
  if (listener.kind === 'refused') return failed(listener.reason);
  if (config.role !== 'web') {
    await federation.workers.start();
    context.jobs.start();
    keeper.start();
  }
  announce(context, listener.address);
  for (const warning of config.warnings) events.configWarned(warning);
  const cause = await signals.stopped;
  await stop(context, listener);
  if (config.role !== 'web') await keeper.stop();
  events.serverStopped(cause);
  return { kind: 'written', failed: cause === 'crash' };
}

async function reload({ events, policySet, reloadPolicies }: Context): Promise<void> {
  const outcome = await reloadPolicies();
  for (const line of policyLines(outcome)) process.stderr.write(`portico: ${line}\n`);
  if (outcome.kind !== 'in-force') events.policySetRefused(outcome.problems.length, policySet.version());
  else if (outcome.activated) events.policySetActivated(outcome.version);
}

function policyLines(outcome: LoadOutcome): string[] {
  if (outcome.kind === 'in-force') {
    const warnings = outcome.warnings.map((warning) => `warning: ${describeProblem(warning)}`);
    return outcome.left === undefined ? warnings : [...warnings, leftLine(outcome.left)];
  }
  const consequence =
    outcome.kind === 'kept'
      ? 'the policy folder did not load: the last good set stays in force'
      : 'no policy set is in force: everything outbound is held until the policy folder loads';
  return [...outcome.problems.map(describeProblem), consequence];
}

function leftLine(version: string): string {
  return `the policy folder (${version.slice(0, 12)}) is not followed, since another set was activated: \`portico policy push\` makes it a version that can be activated`;
}

function announce({ config, events }: Context, address: string): void {
  const { origin, role, federation } = config;
  const what = role === 'worker' ? 'works, answers for its health' : 'listens';
  process.stdout.write(`Portico ${what} on ${address}, as ${origin} (federation ${federation})\n`);
  events.serverStarted({ address, origin, role, federation });
}

async function stop({ federation, jobs, clientApi }: Context, listener: Listener): Promise<void> {
  setTimeout(() => process.exit(0), stopWithinMs).unref();
  await clientApi[Symbol.asyncDispose]();
  await Promise.all([listener.close(graceMs), jobs.stop().then(() => federation.workers.stop(graceMs))]);
}
