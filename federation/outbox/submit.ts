import { randomUUID } from 'node:crypto';
import type { Gate, JsonObject, OutsideZone, Verdict, Zone } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex } from '../apex/types.ts';
import { type UnitOfWork, withUnitOfWork } from '../apex/unit-of-work.ts';
import type { Filing } from '../inbox/file.ts';
import type { Peers } from '../peers.ts';
import type { Account, Commits, Decision, Followers, Hold, Objects, Releases, Review } from '../ports/index.ts';
import { type CrossingOutcome, cross, type Deciding } from './cross.ts';
import { complete } from './pipeline.ts';
import { type Plan, plan } from './plan.ts';
import { type Publishing, publish } from './publish.ts';
import { renderInside } from './render.ts';

/** What somebody wants to say through the outbox. */
export interface Submission {
  readonly account: Account;
  /** An activity or a bare object, as the client sent it (ActivityPub §6). */
  readonly document: JsonObject;
  /** Actor IRI of the person who speaks, where it is not the account itself. */
  readonly sentBy?: string;
  /** The hold that this takes up again. */
  readonly resumes?: Hold;
  /** What reviewers let go of that hold. */
  readonly approval?: Approval;
}

/** Reviewers' word for one submission: it counts for what they saw, in the zone that they saw it bound for. */
export interface Approval {
  /** Ids of the policies whose hold is let go. */
  readonly policies: readonly string[];
  readonly zone: OutsideZone;
  /** SHA-256 of the submission, lower-case hex. */
  readonly digest: string;
}

/** What the author is told beside the activity itself. */
export interface Notes {
  readonly zone: Zone;
  /** The client asked for a wider audience than what is answered allows. */
  readonly narrowed: boolean;
  /** Federation is closed: what was meant for outside stayed inside. */
  readonly keptInside: boolean;
  /** JSON pointers of properties that stay inside because no policy knows them. */
  readonly dropped: readonly string[];
  readonly verdict?: Verdict;
}

export type SubmitOutcome =
  | { readonly kind: 'created'; readonly id: string; readonly activity: JsonObject; readonly notes: Notes }
  | { readonly kind: 'held'; readonly id: string; readonly verdict: Verdict }
  | { readonly kind: 'stopped'; readonly verdict: Verdict }
  | { readonly kind: 'invalid'; readonly status: number; readonly reason: string };

export interface OutboxParts extends Publishing {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly gate: Gate;
  readonly peers: Peers;
  readonly filing: Filing;
  readonly commits: Commits;
  readonly objects: Objects;
  readonly followers: Followers;
  readonly releases: Releases;
  readonly sealDraft: (draft: JsonObject, holdId: string) => Uint8Array;
  readonly clock: () => number;
  /** Called after a commit that may have queued deliveries. */
  readonly committed: () => void;
}

/**
 * The one use case behind every door (DESIGN.md §3): normalises, authorises, finds the audience, asks the gate, and
 * commits post, verdict, receipts and deliveries in one transaction.
 */
export async function submit(parts: OutboxParts, submission: Submission): Promise<SubmitOutcome> {
  const { account } = submission;
  const outcome = await withUnitOfWork(parts.commits, { kind: 'local', actor: account.actorId }, (unit) =>
    decide(parts, submission, unit),
  );
  parts.committed();
  return outcome;
}

async function decide(parts: OutboxParts, submission: Submission, unit: UnitOfWork): Promise<SubmitOutcome> {
  const planned = await plan(parts, submission);
  if (planned.kind === 'invalid') return planned;
  const { approval, resumes } = submission;
  const approved = approval?.zone === planned.crossing?.zone ? approval?.policies : undefined;
  const crossed = planned.crossing && (await cross(deciding(parts), planned.crossing, approved));
  if (crossed?.kind === 'stopped') return stop(parts, submission, crossed, unit);
  if (resumes) unit.add({ change: 'hold.remove', id: resumes.id });
  const outcome = await carryOut(parts, submission, planned, crossed, unit);
  if (resumes && approval) unit.add({ change: 'review.add', review: released(parts, resumes, approval, outcome.id) });
  return outcome;
}

function deciding({ apex, gate, addresses }: OutboxParts): Deciding {
  return { apex, gate, origin: addresses.origin };
}

function released({ addresses, clock }: OutboxParts, hold: Hold, { digest }: Approval, activity: string): Review {
  const { id, actor } = hold;
  return {
    id: randomUUID(),
    hold: id,
    author: actor,
    act: 'released',
    by: addresses.origin,
    at: clock(),
    digest,
    activity,
  };
}

/** Nothing of a stopped submission is stored but the decision, and the sealed draft where somebody can still let it go. */
function stop(
  parts: OutboxParts,
  { account, sentBy, document, resumes }: Submission,
  crossed: CrossingOutcome & { kind: 'stopped' },
  unit: UnitOfWork,
): SubmitOutcome {
  const { verdict, cause } = crossed;
  const holdId = resumes?.id ?? randomUUID();
  const decision = decisionOf(parts, crossed);
  unit.add({ change: 'decision.add', decision });
  parts.decided(decision);
  if (resumes) unit.add({ change: 'hold.remove', id: resumes.id });
  if (verdict.outcome !== 'hold') return { kind: 'stopped', verdict };
  const sealedDraft = parts.sealDraft(document, holdId);
  const held = {
    id: holdId,
    actor: account.actorId,
    sentBy: resumes?.sentBy ?? sentBy ?? account.actorId,
    decision: decision.id,
    sealedDraft,
    heldAt: resumes?.heldAt ?? parts.clock(),
  };
  unit.add({ change: 'hold.put', hold: { ...held, cause: cause === 'unreadable' ? 'detector-failed' : cause } });
  return { kind: 'held', id: holdId, verdict };
}

async function carryOut(
  parts: OutboxParts,
  { account }: Submission,
  { prepared, audience, limits, crossing }: Plan & { kind: 'planned' },
  crossed: (CrossingOutcome & { kind: 'released' }) | undefined,
  unit: UnitOfWork,
): Promise<SubmitOutcome & { kind: 'created' }> {
  const { activity, object } = prepared;
  const zone = crossing?.zone;
  await complete(parts, prepared);
  if (crossed) {
    const decision = decisionOf(parts, crossed);
    unit.add({ change: 'decision.add', decision });
    parts.decided(decision);
  }
  await publish(parts, { account, activity, object, audience, sealed: crossed?.sealed ?? [], zone }, unit);
  await parts.filing.fromColleague(activity, account, audience);
  const notes = {
    zone: zone ?? 'internal',
    ...limits,
    dropped: crossed?.dropped ?? [],
    ...(crossed && { verdict: crossed.verdict }),
  } satisfies Notes;
  return { kind: 'created', id: activity.id, activity: await renderInside(parts.apex, activity), notes };
}

function decisionOf(parts: OutboxParts, { activity, crossing, verdict }: CrossingOutcome): Decision {
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
