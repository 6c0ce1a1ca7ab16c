import type { Earlier, JsonObject } from '../../policies/index.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Activities, Decision, Decisions, Hold, Holds, Objects, Releases } from '../ports/index.ts';
import { type Deciding, documentsOf } from './cross.ts';
import { crossingThen } from './decided.ts';
import { earlierWithin } from './earlier.ts';
import { EarlierThen } from './earlier-then.ts';
import type { HeldSubmissions } from './held.ts';
import type { PastCrossing } from './past-crossing.ts';
import { shownNow } from './shown-now.ts';

export interface HistoryParts extends Pick<Deciding, 'apex' | 'origin' | 'library'> {
  readonly store: ApexStore;
  readonly objects: Objects;
  readonly activities: Activities;
  readonly decisions: Decisions;
  readonly releases: Releases;
  readonly holds: Holds;
  readonly held: HeldSubmissions;
}

/** What to read: decisions of a time (milliseconds since the epoch, both ends included), of one actor or of all. */
export interface Stretch {
  readonly since: number;
  readonly until?: number;
  readonly actor?: string;
}

const pageSize = 200;

/** The pages of a stretch. What lies up to an hour before it is read along, since it plays a part. */
export async function* readPages(
  parts: HistoryParts,
  { since, until = Number.POSITIVE_INFINITY, actor }: Stretch,
): AsyncGenerator<(PastCrossing | undefined)[]> {
  const earlier = new EarlierThen(parts);
  const holds = await holdsByDecision(parts);
  let after: string | undefined;
  do {
    const from = Math.max(0, since - earlierWithin);
    const page = await parts.decisions.page({ since: from, limit: pageSize, ...(after !== undefined && { after }) });
    const decisions = page.map(({ decision }) => decision).filter((one) => actor === undefined || one.actor === actor);
    const read: (PastCrossing | undefined)[] = [];
    for (const { decision, activity, object } of await shownNow(parts.releases, decisions)) {
      if (decision.decidedAt > until) continue;
      const inside = decision.decidedAt >= since;
      const hold = inside ? holds.get(decision.id) : undefined;
      if (hold !== undefined) read.push(await waiting(parts, earlier, decision, hold));
      else if (inside) read.push(activity && (await released(parts, earlier, decision, activity, object)));
      if (activity) earlier.left(decision, activity);
    }
    yield read;
    const last = page.at(-1);
    earlier.forget(last?.decision.decidedAt ?? 0);
    after = page.length === pageSize && (last?.decision.decidedAt ?? 0) <= until ? last?.cursor : undefined;
  } while (after !== undefined);
}

/** Ids of what waits, by the decision that made it wait. */
async function holdsByDecision({ holds }: HistoryParts): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let after: string | undefined;
  do {
    const page: Hold[] = await holds.page({ limit: pageSize, ...(after !== undefined && { after }) });
    for (const { decision, id } of page) found.set(decision, id);
    after = page.length === pageSize ? page.at(-1)?.id : undefined;
  } while (after !== undefined);
  return found;
}

async function released(
  parts: HistoryParts,
  earlier: EarlierThen,
  decision: Decision,
  activity: JsonObject,
  object: JsonObject | undefined,
): Promise<PastCrossing | undefined> {
  const documents = await decidedOn(parts, decision, activity, object);
  if (!documents) return undefined;
  return {
    id: decision.activity,
    decision,
    crossing: crossingThen(decision),
    documents,
    earlier: await earlier.before(decision, object),
  };
}

/** What left as it was needs no rendering: its bytes are what was decided on. */
async function decidedOn(
  parts: HistoryParts,
  { verdict }: Decision,
  shown: JsonObject,
  object: JsonObject | undefined,
): Promise<JsonObject[] | undefined> {
  if (verdict.outcome === 'allow' || verdict.outcome === 'advise') return object ? [shown, object] : [shown];
  const activity = await parts.store.getActivity(String(shown['id']));
  const thing = object === undefined ? undefined : await parts.store.getObject(String(object['id']));
  return activity && documentsOf(parts, { activity, object: thing });
}

async function waiting(
  parts: HistoryParts,
  earlier: EarlierThen,
  decision: Decision,
  id: string,
): Promise<PastCrossing | undefined> {
  const hold = await parts.holds.byId(id);
  const submission = hold && (await parts.held.open(hold));
  if (!submission) return undefined;
  const { documents, crossing } = submission;
  const [, object] = documents;
  const before: Earlier = await earlier.before(decision, object);
  return { id, decision, crossing: { ...crossing, at: decision.decidedAt }, documents, earlier: before };
}
