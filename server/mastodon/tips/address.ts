import type { Notes } from '../../../federation/index.ts';
import type { Outcome } from '../../../policies/index.ts';

/** Outcomes that an author is told of; of the others there is nothing to say. */
const told: ReadonlySet<Outcome> = new Set<Outcome>(['block', 'hold', 'confirm', 'downgrade', 'redact', 'advise']);

export function hasTip(outcome: Outcome): boolean {
  return told.has(outcome);
}

/** Address of the page on which its author reads about a decision. */
export function tipAddress(origin: string, decision: string): string {
  return `${origin}/tips/${decision}`;
}

/** The same of something that left, where its author hears of what policies did to it. */
export function tipOfNotes(origin: string, { decision, downgraded, verdict }: Notes): string | undefined {
  const outcome = (downgraded ?? verdict)?.outcome;
  return decision !== undefined && outcome !== undefined && hasTip(outcome) ? tipAddress(origin, decision) : undefined;
}
