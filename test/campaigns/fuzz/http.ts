import { PorticoProcess } from '../../support/portico/portico-process.ts';
import { Stranger } from '../../support/stranger.ts';
import { heaviest } from './heaviest.ts';
import { placedShapes } from './inbox.ts';
import { mutated } from './mutations.ts';
import { type FuzzOptions, type FuzzOutcome, type FuzzReport, fuzz } from './run.ts';

const warmUp = 300;

export interface HttpFuzzReport extends FuzzReport {
  /** The longest that the server's event loop stood still, in milliseconds; waiting for a processor counts, too. */
  readonly stalledMs: number;
  /** The same without that: the most that its thread worked at one stretch. */
  readonly ownStallMs: number;
  /** Memory of the server at the start and at the end, in MiB. */
  readonly residentMiB: readonly [before: number, after: number];
}

/** Mutated activities, signed, over HTTP to a server as it ships. A fault is a 5xx, no answer, or what is logged as a failure. */
export async function fuzzHttp(options: FuzzOptions): Promise<HttpFuzzReport> {
  const preload = new URL('./stall-probe.ts', import.meta.url);
  await using server = await PorticoProcess.start({ preload, env: { PORTICO_LOG_LEVEL: 'warn' } });
  await using far = await Stranger.start();
  await server.addActor('anna');
  const anna = await server.c2s('anna');
  const activities = await placedShapes({ origin: server.origin, person: async () => anna }, far);
  const ada = far.actor('ada');
  const inbox = `${server.origin}/users/anna/inbox`;
  const send = async (text: string): Promise<FuzzOutcome> => {
    const headers = far.sign(inbox, text, ada);
    const { status } = await far.deliver(inbox, {}, { body: text, unsigned: true, headers });
    return status < 500 ? { outcome: String(status) } : { fault: `answered with ${status}` };
  };
  // What is compiled at first use is no stall that anybody outside causes.
  await fuzz(mutated(activities), send, { runs: warmUp, seed: options.seed, atOnce: 16 });
  const first = (await server.ask('stall')) as Probed;
  for (const activity of heaviest(ada)) await send(JSON.stringify(activity));
  const report = await fuzz(mutated(activities), send, { ...options, atOnce: 16 });
  const last = (await server.ask('stall')) as Probed;
  const failures = server.log.split('\n').filter((line) => /"inbound-failed"|"level":"error"/.test(line));
  const faults = [...report.faults, ...failures.slice(0, 3).map((line) => ({ fault: line, input: '' }))];
  return {
    ...report,
    faults,
    stalledMs: Math.round(last.wallMs),
    ownStallMs: Math.round(last.ownMs),
    residentMiB: [first.residentMiB, last.residentMiB],
  };
}

interface Probed {
  readonly wallMs: number;
  readonly ownMs: number;
  readonly residentMiB: number;
}
