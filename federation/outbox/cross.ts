import type { Crossing, Gate, GateOutcome, OutsideZone, Verdict } from '../../policies/index.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import type { Account, SealedRelease } from '../ports/index.ts';
import { renderOutside } from './render.ts';

/** What the gate said about everything that one submission makes visible outside. */
export type CrossingOutcome =
  | {
      readonly kind: 'released';
      readonly verdict: Verdict;
      /** First the activity as it is delivered, then the object as it is served at its own id. */
      readonly sealed: readonly [SealedRelease, ...SealedRelease[]];
      readonly dropped: readonly string[];
    }
  | {
      readonly kind: 'stopped';
      readonly verdict: Verdict;
      readonly cause: Extract<GateOutcome, { kind: 'stopped' }>['cause'];
    };

export interface CrossingRequest {
  readonly account: Account;
  readonly activity: ApexNode;
  /** What is served at its own id from here on: the object created, changed or taken back, or the actor. */
  readonly object: ApexNode | undefined;
  readonly zone: OutsideZone;
  readonly domains: readonly string[];
  readonly at: number;
}

interface Deciding {
  readonly apex: Apex;
  readonly gate: Gate;
  readonly origin: string;
}

/** Takes every document of a submission through the gate; one that is stopped stops all. */
export async function cross(deciding: Deciding, request: CrossingRequest): Promise<CrossingOutcome> {
  const { gate, origin, apex } = deciding;
  const crossing = crossingOf(request);
  const documents = [await renderOutside(apex, withoutInternals(request.activity), origin)];
  if (request.object) documents.push(await renderOutside(apex, request.object, origin));
  const outcomes = documents.map((document) => gate.decide({ document, subject: document['id'] as string, crossing }));
  return joined(outcomes, gate);
}

export function crossingOf({ account, activity, zone, domains, at }: CrossingRequest): Crossing {
  return {
    zone,
    actor: account.actorId,
    roles: [...account.roles, account.kind],
    activity: activity.type,
    domains,
    at,
  };
}

function joined(outcomes: readonly GateOutcome[], gate: Gate): CrossingOutcome {
  const sealed: SealedRelease[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'stopped') return { kind: 'stopped', verdict: outcome.verdict, cause: outcome.cause };
    sealed.push(gate.seal(outcome.release));
  }
  const [first] = outcomes;
  const [activity, ...objects] = sealed;
  if (first?.kind !== 'released' || !activity) throw new Error('a crossing has at least its activity');
  return { kind: 'released', verdict: first.verdict, sealed: [activity, ...objects], dropped: first.dropped };
}

/** A retraction says which thing and nothing about it. */
function withoutInternals(activity: ApexNode): ApexNode {
  if (activity.type !== 'Delete') return activity;
  const [object] = activity['object'] as (string | { id: string })[];
  const id = typeof object === 'string' ? object : object?.id;
  return { ...activity, object: [{ id, type: 'Tombstone' }] } as ApexNode;
}
