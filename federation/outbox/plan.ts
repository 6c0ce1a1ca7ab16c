import type { Crossing, JsonObject, OutsideZone, Reason } from '../../policies/index.ts';
import { type Addresses, firstString, isPublicAddress } from '../addressing.ts';
import type { ApexNode } from '../apex/types.ts';
import { attachFiles } from '../media/attach.ts';
import type { Account } from '../ports/index.ts';
import { type Audience, type AudienceOutcome, audienceOf, crossingZone } from './audience.ts';
import { type CrossingRequest, crossingOf } from './cross.ts';
import { addressByDefault } from './default-audience.ts';
import { readDraft } from './draft.ts';
import { boundsOf, inherit, isInside, keepAddressees, keepInside } from './inherit.ts';
import { changesCollection, collectionOf } from './own-collection.ts';
import { type Asking, type PermissionElsewhere, permissionElsewhere } from './permission-elsewhere.ts';
import { type PreparedActivity, prepare } from './pipeline.ts';
import type { OutboxParts, Submission } from './submission.ts';

/** What a submission comes to, before any policy has spoken and with nothing stored. */
export type Plan =
  | {
      readonly kind: 'planned';
      readonly prepared: PreparedActivity & { kind: 'prepared' };
      readonly audience: Audience;
      readonly limits: Limits;
      /** Undefined while it stays inside. */
      readonly crossing: PlannedCrossing | undefined;
      /** Set where an outsider is to be asked before anybody else outside hears of it. */
      readonly asking: Asking | undefined;
    }
  | { readonly kind: 'invalid'; readonly status: number; readonly reason: string };

export type PlannedCrossing = CrossingRequest & { readonly crossing: Crossing };

export interface Limits {
  readonly narrowed: boolean;
  readonly keptInside: boolean;
}

/** The most of an audience that a downgrade leaves. */
export type Widest = NonNullable<Reason['audience']>;

/** Normalises and authorises a submission and finds who it is for: at most `widest` of those it names. */
export async function plan(parts: OutboxParts, submission: Submission, widest?: Widest): Promise<Plan> {
  const { account, document } = submission;
  const draft = await readDraft(parts.apex, document, account);
  if (draft.kind === 'invalid') return { kind: 'invalid', status: 400, reason: draft.reason };
  const unfit = await attachFiles(draft.node, account, { library: parts.library, origin: parts.addresses.origin });
  if (unfit !== undefined) return { kind: 'invalid', status: 400, reason: unfit };
  const limits = await limitAudience(parts, draft.node, account);
  if (widest !== undefined) lower(draft.node, widest, parts.addresses);
  if (typeof limits === 'string') return { kind: 'invalid', status: 400, reason: limits };
  const prepared = await prepare(parts, draft.node, account);
  if (prepared.kind === 'invalid') return prepared;
  const found = await audienceFor(parts, prepared.activity, account);
  if (found.kind === 'invalid') return { kind: 'invalid', status: 400, reason: found.reason };
  const { audience } = found;
  const strangers = audience.outsiders.filter(({ host }) => !parts.peers.allowed(host));
  if (strangers.length > 0) return forbiddenHost(strangers[0]?.host ?? '');
  const zone = prepared.activity.type === 'Block' ? undefined : crossingZone(audience);
  const crossing = zone && crossingInto(parts, submission, prepared, audience, zone);
  const permission = zone && (await permissionFor(parts, prepared, zone, account));
  if (permission?.kind === 'refused') return { kind: 'invalid', status: 403, reason: permission.reason };
  const asking = permission?.kind === 'ask' ? permission.asking : undefined;
  return { kind: 'planned', prepared, audience, limits, crossing, asking };
}

/** Who an activity is for. */
export function audienceFor(
  { addresses, peers }: Pick<OutboxParts, 'addresses' | 'peers'>,
  activity: ApexNode,
  { actorId }: Account,
): Promise<AudienceOutcome> {
  return audienceOf(activity, actorId, {
    addresses,
    remoteActor: peers.actor,
    partnerZone: (name) => peers.partnerZones().find((zone) => zone.name === name),
  });
}

/** An edit needs no permission of its own: it leaves where what it edits did. */
async function permissionFor(
  { store, releases }: OutboxParts,
  { activity, object }: PreparedActivity & { kind: 'prepared' },
  zone: OutsideZone,
  { actorId }: Account,
): Promise<PermissionElsewhere> {
  const release = activity.type === 'Update' && object ? await releases.current(object.id, zone) : undefined;
  const shown = release && (JSON.parse(new TextDecoder().decode(release.body)) as JsonObject);
  const isThere = shown && shown['type'] !== 'Tombstone';
  return isThere ? { kind: 'free' } : permissionElsewhere(store, activity, actorId);
}

/** Fills in and narrows the audience before anything is built from it. */
async function limitAudience(parts: OutboxParts, draft: ApexNode, account: Account): Promise<Limits | string> {
  const { addresses, store } = parts;
  const problem = await addressByDefault(draft, account, { store, addresses });
  if (problem !== undefined) return problem;
  let narrowed = false;
  const collection = await collectionOf(store, draft, account);
  for (const id of collection ? [collection.id] : boundsOf(draft)) {
    const bound = (await store.getObject(id)) ?? (await store.getActivity(id));
    if (draft.type === 'Delete') continue;
    const gone = !bound && addresses.isLocal(id);
    if (bound) narrowed = inherit(draft, bound, addresses) || narrowed;
    else if (gone) narrowed = keepInside(draft, addresses) || narrowed;
  }
  if (parts.peers.mode !== 'closed') return { narrowed, keptInside: false };
  const asked = JSON.stringify(draft['to']) + JSON.stringify(draft['cc']);
  keepAddressees(draft, (iri) => isInside(iri, addresses));
  if (!hasAny(draft)) draft['to'] = [addresses.internalZone];
  return { narrowed, keptInside: asked !== JSON.stringify(draft['to']) + JSON.stringify(draft['cc']) };
}

/** Takes from a draft's audience whoever a downgrade leaves out; colleagues stay in any case. */
function lower(draft: ApexNode, widest: Widest, addresses: Addresses): void {
  keepAddressees(draft, (iri) => (widest === 'internal' ? isInside(iri, addresses) : !isPublicAddress(iri)));
  if (!hasAny(draft)) draft['to'] = [addresses.internalZone];
}

function hasAny(draft: ApexNode): boolean {
  return ['to', 'cc', 'bto', 'bcc', 'audience'].some((field) => firstString(draft[field]) !== undefined);
}

function forbiddenHost(host: string): Plan {
  return {
    kind: 'invalid',
    status: 403,
    reason: `\`${host}\` is not among the servers that this organisation federates with`,
  };
}

function crossingInto(
  parts: OutboxParts,
  { account, speakerRoles: roles = [] }: Submission,
  { activity, object: thing }: PreparedActivity & { kind: 'prepared' },
  audience: Audience,
  zone: OutsideZone,
): PlannedCrossing {
  const shows = ['Create', 'Update'].includes(activity.type) || changesCollection(activity, thing);
  const object = shows ? thing : undefined;
  // An exception for a partner's host covers a crossing only where nobody else hears it.
  const more = audience.public || audience.followers;
  const domains = more ? [] : [...new Set(audience.outsiders.map(({ host }) => host))];
  const request = { account, activity, object, zone, domains, roles, at: parts.clock() };
  return { ...request, crossing: crossingOf(request) };
}
