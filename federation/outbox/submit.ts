import { randomUUID } from 'node:crypto';
import type { Gate, JsonObject, OutsideZone, Verdict, Zone } from '../../policies/index.ts';
import { type Addresses, firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import { type UnitOfWork, withUnitOfWork } from '../apex/unit-of-work.ts';
import type { Filing } from '../inbox/file.ts';
import type { Peers } from '../peers.ts';
import type { Account, Commits, Decision, Followers, Hold, Objects, Releases } from '../ports/index.ts';
import { type Audience, audienceOf, crossingZone } from './audience.ts';
import { type CrossingOutcome, cross } from './cross.ts';
import { addressByDefault } from './default-audience.ts';
import { readDraft } from './draft.ts';
import { boundsOf, inherit, isInside, keepAddressees } from './inherit.ts';
import { complete, type PreparedActivity, prepare } from './pipeline.ts';
import { type Publishing, publish } from './publish.ts';
import { renderInside } from './render.ts';

/** What somebody wants to say through the outbox. */
export interface Submission {
  readonly account: Account;
  /** An activity or a bare object, as the client sent it (ActivityPub §6). */
  readonly document: JsonObject;
  /** The hold that this takes up again. */
  readonly resumes?: Hold;
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

type Prepared = PreparedActivity & { kind: 'prepared' };

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
  const { account, document } = submission;
  const draft = await readDraft(parts.apex, document, account);
  if (draft.kind === 'invalid') return { kind: 'invalid', status: 400, reason: draft.reason };
  const limits = await limitAudience(parts, draft.node, account);
  if (typeof limits === 'string') return { kind: 'invalid', status: 400, reason: limits };
  const prepared = await prepare(parts, draft.node, account);
  if (prepared.kind === 'invalid') return prepared;
  const found = await audienceOf(prepared.activity, account.actorId, {
    addresses: parts.addresses,
    remoteActor: parts.peers.actor,
  });
  if (found.kind === 'invalid') return { kind: 'invalid', status: 400, reason: found.reason };
  const { audience } = found;
  const strangers = audience.outsiders.filter(({ host }) => !parts.peers.allowed(host));
  if (strangers.length > 0) return forbiddenHost(strangers[0]?.host ?? '');
  const zone = prepared.activity.type === 'Block' ? undefined : crossingZone(audience);
  const crossed = zone && (await crossInto(parts, submission, prepared, audience, zone));
  if (crossed?.kind === 'stopped') return stop(parts, submission, prepared, zone as OutsideZone, crossed, unit);
  if (submission.resumes) unit.add({ change: 'hold.remove', id: submission.resumes.id });
  return carryOut(parts, submission, { prepared, audience, zone, crossed, limits }, unit);
}

interface Limits {
  readonly narrowed: boolean;
  readonly keptInside: boolean;
}

/** Fills in and narrows the audience before anything is built from it. */
async function limitAudience(parts: OutboxParts, draft: ApexNode, account: Account): Promise<Limits | string> {
  const { addresses, store } = parts;
  const problem = await addressByDefault(draft, account, { store, addresses });
  if (problem !== undefined) return problem;
  let narrowed = false;
  for (const id of boundsOf(draft)) {
    const bound = (await store.getObject(id)) ?? (await store.getActivity(id));
    if (bound && draft.type !== 'Delete') narrowed = inherit(draft, bound, addresses) || narrowed;
  }
  if (parts.peers.mode !== 'closed') return { narrowed, keptInside: false };
  const asked = JSON.stringify(draft['to']) + JSON.stringify(draft['cc']);
  keepAddressees(draft, (iri) => isInside(iri, addresses));
  if (!hasAny(draft)) draft['to'] = [addresses.internalZone];
  return { narrowed, keptInside: asked !== JSON.stringify(draft['to']) + JSON.stringify(draft['cc']) };
}

function hasAny(draft: ApexNode): boolean {
  return ['to', 'cc', 'bto', 'bcc', 'audience'].some((field) => firstString(draft[field]) !== undefined);
}

function forbiddenHost(host: string): SubmitOutcome {
  return {
    kind: 'invalid',
    status: 403,
    reason: `\`${host}\` is not among the servers that this organisation federates with`,
  };
}

function crossInto(
  parts: OutboxParts,
  { account }: Submission,
  prepared: Prepared,
  audience: Audience,
  zone: OutsideZone,
): Promise<CrossingOutcome> {
  const { activity, object } = prepared;
  const served = ['Create', 'Update'].includes(activity.type) ? object : undefined;
  // An exception for a partner's host covers a crossing only where nobody else hears it.
  const more = audience.public || audience.followers;
  const domains = more ? [] : [...new Set(audience.outsiders.map(({ host }) => host))];
  const request = { account, activity, object: served, zone, domains, at: parts.clock() };
  return cross({ apex: parts.apex, gate: parts.gate, origin: parts.addresses.origin }, request);
}

/** Nothing of a stopped submission is stored but the decision, and the sealed draft where somebody can still let it go. */
function stop(
  parts: OutboxParts,
  { account, document, resumes }: Submission,
  { activity }: Prepared,
  zone: OutsideZone,
  { verdict, cause }: CrossingOutcome & { kind: 'stopped' },
  unit: UnitOfWork,
): SubmitOutcome {
  const holdId = resumes?.id ?? randomUUID();
  const decision = decisionOf(parts, account, activity, zone, verdict);
  unit.add({ change: 'decision.add', decision });
  parts.decided(decision);
  if (verdict.outcome !== 'hold') {
    if (resumes) unit.add({ change: 'hold.remove', id: resumes.id });
    return { kind: 'stopped', verdict };
  }
  const sealedDraft = parts.sealDraft(document, holdId);
  const held = { id: holdId, actor: account.actorId, decision: decision.id, sealedDraft, heldAt: parts.clock() };
  unit.add({ change: 'hold.put', hold: { ...held, cause: cause === 'unreadable' ? 'detector-failed' : cause } });
  return { kind: 'held', id: holdId, verdict };
}

interface Carried {
  readonly prepared: Prepared;
  readonly audience: Audience;
  readonly zone: OutsideZone | undefined;
  readonly crossed: CrossingOutcome | undefined;
  readonly limits: Limits;
}

async function carryOut(
  parts: OutboxParts,
  { account }: Submission,
  carried: Carried,
  unit: UnitOfWork,
): Promise<SubmitOutcome> {
  const { prepared, audience, zone, crossed, limits } = carried;
  const { activity } = prepared;
  await complete(parts, prepared);
  if (crossed?.kind === 'released' && zone) {
    const decision = decisionOf(parts, account, activity, zone, crossed.verdict);
    unit.add({ change: 'decision.add', decision });
    parts.decided(decision);
  }
  const sealed = crossed?.kind === 'released' ? crossed.sealed : [];
  await publish(parts, { account, activity, object: prepared.object, audience, sealed, zone }, unit);
  await parts.filing.fromColleague(activity, account, audience);
  const notes = {
    zone: zone ?? 'internal',
    ...limits,
    dropped: crossed?.kind === 'released' ? crossed.dropped : [],
    ...(crossed && { verdict: crossed.verdict }),
  } satisfies Notes;
  return { kind: 'created', id: activity.id, activity: await renderInside(parts.apex, activity), notes };
}

function decisionOf(
  parts: OutboxParts,
  account: Account,
  activity: ApexNode,
  zone: OutsideZone,
  verdict: Verdict,
): Decision {
  return {
    id: randomUUID(),
    actor: account.actorId,
    activity: activity.id,
    activityType: activity.type,
    zone,
    verdict,
    decidedAt: parts.clock(),
  };
}
