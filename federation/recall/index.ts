import { randomUUID } from 'node:crypto';
import type { Commits, Deliveries, DeliveryState, Recall, Recalled, Recalls } from '../ports/index.ts';
import { postOf } from './post.ts';
import { type RecallParts, type RecallRun, runRecalls } from './run.ts';

export type { RecallRun } from './run.ts';

export interface RecallRequest extends Pick<Recall, 'cause' | 'by' | 'reason' | 'dryRun'> {
  readonly version?: string;
  readonly post?: string;
}

export type RecallStart =
  | { readonly kind: 'started'; readonly recall: Recall }
  /** The post that it names is not here. */
  | { readonly kind: 'absent' };

/** What one inbox has said to what was sent there. Sent is not erased: what it does with its copy is its own affair. */
export interface Reached extends DeliveryState {
  readonly host: string;
  readonly stands: 'sent' | 'retried' | 'acknowledged' | 'unreached';
}

export interface Recalling {
  /** Enters a recall; `run` carries it out. */
  start(request: RecallRequest): Promise<RecallStart>;
  /** Carries out what was entered, under the lease that `run.held` is of. */
  run(run: RecallRun): Promise<void>;
  get(id: string): Promise<Recall | undefined>;
  /** Newest first. */
  list(limit: number): Promise<Recall[]>;
  items: Recalls['items'];
  /** Inbox by inbox, how far the message about a recalled thing came. */
  reached(item: Recalled): Promise<Reached[]>;
}

export interface RecallingParts extends RecallParts {
  readonly commits: Commits;
  readonly deliveries: Deliveries;
  /** Called after a commit that may have queued deliveries. */
  readonly committed: () => void;
}

const nothingYet = { looked: 0, stands: 0, revised: 0, withdrawn: 0, withheld: 0, undecided: 0 };

export function createRecalling(parts: RecallingParts): Recalling {
  const { recalls, deliveries } = parts;
  return {
    start: (request) => start(parts, request),
    async run(run) {
      const commits = {
        async commit(changes: Parameters<Commits['commit']>[0]) {
          await run.held.commits.commit(changes);
          if (changes.some(({ change }) => change === 'deliveries.add' || change === 'fanOut.add')) parts.committed();
        },
      };
      await runRecalls(parts, { ...run, held: { ...run.held, commits } });
    },
    get: (id) => recalls.byId(id),
    list: (limit) => recalls.list(limit),
    items: (recall, query) => recalls.items(recall, query),
    async reached({ sent }) {
      const states = sent === undefined ? [] : await deliveries.ofRelease(sent);
      return states.map((state) => ({ ...state, host: new URL(state.inbox).host, stands: standsOf(state) }));
    },
  };
}

async function start(parts: RecallingParts, request: RecallRequest): Promise<RecallStart> {
  const { post: named, ...rest } = request;
  const post = named === undefined ? undefined : await postOf(parts, named);
  if (named !== undefined && !post) return { kind: 'absent' };
  const [id, startedAt] = [randomUUID(), parts.clock()];
  const recall: Recall = {
    id,
    ...rest,
    ...(post && { post: post.thing }),
    startedAt,
    state: 'running',
    total: post ? 1 : await parts.decisions.count(0),
    tally: nothingYet,
  };
  const subject = recall.post ?? recall.version ?? '';
  const outcome = recall.dryRun ? 'dry-run-started' : 'started';
  const act = { kind: 'recall', id: randomUUID(), actor: recall.by, subject, outcome, at: startedAt } as const;
  await parts.commits.commit([
    { change: 'recall.put', recall },
    { change: 'ledger.append', act },
  ]);
  return { kind: 'started', recall };
}

function standsOf({ state, attempts }: DeliveryState): Reached['stands'] {
  if (state === 'delivered') return 'acknowledged';
  if (state === 'given-up') return 'unreached';
  return attempts > 0 ? 'retried' : 'sent';
}
