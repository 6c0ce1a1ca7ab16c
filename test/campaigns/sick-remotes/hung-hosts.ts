import { followedBy } from '../../bench/followed-by.ts';
import { asPublic, type C2sClient } from '../../support/portico/c2s-client.ts';
import { Organisation } from '../../support/portico/organisation.ts';
import { startWard } from './ward.ts';

export interface HungHostsReport {
  readonly hosts: number;
  readonly hung: number;
  readonly followers: number;
  /** Milliseconds from the post to the last arrival at the healthy hosts, and to 95 of a hundred of them. */
  readonly alone: Served;
  readonly beside: Served;
  /** Processor seconds that the serving process took for the post beside the hung hosts. */
  readonly cpuSeconds: number;
}

interface Served {
  readonly lastMs: number;
  readonly p95Ms: number;
}

/** Followers on every host, each with an inbox of its own; some of the hosts take connections and never answer. */
export async function hungHosts(options: {
  readonly hosts: number;
  readonly hung: number;
  readonly followersPerHost: number;
}): Promise<HungHostsReport> {
  const { hosts, hung, followersPerHost } = options;
  await using ward = await startWard();
  await using acme = await Organisation.start();
  const request = { each: hung, healthy: hosts - hung, only: 'says nothing' };
  const { healthy = [], sick = [] } = await ward.ask({ ask: 'admit', ...request });
  const inboxesAt = (inbox: string): string[] =>
    Array.from({ length: followersPerHost }, (_, nth) => new URL(`/${nth}/inbox`, inbox).href);
  const well = healthy.flatMap(inboxesAt);
  const ill = sick.flatMap(({ inbox }) => inboxesAt(inbox));
  const alone = await acme.person('alone', { kind: 'corporate' });
  const beside = await acme.person('beside', { kind: 'corporate' });
  const { commits } = acme.context.store;
  await commits.commit(followedBy(alone.actor, well));
  await commits.commit(followedBy(beside.actor, [...well, ...ill]));
  // The first one opens the connections.
  await served(alone);
  const baseline = await served(alone);
  const before = process.cpuUsage();
  const measured = await served(beside);
  const { user, system } = process.cpuUsage(before);
  return {
    ...{ hosts, hung, followers: well.length + ill.length },
    ...{ alone: baseline, beside: measured, cpuSeconds: (user + system) / 1e6 },
  };

  async function served(press: C2sClient): Promise<Served> {
    await ward.ask({ ask: 'expect', count: well.length });
    const began = Date.now();
    const { status } = await press.post({ type: 'Note', content: 'good morning', to: [asPublic] });
    if (status !== 201) throw new Error(`the post was answered with ${status}`);
    const { arrivals = [] } = await ward.ask({ ask: 'reached' });
    const times = arrivals.map((at) => at - began).toSorted((a, b) => a - b);
    return { lastMs: times.at(-1) ?? 0, p95Ms: times[Math.ceil(times.length * 0.95) - 1] ?? 0 };
  }
}
