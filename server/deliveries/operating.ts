import { randomUUID } from 'node:crypto';
import { nextProbe } from '../../federation/index.ts';
import type {
  Act,
  Deliveries,
  DeliverySelection,
  DeliveryStats,
  HostQueue,
  HostRecord,
  Hosts,
  Inbound,
  QueuedDelivery,
  Signals,
} from '../../federation/ports/index.ts';
import type { ServerCommits } from '../ports/index.ts';

/** How it stands with one host outside. Times in milliseconds since the epoch. */
export interface HostState {
  readonly host: string;
  /** `rests`: it failed several times in a row and is left alone for a while; `dead`: it is asked once a day. */
  readonly state: 'fine' | 'failing' | 'rests' | 'dead';
  readonly queue?: Omit<HostQueue, 'host'>;
  readonly restsUntil?: number;
  readonly deadSince?: number;
  readonly nextProbe?: number;
  /** Days (UTC) on which it failed and took nothing. */
  readonly failingDays: readonly string[];
  /** What an attempt came to when it began to fail, or when it was given a rest. */
  readonly lastError?: string;
  readonly signatures: 'rfc9421' | 'draft-cavage';
}

export interface QueueState extends DeliveryStats {
  /** Activities that came in and are not worked off yet. */
  readonly inbound: number;
  /** Hosts that something waits for, the most first, then those against which something is held. */
  readonly hosts: readonly HostState[];
}

/** What waits to go out, for the people who run the server. */
export interface Operating {
  overview(): Promise<QueueState>;
  host(host: string): Promise<HostState>;
  /** Deliveries of a host in the order they were made, strictly after the one of that id where one is given. */
  list(query: Parameters<Deliveries['ofHost']>[0]): Promise<QueuedDelivery[]>;
  /** What was given up, of every host, the newest first, strictly before the one of that id where one is given. */
  givenUp(query: Parameters<Deliveries['givenUp']>[0]): Promise<QueuedDelivery[]>;
  /** Tries again at once what waits and what was given up; a host gets a new start. Returns how many. */
  retry(which: DeliverySelection, by: string): Promise<number>;
  /** Gives up what waits; one that was given up is not shown again. Returns how many. */
  drop(which: DeliverySelection, by: string): Promise<number>;
}

export interface OperatingParts {
  readonly deliveries: Deliveries;
  readonly hosts: Hosts;
  readonly inbound: Pick<Inbound, 'waiting'>;
  readonly signals: Signals;
  readonly commits: ServerCommits;
  readonly clock: () => number;
}

const hostsShown = 200;

export function createOperating(parts: OperatingParts): Operating {
  const { deliveries } = parts;
  return {
    overview: () => overview(parts),
    async host(host) {
      const queue = (await deliveries.queues(Number.MAX_SAFE_INTEGER)).find((one) => one.host === host);
      return stateOf(host, parts.clock(), await parts.hosts.get(host), queue);
    },
    list: (query) => deliveries.ofHost(query),
    givenUp: (query) => deliveries.givenUp(query),
    async retry(which, by) {
      if ('host' in which) await startAnew(parts, which.host);
      const count = await deliveries.retry(which, parts.clock());
      await settled(parts, which, by, 'deliveries-retried');
      await parts.signals.raise('deliveries').catch(() => undefined);
      return count;
    },
    async drop(which, by) {
      const dropped = await deliveries.drop(which, parts.clock());
      const count = dropped === 0 && 'id' in which ? await deliveries.dismiss(which.id) : dropped;
      await settled(parts, which, by, 'deliveries-dropped');
      return count;
    },
  };
}

async function overview(parts: OperatingParts): Promise<QueueState> {
  const { deliveries, hosts, inbound, clock } = parts;
  const [stats, queues, failing, waiting] = await Promise.all([
    deliveries.stats(),
    deliveries.queues(hostsShown),
    hosts.failing({ limit: hostsShown }),
    inbound.waiting(),
  ]);
  const now = clock();
  const queued = await Promise.all(
    queues.map(async (queue) => stateOf(queue.host, now, await hosts.get(queue.host), queue)),
  );
  const named = new Set(queued.map(({ host }) => host));
  const others = failing.filter(({ host }) => !named.has(host)).map((record) => stateOf(record.host, now, record));
  return { ...stats, inbound: waiting, hosts: [...queued, ...others].slice(0, hostsShown) };
}

function stateOf(host: string, now: number, record?: HostRecord, queue?: HostQueue): HostState {
  const { openUntil, deadSince, lastError, failingDays = [], rfc9421 = false } = record ?? {};
  const rests = openUntil !== undefined && openUntil > now;
  const probe = record && nextProbe(record);
  const { host: _host, ...waiting } = queue ?? { host };
  return {
    host,
    state: deadSince !== undefined ? 'dead' : rests ? 'rests' : failingDays.length > 0 ? 'failing' : 'fine',
    ...(queue && { queue: waiting as Omit<HostQueue, 'host'> }),
    ...(rests && { restsUntil: openUntil }),
    ...(deadSince !== undefined && { deadSince }),
    ...(probe !== undefined && { nextProbe: probe }),
    failingDays,
    ...(lastError !== undefined && { lastError }),
    signatures: rfc9421 ? 'rfc9421' : 'draft-cavage',
  };
}

/** What is held against a host is forgotten, by the processes that deliver too. */
async function startAnew({ hosts, signals }: OperatingParts, host: string): Promise<void> {
  const record = await hosts.get(host);
  if (record) await hosts.put({ host, failingDays: [], rfc9421: record.rfc9421 });
  await signals.raise('hosts').catch(() => undefined);
}

async function settled(parts: OperatingParts, which: DeliverySelection, by: string, outcome: string): Promise<void> {
  const subject = 'host' in which ? which.host : `delivery ${which.id}`;
  const act: Act = { kind: 'moderation', id: randomUUID(), actor: by, subject, outcome, at: parts.clock() };
  await parts.commits.commit([{ change: 'ledger.append', act }]);
}
