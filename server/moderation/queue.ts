import { randomUUID } from 'node:crypto';
import type { Federation } from '../../federation/index.ts';
import { safeHtml } from '../../federation/index.ts';
import { type Act, type InboundHold, type InboundHolds, StaleFence } from '../../federation/ports/index.ts';
import type { ServerChange } from '../ports/index.ts';

/** What waits, as a moderator sees it. */
export interface Waiting extends Omit<InboundHold, 'body'> {
  /** Markup of the post without what a page could be made to run. */
  readonly content: string;
  readonly summary: string;
  /** Id of the post. */
  readonly object?: string;
}

export type QueueOutcome =
  | { readonly kind: 'let-in' | 'rejected' }
  /** It was let in and came to nothing: its post was taken back meanwhile, or a rule keeps its sender out. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** There is none, or somebody dealt with it before. */
  | { readonly kind: 'absent' };

/** What came from outside and waits for a moderator. */
export interface Queue {
  /** Oldest first, strictly after the one of that id where one is given. */
  list(query: { readonly after?: string; readonly limit: number }): Promise<Waiting[]>;
  show(id: string): Promise<Waiting | undefined>;
  count(): Promise<number>;
  /** Carries it out as if it had not waited. */
  letIn(id: string, by: string): Promise<QueueOutcome>;
  /** Its sender is not told. */
  reject(id: string, by: string): Promise<QueueOutcome>;
  /** Rejects what waits since before `before`, in milliseconds since the epoch; returns how many. */
  expire(before: number): Promise<number>;
}

export interface QueueParts {
  readonly origin: string;
  readonly inboundHolds: InboundHolds;
  readonly commits: { commit(changes: readonly ServerChange[]): Promise<void> };
  readonly inbox: Pick<Federation['inbox'], 'letIn'>;
  readonly clock: () => number;
}

const expiredAtOnce = 200;

export function createQueue(parts: QueueParts): Queue {
  const { inboundHolds, commits } = parts;
  const reject = async (hold: InboundHold, by: string, outcome: string): Promise<void> =>
    commits.commit([{ change: 'inboundHold.remove', id: hold.id }, ledgered(parts, hold, by, outcome)]);
  return {
    list: async (query) => Promise.all((await inboundHolds.page(query)).map(shown)),
    async show(id) {
      const hold = await inboundHolds.byId(id);
      return hold && shown(hold);
    },
    count: () => inboundHolds.count(),
    letIn: (id, by) => once(parts, id, (hold) => letIn(parts, hold, by)),
    reject: (id, by) =>
      once(parts, id, async (hold) => {
        await reject(hold, by, 'rejected');
        return { kind: 'rejected' };
      }),
    async expire(before) {
      const old = (await inboundHolds.page({ limit: expiredAtOnce })).filter(({ heldAt }) => heldAt < before);
      for (const hold of old) await reject(hold, parts.origin, 'expired');
      return old.length;
    },
  };
}

async function letIn(parts: QueueParts, hold: InboundHold, by: string): Promise<QueueOutcome> {
  const outcome = await parts.inbox.letIn(hold);
  await parts.commits.commit([ledgered(parts, hold, by, outcome.kind === 'done' ? 'let-in' : 'refused')]);
  return outcome.kind === 'refused' ? outcome : { kind: 'let-in' };
}

/** Of two moderators who decide at the same time, one does. */
async function once(
  { inboundHolds }: QueueParts,
  id: string,
  act: (hold: InboundHold) => Promise<QueueOutcome>,
): Promise<QueueOutcome> {
  const hold = await inboundHolds.byId(id);
  if (!hold) return { kind: 'absent' };
  try {
    return await act(hold);
  } catch (error) {
    if (error instanceof StaleFence) return { kind: 'absent' };
    throw error;
  }
}

function ledgered({ clock }: QueueParts, { activity }: InboundHold, by: string, outcome: string): ServerChange {
  const act: Act = { kind: 'moderation', id: randomUUID(), actor: by, subject: activity, outcome, at: clock() };
  return { change: 'ledger.append', act };
}

async function shown({ body, ...hold }: InboundHold): Promise<Waiting> {
  const document: unknown = JSON.parse(new TextDecoder().decode(body));
  const object = memberOf(document, 'object');
  const text = (name: string): Promise<string> => {
    const value = memberOf(object, name);
    return typeof value === 'string' ? safeHtml(value) : Promise.resolve('');
  };
  const id = memberOf(object, 'id');
  const [content, summary] = await Promise.all([text('content'), text('summary')]);
  return { ...hold, content, summary, ...(typeof id === 'string' && { object: id }) };
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
