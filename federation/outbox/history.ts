import type { Gate, Verdict } from '../../policies/index.ts';
import { knownFiles } from '../media/gate-files.ts';
import { type Deciding, judgeAll } from './cross.ts';
import { agreedThen, hasLeft } from './decided.ts';
import { type HistoryParts, readPages } from './history-pages.ts';
import type { PastCrossing } from './past-crossing.ts';
import { isRepeated } from './repeated.ts';

/** What left and what waits, for deciding it once more. What a policy blocked is not kept, so it is not among it. */
export interface History {
  /** At most this many `read` will look at. */
  count(since: number): Promise<number>;
  /**
   * Page by page in the order in which it was decided: what left since a time and stands, and what waits since then.
   * `undefined` for a decision of which nothing is left to decide on. Holds one page in memory.
   */
  read(since: number): AsyncGenerator<readonly (PastCrossing | undefined)[]>;
  /** One of them by the id of its activity or its hold. */
  find(id: string): Promise<PastCrossing | undefined>;
  /** What the very decision of the outbox says of it, with another set: what people agreed to then counts. */
  decide(gate: Pick<Gate, 'judge'>, past: PastCrossing): Promise<Verdict>;
}

export function createHistory(parts: HistoryParts): History {
  return {
    count: (since) => parts.decisions.count(since),
    read: (since) => readPages(parts, { since }),
    find: (id) => find(parts, id),
    decide: (gate, past) => decide(parts, gate, past),
  };
}

async function decide(
  parts: Pick<Deciding, 'library' | 'origin'>,
  gate: Pick<Gate, 'judge'>,
  { documents, crossing, decision, earlier }: PastCrossing,
): Promise<Verdict> {
  const [activity, object] = documents;
  const once = activity && object && isRepeated(activity, object) ? [activity] : documents;
  const files = await knownFiles(once, parts);
  const outcomes = judgeAll(gate, once, crossing, { ...agreedThen(decision), earlier, files });
  const [first] = outcomes;
  const deciding = outcomes.find(({ kind }) => kind === 'stopped') ?? first;
  if (!deciding) throw new Error('a crossing has at least its activity');
  return deciding.verdict;
}

/** Reads the author's hour before it, too. */
async function find(parts: HistoryParts, id: string): Promise<PastCrossing | undefined> {
  const hold = await parts.holds.byId(id.split('/').at(-1) ?? id);
  const decision = hold
    ? await parts.decisions.byId(hold.decision)
    : (await parts.decisions.ofActivity(id)).findLast(hasLeft);
  if (!decision) return undefined;
  const { actor, decidedAt } = decision;
  for await (const page of readPages(parts, { since: decidedAt, until: decidedAt, actor })) {
    const found = page.find((past) => past?.decision.id === decision.id);
    if (found) return found;
  }
  return undefined;
}
