import type { Gate, Verdict } from '../../policies/index.ts';
import type { Change, Recalled } from '../ports/index.ts';
import { type Revising, revise } from './revise.ts';
import { idOf, type Left, type Standing } from './standing.ts';
import { takeBack, withhold } from './take-back.ts';

/** What comes of one look: nothing, or something to tell, with the changes that carry it out. */
export interface Effect {
  readonly item: Omit<Recalled, 'recall'>;
  readonly changes: readonly Change[];
}

type Otherwise = Extract<Standing, { kind: 'forbidden' | 'changed' | 'undecided' }>;

/** Activities that point at a thing and are undone by themselves. */
const undoable = new Set(['Announce', 'Like', 'EmojiReact', 'Dislike']);
/** What takes something back is never taken back. */
const retracting = new Set(['Delete', 'Undo', 'Reject', 'Remove', 'Block']);

/** Carries out what the set in force says of something that left; undefined where it stays as it is. */
export async function effectOf(
  parts: Omit<Revising, 'gate'>,
  gate: Gate,
  standing: Otherwise,
): Promise<Effect | undefined> {
  const { decision } = standing.left;
  if (retracting.has(decision.activityType)) return undefined;
  const acting = { ...parts, gate };
  if (standing.kind === 'undecided') return undecided(standing);
  const revised = standing.kind === 'changed' ? await revise(acting, standing) : undefined;
  const about = subjectOf(standing.left);
  const { zone } = decision;
  const policies = policiesOf(standing.verdict);
  if (revised) {
    const item = { subject: about, zone, outcome: 'revised', policies, sent: revised.sent.id } as const;
    return { item, changes: revised.changes };
  }
  if (about === decision.actor) return withheld(acting, standing);
  const type = ['Create', 'Update'].includes(decision.activityType) ? 'Delete' : 'Undo';
  if (type === 'Undo' && !undoable.has(decision.activityType)) return undecided(standing);
  const taken = {
    thing: about,
    actor: decision.actor,
    zone,
    type,
    activity: standing.left.activity,
  } as const;
  const taking = await takeBack(acting, taken);
  if (!taking) return undecided(standing);
  const item = { subject: about, zone, outcome: 'withdrawn', policies, sent: taking.sent.id } as const;
  return { item, changes: taking.changes };
}

/** Somebody who is deleted elsewhere does not come back there: a profile is only shown to nobody any more. */
async function withheld(parts: Revising, { left, verdict }: Otherwise): Promise<Effect> {
  const { actor, zone } = left.decision;
  const item = { subject: actor, zone, outcome: 'withheld', policies: policiesOf(verdict) } as const;
  return { item, changes: await withhold(parts, { thing: actor, actor }) };
}

function undecided({ left, verdict }: Otherwise): Effect {
  const item = {
    subject: subjectOf(left),
    zone: left.decision.zone,
    outcome: 'undecided',
    policies: policiesOf(verdict),
  } as const;
  return { item, changes: [] };
}

/** The post that an activity brought, or the activity itself. */
function subjectOf({ decision, activity }: Left): string {
  const post = ['Create', 'Update'].includes(decision.activityType);
  return (post ? idOf(activity['object']) : undefined) ?? decision.activity;
}

export function policiesOf({ outcome, reasons }: Verdict): string[] {
  const deciding = reasons.filter((reason) => !reason.observed && !reason.approved && reason.outcome === outcome);
  return [...new Set(deciding.map(({ policy }) => policy))];
}
