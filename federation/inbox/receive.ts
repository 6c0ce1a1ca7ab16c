import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import type { HeardSynchronization } from '../followers/synchronise.ts';
import { wireLimits } from '../limits.ts';
import type { Peers } from '../peers.ts';
import type { Accounts, Inbound } from '../ports/index.ts';
import type { InboundRequest, IntegrityProofs, Verifier } from '../wire/index.ts';
import { parseJson } from '../wire/json.ts';
import { sameOrigin } from '../wire/origins.ts';
import { headerValue } from '../wire/raw-headers.ts';
import { synchronizationName } from '../wire/sign.ts';
import { beyondLimits } from './beyond-limits.ts';

/** A POST to an inbox, before anything of it is believed. */
export interface Delivery extends InboundRequest {
  readonly body: Uint8Array;
  /** Name in the inbox's path; absent for the shared inbox. */
  readonly recipient?: string;
}

export interface ReceiveOutcome {
  readonly status: 202 | 400 | 401 | 403 | 404 | 413 | 503;
  /** One line for the sender's operator. */
  readonly reason: string;
}

export interface ReceiveParts {
  readonly addresses: Addresses;
  readonly accounts: Accounts;
  readonly inbound: Inbound;
  /** Names of accounts that were found before. */
  readonly inboxes: Set<string>;
  readonly peers: Peers;
  readonly verify: Verifier['verify'];
  /** Believes what somebody else brings by its own proof; nobody's proofs count where it is left out. */
  readonly proofs?: IntegrityProofs | undefined;
  readonly clock: () => number;
  readonly accepted: () => void;
  /** A sender says what its followers here are. */
  readonly synchronise: (heard: HeardSynchronization) => void;
}

/** JSON-LD keywords that restructure a document after it was looked at (security.md case 29). */
const restructuring = ['@graph', '@reverse', '@included', '@nest'];

/**
 * The way in (security.md §6.1): verified before parsed, parsed before stored, stored before acknowledged. What the
 * activity does is worked out after the answer, from the durable queue; the same activity twice is queued once.
 */
export async function receive(parts: ReceiveParts, delivery: Delivery): Promise<ReceiveOutcome> {
  if (parts.peers.mode === 'closed') return { status: 403, reason: 'this server does not federate' };
  if (delivery.recipient !== undefined && !(await isInbox(parts, delivery.recipient))) {
    return { status: 404, reason: 'there is no such inbox' };
  }
  const verified = await parts.verify(delivery);
  if (verified.kind === 'refused') return { status: verified.status, reason: verified.reason };
  const { actorId } = verified;
  if (!parts.peers.opensFor(actorId, 'hear'))
    return { status: 403, reason: 'this server does not federate with yours' };
  const parsed = parseJson(delivery.body, wireLimits);
  if (parsed.kind === 'refused') return bad(parsed.reason);
  const excess = beyondLimits(parsed.value);
  if (excess !== undefined) return bad(excess);
  const sender = await senderOf(parts, parsed.value, actorId);
  const activity = identify(parsed.value, sender);
  if (typeof activity !== 'string') return activity;
  const fresh = await parts.inbound.accept({
    id: randomUUID(),
    actor: sender,
    activity,
    ...(delivery.recipient !== undefined && { recipient: delivery.recipient }),
    body: delivery.body,
    receivedAt: parts.clock(),
  });
  if (fresh) parts.accepted();
  const header = headerValue(delivery.headers, synchronizationName);
  if (typeof header === 'string' && verified.covers.includes(synchronizationName)) {
    parts.synchronise({ actorId, actor: verified.actor, header });
  }
  return { status: 202, reason: fresh ? 'accepted' : 'accepted before' };
}

/** Accounts are never removed, so one that was found is not looked up again. */
async function isInbox({ accounts, inboxes }: ReceiveParts, name: string): Promise<boolean> {
  if (inboxes.has(name)) return true;
  if (!(await accounts.byName(name))) return false;
  inboxes.add(name);
  return true;
}

function actorOf({ actor }: JsonObject): unknown {
  return typeof actor === 'string' ? actor : (actor as JsonObject | undefined)?.['id'];
}

/** Whoever signed the request or, where proofs count, whose proof the activity carries (FEP-8b32). */
async function senderOf({ peers, proofs }: ReceiveParts, document: JsonObject, signer: string): Promise<string> {
  const actor = actorOf(document);
  if (!proofs || typeof actor !== 'string' || actor === signer || !peers.opensFor(actor, 'hear')) return signer;
  return (await proofs.holds(document, actor)) ? actor : signer;
}

/** The activity's id, when the document is an activity that its signer may send. */
function identify(document: JsonObject, signer: string): string | ReceiveOutcome {
  const { id, type } = document;
  const keyword = restructuring.find((name) => mentions(document, name));
  if (keyword) return bad(`\`${keyword}\` is not accepted in an activity`);
  if (typeof type !== 'string' && !Array.isArray(type)) return bad('the activity has no `type`');
  if (actorOf(document) !== signer) return { status: 401, reason: 'the `actor` is not who signed' };
  if (typeof id !== 'string' || !URL.canParse(id)) return bad('the activity has no `id`');
  if (!sameOrigin(id, signer)) return { status: 401, reason: 'the `id` is not on the origin of its `actor`' };
  return id;
}

function mentions(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value) && key in value) return true;
  return Object.values(value).some((member) => mentions(member, key));
}

function bad(reason: string): ReceiveOutcome {
  return { status: 400, reason };
}
