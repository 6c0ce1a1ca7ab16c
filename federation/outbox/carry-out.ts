import { randomUUID } from 'node:crypto';
import type { UnitOfWork } from '../apex/unit-of-work.ts';
import type { Decision } from '../ports/index.ts';
import { requestFor } from './ask-first.ts';
import type { CrossingOutcome, Deciding } from './cross.ts';
import { agreedThen } from './decided.ts';
import { complete } from './pipeline.ts';
import type { Plan } from './plan.ts';
import { publish } from './publish.ts';
import { renderInside } from './render.ts';
import { renderForPartners } from './renditions.ts';
import type { Notes, OutboxParts, Submission, SubmitOutcome } from './submission.ts';

type Planned = Plan & { kind: 'planned' };
type Released = CrossingOutcome & { kind: 'released' };
type Say = (request: Submission) => Promise<SubmitOutcome>;

/**
 * Does what was decided: stores it, with its side effects, and lets its releases out. Where an outsider is to be asked
 * first, their server gets the request alone, and everybody else what was asked for once it is approved.
 */
export async function carryOut(
  parts: OutboxParts,
  { account }: Submission,
  planned: Planned,
  crossed: Released | undefined,
  unit: UnitOfWork,
  say: Say,
): Promise<SubmitOutcome & { kind: 'created' }> {
  const { prepared, audience, limits, crossing, asking } = planned;
  const { activity } = prepared;
  await complete(parts, prepared, account);
  const decision = crossed && record(parts, crossed, unit);
  const waits = decision && asking;
  if (waits) {
    const document = await requestFor(parts, planned, asking);
    if (document) await say({ account, document, agreed: agreedThen(decision) });
  } else {
    await letOut(parts, { ...planned, account, crossed }, unit);
    await parts.followUp(activity, account);
  }
  await parts.filing.fromColleague(activity, account, audience);
  const notes = {
    zone: crossing?.zone ?? 'internal',
    ...limits,
    dropped: crossed?.dropped ?? [],
    ...(crossed && { verdict: crossed.verdict }),
    ...(decision && { decision: decision.id }),
    ...(waits && { asked: asking.author }),
  } satisfies Notes;
  return { kind: 'created', id: activity.id, activity: await renderInside(parts.apex, activity), notes };
}

export interface LettingOut extends Pick<Planned, 'audience' | 'crossing'> {
  readonly account: Submission['account'];
  readonly prepared: Pick<Planned['prepared'], 'activity' | 'object'>;
  readonly crossed: Released | undefined;
}

/** Makes what the gate released visible, sends it to everyone it goes to, and renders it for partners. */
export async function letOut(
  parts: OutboxParts,
  { account, prepared: { activity, object }, audience, crossing, crossed }: LettingOut,
  unit: UnitOfWork,
): Promise<void> {
  const { sealed = [], files = [] } = crossed ?? {};
  await publish(parts, { account, activity, object, audience, sealed, files, zone: crossing?.zone }, unit);
  if (!crossing) return;
  for (const outcome of await renderForPartners(deciding(parts), crossing, audience, unit)) {
    record(parts, outcome, unit);
  }
}

/** Puts a decision on record. */
export function record(parts: OutboxParts, outcome: CrossingOutcome, unit: UnitOfWork): Decision {
  const decision = decisionOf(parts, outcome);
  unit.add({ change: 'decision.add', decision });
  parts.decided(decision);
  return decision;
}

export function deciding({ apex, gate, library, addresses }: OutboxParts): Deciding {
  return { apex, gate, library, origin: addresses.origin };
}

export function decisionOf(parts: OutboxParts, { activity, crossing, verdict }: CrossingOutcome): Decision {
  const { zone, actor, roles, domains } = crossing;
  const decidedAt = parts.clock();
  return {
    id: randomUUID(),
    actor,
    activity: activity.id,
    activityType: activity.type,
    zone,
    roles,
    domains,
    verdict,
    decidedAt,
  };
}
