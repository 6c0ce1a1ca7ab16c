import { randomBytes } from 'node:crypto';
import {
  type Recalling as FederationRecalls,
  type LeaseParts,
  type Reached,
  withLease,
} from '../../federation/index.ts';
import type { Recall, Recalled } from '../../federation/ports/index.ts';
import { createGate, type Gate, type PolicyFiles, type PolicySet } from '../../policies/index.ts';
import type { Job } from '../jobs/jobs.ts';
import type { PolicySetInForce } from '../policy-sets/in-force.ts';
import type { PolicyVersions } from '../policy-sets/versions.ts';
import type { ServerChange } from '../ports/index.ts';

export interface RecallAsked {
  /** Actor IRI, or `operator`. */
  readonly by: string;
  readonly reason: string;
  readonly dryRun: boolean;
  /** Id of one post or of the activity that brought it; everything that left where it is absent. */
  readonly post?: string;
  /** Of a dry run: the set to try, by the beginning of its version; the one in force where it is absent. */
  readonly version?: string;
}

export type RecallOutcome =
  | { readonly kind: 'started'; readonly recall: Recall; readonly finished: Promise<Recall> }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a recall did about one thing, and how far the word of it came. */
export interface Recounted extends Recalled {
  readonly servers: readonly Reached[];
}

/** Recalls for the people who start and read them. */
export interface Recalling {
  /** Enters it and goes on with it here, unless another process is at it; `finished` resolves when this process is done. */
  start(asked: RecallAsked, progress?: (recall: Recall) => void): Promise<RecallOutcome>;
  get(id: string): Promise<Recall | undefined>;
  /** Newest first. */
  list(): Promise<Recall[]>;
  /** What was found, page by page. */
  items(id: string, after?: string): Promise<{ readonly items: readonly Recounted[]; readonly next?: string }>;
}

export interface RecallingParts extends LeaseParts<ServerChange> {
  readonly recalls: FederationRecalls;
  readonly latestActivation: () => Promise<Recall | undefined>;
  readonly policySet: Pick<PolicySetInForce, 'current' | 'version'>;
  readonly versions: Pick<PolicyVersions, 'get' | 'named'>;
  readonly build: (files: PolicyFiles) => Promise<PolicySet | undefined>;
  readonly origin: string;
  readonly clock: () => number;
  readonly newId: () => string;
}

const leaseName = 'recall';
const listedMost = 200;
const itemsMost = 100;
/** How long a set is in force at most before what it forbids is looked for. */
const everyMs = 2_000;

export function createRecallings(parts: RecallingParts): Recalling {
  const { recalls } = parts;
  return {
    start: (asked, progress) => start(parts, asked, progress),
    get: (id) => recalls.get(id),
    list: () => recalls.list(listedMost),
    async items(id, after) {
      const page = await recalls.items(id, { limit: itemsMost, ...(after !== undefined && { after }) });
      const items = await Promise.all(
        page.map(async ({ item }) => ({ ...item, servers: await recalls.reached(item) })),
      );
      const next = page.length === itemsMost ? page.at(-1)?.cursor : undefined;
      return { items, ...(next !== undefined && { next }) };
    },
  };
}

/** Starts a recall for each set that came in force, and goes on with whatever recall is not at its end. */
export function recallJob(parts: RecallingParts): Job {
  return {
    name: leaseName,
    everyMs,
    async run(held) {
      const version = inForce(parts);
      const latest = await parts.latestActivation();
      if (version !== undefined && latest?.version !== version) {
        const reason = 'a policy set came in force';
        await parts.recalls.start({ cause: 'activation', by: parts.origin, reason, dryRun: false, version });
      }
      await parts.recalls.run({ held, ...deciding(parts) });
    },
  };
}

async function start(
  parts: RecallingParts,
  { by, reason, dryRun, post, version: named }: RecallAsked,
  progress: (recall: Recall) => void = () => undefined,
): Promise<RecallOutcome> {
  if (post !== undefined && (dryRun || named !== undefined)) {
    return {
      kind: 'refused',
      reason: 'one post is taken back whatever a set says of it: leave out the version and the dry run',
    };
  }
  const version = post === undefined ? await versionFor(parts, dryRun, named) : undefined;
  if (typeof version === 'object') return version;
  const request = {
    by,
    reason,
    dryRun,
    ...(version !== undefined && { version }),
    ...(post !== undefined && { post }),
  };
  const started = await parts.recalls.start({ cause: post === undefined ? 'request' : 'post', ...request });
  if (started.kind === 'absent') return started;
  const { recall } = started;
  const finished = withLease<ServerChange, void>(parts, leaseName, (held) =>
    parts.recalls.run({
      held,
      ...deciding(parts),
      progress: (one) => (one.id === recall.id ? progress(one) : undefined),
    }),
  ).then(async () => (await parts.recalls.get(recall.id)) ?? recall);
  // Where the store fails, the job goes on with it.
  finished.catch(() => undefined);
  return { kind: 'started', recall, finished };
}

/** The version that decides, or why it can not. What is sent can't be unsent, so it is tried before. */
async function versionFor(
  parts: RecallingParts,
  dryRun: boolean,
  named: string | undefined,
): Promise<string | Exclude<RecallOutcome, { kind: 'started' }>> {
  const current = inForce(parts);
  if (named !== undefined) {
    const record = await parts.versions.named(named);
    if (!record) return { kind: 'absent' };
    if (dryRun) return record.version;
    if (record.version !== current)
      return { kind: 'refused', reason: 'this version is not in force: activate it first, or try it with a dry run' };
  }
  if (current === undefined) return { kind: 'refused', reason: 'no policy set is in force: activate one first' };
  if (dryRun) return current;
  const tried = (await parts.recalls.list(listedMost)).some(
    (recall) => recall.dryRun && recall.state === 'done' && recall.version === current,
  );
  return tried
    ? current
    : { kind: 'refused', reason: 'try it first: a dry run with the set in force shows what it would take back' };
}

function inForce({ policySet }: RecallingParts): string | undefined {
  return typeof policySet.current() === 'object' ? policySet.version() : undefined;
}

function deciding(parts: RecallingParts) {
  return {
    inForce: () => inForce(parts),
    async trying(version: string): Promise<Gate | undefined> {
      const record = await parts.versions.get(version);
      const set = record && (await parts.build(record.files));
      const remembering = set?.remembering();
      return remembering && gateOf(parts, () => remembering);
    },
    inARow: () => {
      let last: PolicySet | undefined;
      let remembering: PolicySet | undefined;
      return gateOf(parts, () => {
        const current = parts.policySet.current();
        if (typeof current !== 'object') return current;
        if (current !== last) [last, remembering] = [current, current.remembering()];
        return remembering;
      });
    },
  };
}

/** What this gate releases is thrown away, and its seal opens nothing. */
function gateOf({ clock, newId }: RecallingParts, policySet: () => ReturnType<PolicySetInForce['current']>): Gate {
  return createGate({ policySet, sealKey: randomBytes(32), clock, newId });
}
