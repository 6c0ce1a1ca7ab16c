import { PorticoProcess } from '../../support/portico/portico-process.ts';
import { Stranger } from '../../support/stranger.ts';
import { placedShapes } from './inbox.ts';
import { mutated } from './mutations.ts';
import { type FuzzOptions, type FuzzReport, fuzz } from './run.ts';

export interface HttpFuzzReport extends FuzzReport {
  /** The longest that the server's event loop stood still, in milliseconds. */
  readonly stalledMs: number;
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
  const first = (await server.ask('stall')) as Probed;
  const report = await fuzz(
    mutated(activities),
    async (text) => {
      const sender = far.actor('ada');
      const headers = far.sign(`${server.origin}/users/anna/inbox`, text, sender);
      const { status } = await far.deliver(
        `${server.origin}/users/anna/inbox`,
        {},
        { body: text, unsigned: true, headers },
      );
      return status < 500 ? { outcome: String(status) } : { fault: `answered with ${status}` };
    },
    { ...options, atOnce: 16 },
  );
  const last = (await server.ask('stall')) as Probed;
  const failures = server.log.split('\n').filter((line) => /"inbound-failed"|"level":"error"/.test(line));
  const faults = [...report.faults, ...failures.slice(0, 3).map((line) => ({ fault: line, input: '' }))];
  return {
    ...report,
    faults,
    stalledMs: Math.round(last.stalledMs),
    residentMiB: [first.residentMiB, last.residentMiB],
  };
}

interface Probed {
  readonly stalledMs: number;
  readonly residentMiB: number;
}
