import { createHash } from 'node:crypto';
import type {
  Act,
  Activation,
  ActivationRequest,
  Decision,
  PolicySetRecord,
  Receipt,
  Review,
} from '../../federation/ports/index.ts';
import type { ServerChange } from '../ports/index.ts';

/** Version of the form of entries. */
const version = 1;

export const entryKinds = [
  'receipt',
  'decision',
  'review',
  'policy-set',
  'policy-activation',
  'policy-request',
  'policy-change',
  'moderation',
  'incident',
  'role-change',
  'reveal',
  'export',
  'recall',
] as const;
export type EntryKind = (typeof entryKinds)[number];

type Member = string | number | undefined | readonly string[];

/**
 * What the ledger says of a change; undefined for one that it says nothing of. Storage adapters append it in the
 * transaction of the change.
 *
 * An entry is a flat JSON object with its members in alphabetical order and nothing between them (RFC 8785), in UTF-8.
 * It holds who, what, when and which, and of texts their digests alone: what was found in a post, what people wrote to
 * each other about it, and what a rule says, is in none.
 */
export function entryOf(change: ServerChange): Uint8Array | undefined {
  switch (change.change) {
    case 'release.put':
      return receiptEntry(change.release);
    case 'receipt.add':
      return receiptEntry(change.receipt);
    case 'decision.add':
      return decisionEntry(change.decision);
    case 'review.add':
      return reviewEntry(change.review);
    case 'policySet.put':
      return policySetEntry(change.set);
    case 'policySet.activate':
      return activationEntry(change.set);
    case 'policySet.request':
      return requestEntry(change.request);
    case 'ledger.append':
      return actEntry(change.act);
    default:
      return undefined;
  }
}

function receiptEntry({ actor, decidedAt, digest, id, outcome, setVersion, subject, zone }: Receipt): Uint8Array {
  return encode({
    actor,
    at: decidedAt,
    digest,
    id,
    kind: 'receipt',
    outcome,
    set: setVersion,
    subject,
    v: version,
    zone,
  });
}

/** Of the verdict its outcome, the policies that spoke, and the digest of the rest. */
function decisionEntry({ activity, activityType, actor, decidedAt, id, verdict, zone }: Decision): Uint8Array {
  return encode({
    activity,
    actor,
    at: decidedAt,
    id,
    kind: 'decision',
    outcome: verdict.outcome,
    policies: verdict.reasons.map(({ policy, outcome, observed }) => `${policy} ${observed ? 'observes' : outcome}`),
    set: verdict.setVersion,
    type: activityType,
    v: version,
    verdict: digestOf(JSON.stringify(verdict, sorted)),
    zone,
  });
}

function reviewEntry({ act, activity, at, author, by, digest, hold, id }: Review): Uint8Array {
  return encode({ act, activity, at, author, by, digest, hold, id, kind: 'review', v: version });
}

function policySetEntry({ author, createdAt, signature, version: set }: PolicySetRecord): Uint8Array {
  return encode({ at: createdAt, by: author, kind: 'policy-set', set, signature, v: version });
}

function activationEntry(activation: Activation): Uint8Array {
  const { activatedAt, approvedBy, cause, n, requestedBy, signature, version: set } = activation;
  return encode({
    approvedBy,
    at: activatedAt,
    by: requestedBy,
    cause,
    kind: 'policy-activation',
    n,
    set,
    signature,
    v: version,
  });
}

function requestEntry(request: ActivationRequest): Uint8Array {
  const { decidedAt, decidedBy, id, requestedAt, requestedBy, state, version: set } = request;
  const at = decidedAt ?? requestedAt;
  return encode({ at, by: requestedBy, decidedBy, id, kind: 'policy-request', set, state, v: version });
}

function actEntry({ actor, at, digest, id, kind, outcome, subject }: Act): Uint8Array {
  return encode({ actor, at, digest, id, kind, outcome, subject, v: version });
}

/** What kind of thing an entry speaks of; undefined for bytes that `entryOf` does not make. */
export function kindOf(entry: Uint8Array): EntryKind | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength).toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null || !('kind' in parsed && 'v' in parsed)) return undefined;
    return parsed.v === version ? entryKinds.find((kind) => kind === parsed.kind) : undefined;
  } catch {
    return undefined;
  }
}

/** The subject of a receipt; empty for any other entry. */
export function subjectOf(entry: Uint8Array): string {
  if (kindOf(entry) !== 'receipt') return '';
  const { subject } = JSON.parse(Buffer.from(entry).toString('utf8')) as { readonly subject?: unknown };
  return typeof subject === 'string' ? subject : '';
}

/** The members come in alphabetical order from each of the functions above; one that is undefined is left out. */
function encode(members: Readonly<Record<string, Member>>): Uint8Array {
  return Buffer.from(JSON.stringify(members), 'utf8');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** However a store orders the members of a verdict, its digest is one. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
