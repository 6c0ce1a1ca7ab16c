import type { DeliverySelection, QueuedDelivery } from '../../federation/ports/index.ts';
import type { HostState } from '../deliveries/operating.ts';
import { type Call, type Command, misused, textOption } from './command.ts';
import { withContext } from './open-context.ts';

const pageMost = 100;
const selecting = {
  usage: '--host <host> | --id <id>',
  details: ['--host <host>  everything of this host', '--id <id>      one delivery'],
  takes: 0,
  options: { host: { type: 'string' }, id: { type: 'string' } },
} as const;

export const deliveryStatus: Command = {
  usage: '',
  summary: 'Shows how much waits to go out, since when, and how it stands with each host.',
  details: [],
  takes: 0,
  options: {},
  run: () =>
    withContext(async ({ operating }) => {
      const state = await operating.overview();
      const { waiting, inFlight, delivered, givenUp, oldest, inbound, hosts } = state;
      const since = oldest === undefined ? '' : `, the oldest since ${timeOf(oldest)}`;
      const lines = [
        `out: ${waiting} waiting${since}, ${inFlight} under way, ${delivered} delivered, ${givenUp} given up`,
        `in: ${inbound} waiting`,
        ...hosts.map(hostLine),
      ];
      return { kind: 'reported', lines, data: state };
    }),
};

export const deliveryList: Command = {
  usage: '<host> [--given-up]',
  summary: 'Lists what waits for a host, in the order it was made.',
  details: ['--given-up  what was given up'],
  takes: 1,
  options: { 'given-up': { type: 'boolean' } },
  run: ({ arguments: [host = ''], options }) =>
    withContext(async ({ operating }) => {
      const state = options['given-up'] === true ? 'given-up' : 'waiting';
      const deliveries = await operating.list({ host: host.toLowerCase(), state, limit: pageMost });
      const lines = deliveries.length > 0 ? deliveries.map(deliveryLine) : ['there are none'];
      return { kind: 'reported', lines, data: { deliveries } };
    }),
};

function settling(act: 'retry' | 'drop', summary: string, done: string): Command {
  return {
    ...selecting,
    summary,
    async run(call) {
      const which = selectionOf(call);
      if (!which) return misused('name what is meant: `--host <host>` or `--id <id>`');
      return withContext(async ({ operating }) => {
        const count = await operating[act](which, 'operator');
        return { kind: 'reported', lines: [`${done}: ${count}`], data: { count } };
      });
    },
  };
}

export const deliveryRetry = settling('retry', 'Tries again at once what waits and what was given up.', 'tried again');
export const deliveryDrop = settling('drop', 'Gives up what waits.', 'dropped');

function selectionOf(call: Call): DeliverySelection | undefined {
  const [host, id] = [textOption(call, 'host'), textOption(call, 'id')];
  if (host !== undefined && id === undefined) return { host: host.toLowerCase() };
  return id !== undefined && host === undefined ? { id } : undefined;
}

function hostLine({ host, state, queue, restsUntil, nextProbe, lastError }: HostState): string {
  const until = nextProbe ?? restsUntil;
  const waits = queue ? `${queue.waiting + queue.inFlight} waiting since ${timeOf(queue.oldest)}` : 'nothing waits';
  return `${host}  ${state}${until === undefined ? '' : ` until ${timeOf(until)}`}  ${waits}  ${lastError ?? ''}`.trimEnd();
}

function deliveryLine({ id, inbox, attempts, due, error }: QueuedDelivery): string {
  return `${id}  ${inbox}  ${attempts} attempts, next ${timeOf(due)}  ${error ?? ''}`.trimEnd();
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
