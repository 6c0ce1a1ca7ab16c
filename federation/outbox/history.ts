import type { Crossing, Gate, JsonObject, Verdict } from '../../policies/index.ts';
import { firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import { knownFiles } from '../media/gate-files.ts';
import type { Decision, Decisions, Hold, Holds, Releases, SealedRelease } from '../ports/index.ts';
import { type Deciding, decideAll, documentsOf } from './cross.ts';
import type { HeldSubmissions } from './held.ts';

export interface HistoryParts extends Pick<Deciding, 'apex' | 'origin' | 'library'> {
  readonly store: ApexStore;
  readonly decisions: Decisions;
  readonly releases: Releases;
  readonly holds: Holds;
  readonly held: HeldSubmissions;
}

/** Something that was decided on, with what the gate was asked about. */
export interface PastCrossing {
  /** IRI of the activity, or the id under which it is held. */
  readonly id: string;
  readonly decision: Decision;
  readonly crossing: Crossing;
  readonly documents: readonly JsonObject[];
}

/** What left and what waits, for deciding it once more. What a policy blocked is not kept, so it is not among it. */
export interface History {
  /** At most this many `read` will look at. */
  count(since: number): Promise<number>;
  /** Oldest first: everything that left since a time and stands, then what waits. Holds one page in memory. */
  read(since: number): AsyncGenerator<PastCrossing | undefined>;
  /** One of them by the id of its activity or its hold. */
  find(id: string): Promise<PastCrossing | undefined>;
  /** What the very decision of the outbox says of it, with another set. */
  decide(gate: Pick<Gate, 'decide'>, past: PastCrossing): Promise<Verdict>;
}

const pageSize = 200;
const decoder = new TextDecoder();

export function createHistory(parts: HistoryParts): History {
  return {
    count: (since) => parts.decisions.count(since),
    read: (since) => read(parts, since),
    find: (id) => find(parts, id),
    decide: (gate, past) => decide(parts, gate, past),
  };
}

async function decide(parts: HistoryParts, gate: Pick<Gate, 'decide'>, past: PastCrossing): Promise<Verdict> {
  const { documents, crossing } = past;
  const outcomes = decideAll(gate, documents, crossing, { files: await knownFiles(documents, parts) });
  const [first] = outcomes;
  const deciding = outcomes.find(({ kind }) => kind === 'stopped') ?? first;
  if (!deciding) throw new Error('a crossing has at least its activity');
  return deciding.verdict;
}

/** `undefined` for a decision of which nothing is left to decide on. */
async function* read(parts: HistoryParts, since: number): AsyncGenerator<PastCrossing | undefined> {
  let after: string | undefined;
  do {
    const page = await parts.decisions.page({ since, limit: pageSize, ...(after !== undefined && { after }) });
    for (const { decision } of page) yield await released(parts, decision);
    after = page.length === pageSize ? page.at(-1)?.cursor : undefined;
  } while (after !== undefined);
  let last: string | undefined;
  do {
    const page = await parts.holds.page({ limit: pageSize, ...(last !== undefined && { after: last }) });
    for (const hold of page) if (hold.heldAt >= since) yield await waiting(parts, hold);
    last = page.length === pageSize ? page.at(-1)?.id : undefined;
  } while (last !== undefined);
}

async function find(parts: HistoryParts, id: string): Promise<PastCrossing | undefined> {
  const hold = await parts.holds.byId(id.split('/').at(-1) ?? id);
  if (hold) return waiting(parts, hold);
  const decision = (await parts.decisions.ofActivity(id)).findLast(hasLeft);
  return decision && released(parts, decision);
}

function hasLeft({ verdict }: Decision): boolean {
  return ['allow', 'advise', 'disclose', 'redact'].includes(verdict.outcome);
}

async function released(parts: HistoryParts, decision: Decision): Promise<PastCrossing | undefined> {
  if (!hasLeft(decision)) return undefined;
  const { activity: id, actor, roles, domains, activityType: activity, zone, decidedAt: at } = decision;
  const sealed = await parts.releases.current(id, zone);
  if (!sealed) return undefined;
  const documents = await decidedOn(parts, decision, sealed);
  if (!documents) return undefined;
  return { id, decision, crossing: { zone, actor, roles, activity, domains, at }, documents };
}

/** What left as it was needs no rendering: its bytes are what was decided on. */
async function decidedOn(
  parts: HistoryParts,
  { activityType, verdict, zone }: Decision,
  sealed: SealedRelease,
): Promise<JsonObject[] | undefined> {
  const document = parse(sealed);
  const { object } = document;
  const objectId = typeof object === 'string' ? object : firstString([object]);
  const served = ['Create', 'Update'].includes(activityType) ? objectId : undefined;
  if (verdict.outcome === 'allow' || verdict.outcome === 'advise') {
    const thing = served === undefined ? undefined : await parts.releases.current(served, zone);
    return thing ? [document, parse(thing)] : [document];
  }
  const activity = await parts.store.getActivity(sealed.subject);
  const thing = served === undefined ? undefined : await parts.store.getObject(served);
  return activity && documentsOf(parts, { activity, object: thing });
}

async function waiting(parts: HistoryParts, hold: Hold): Promise<PastCrossing | undefined> {
  const [decision, submission] = await Promise.all([parts.decisions.byId(hold.decision), parts.held.open(hold)]);
  if (!decision || !submission) return undefined;
  const { documents, crossing } = submission;
  return { id: hold.id, decision, crossing, documents };
}

function parse({ body }: SealedRelease): JsonObject {
  return JSON.parse(decoder.decode(body)) as JsonObject;
}
