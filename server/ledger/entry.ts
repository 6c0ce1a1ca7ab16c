import { createHash } from 'node:crypto';
import type { Act, Decision, PolicySetRecord, Receipt } from '../../federation/ports/index.ts';

/**
 * What the ledger says of one thing that happened: a flat JSON object with its members in alphabetical order and nothing
 * between them (RFC 8785), in UTF-8. `v` is the version of this form. Entries hold who, what, when and which, and of
 * texts their digests alone: what was found in a post, and what a rule says, is in none of them.
 */
const version = 1;

export const entryKinds = [
  'receipt',
  'decision',
  'policy-set',
  'review',
  'reveal',
  'export',
  'recall',
  'policy-change',
] as const;
export type EntryKind = (typeof entryKinds)[number];

type Member = string | number | undefined | readonly string[];

export function receiptEntry({
  actor,
  decidedAt,
  digest,
  id,
  outcome,
  setVersion,
  subject,
  zone,
}: Receipt): Uint8Array {
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
export function decisionEntry({ activity, activityType, actor, decidedAt, id, verdict, zone }: Decision): Uint8Array {
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
    verdict: createHash('sha256').update(JSON.stringify(verdict, sorted)).digest('base64'),
    zone,
  });
}

export function policySetEntry({ activatedAt, version: set }: PolicySetRecord): Uint8Array {
  return encode({ at: activatedAt, kind: 'policy-set', set, v: version });
}

export function actEntry({ actor, at, digest, id, kind, outcome, subject }: Act): Uint8Array {
  return encode({ actor, at, digest, id, kind, outcome, subject, v: version });
}

/** What kind of thing an entry speaks of; undefined for bytes that none of the above has made. */
export function kindOf(entry: Uint8Array): EntryKind | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(entry));
    if (typeof parsed !== 'object' || parsed === null || !('kind' in parsed && 'v' in parsed)) return undefined;
    return parsed.v === version ? entryKinds.find((kind) => kind === parsed.kind) : undefined;
  } catch {
    return undefined;
  }
}

/** The members come in alphabetical order from each of the functions above; one that is undefined is left out. */
function encode(members: Readonly<Record<string, Member>>): Uint8Array {
  return Buffer.from(JSON.stringify(members), 'utf8');
}

/** However a store orders the members of a verdict, its digest is one. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
