import type { Gate, Release } from '../../policies/index.ts';
import type { Addresses } from '../addressing.ts';
import { run } from '../apex/run.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexMiddleware, ApexNode } from '../apex/types.ts';
import { isPartner } from '../outbox/audience.ts';
import type { Peers } from '../peers.ts';
import type { Followers, Recipients, Releases, SealedRelease } from '../ports/index.ts';
import { fateOf, type HeldReading } from './held.ts';
import { colleagueMayRead, type Reader } from './reader.ts';

export type ReadOutcome =
  /** For outsiders: nothing but a Release. */
  | { readonly kind: 'released'; readonly release: Release; readonly status: 200 | 410 }
  /** For a colleague: the full thing, as JSON. */
  | { readonly kind: 'inside'; readonly body: string; readonly status: 200 | 410 }
  /** Not there, or not for this reader: the two look the same. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface ReadParts extends HeldReading {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly gate: Gate;
  readonly releases: Releases;
  readonly recipients: Recipients;
  readonly followers: Followers;
  readonly peers: Peers;
}

export const absent: ReadOutcome = { kind: 'absent' };

/** GET of an object, activity or actor by its id (ActivityPub §3.2). */
export async function readThing(parts: ReadParts, id: string, reader: Reader): Promise<ReadOutcome> {
  return reader.kind === 'colleague' ? readInside(parts, id, reader.actorId) : readReleased(parts, id, reader);
}

async function readReleased(parts: ReadParts, id: string, reader: Reader): Promise<ReadOutcome> {
  const sealed = await releaseFor(parts, id, reader);
  const release = sealed && parts.gate.unseal(sealed);
  if (!release) return absent;
  return { kind: 'released', release, status: isTombstone(release) ? 410 : 200 };
}

/**
 * The rendition for the reader: a partner's own, else the public one, else the one for those addressed when the asking
 * server was given it.
 */
export async function releaseFor(
  { releases, recipients, peers }: ReadParts,
  id: string,
  reader: Reader,
): Promise<SealedRelease | undefined> {
  for (const zone of reader.kind === 'server' ? zonesOf(peers, reader) : []) {
    const forPartner = await releases.current(id, zone);
    if (forPartner) return forPartner;
  }
  const forAll = await releases.current(id, 'public');
  if (forAll || reader.kind !== 'server') return forAll;
  const addressed = await releases.current(id, 'addressed');
  if (!addressed) return undefined;
  const given = await recipients.includesHost({ subject: id, releaseId: addressed.id }, reader.host);
  return given ? addressed : undefined;
}

/** The partner zones that a server, or the actor that signed for it, is in. */
export function zonesOf(peers: Peers, reader: Extract<Reader, { kind: 'server' }>): `partner:${string}`[] {
  const { host, actorId } = reader;
  const asker = { host, ...(actorId !== undefined && { actorId }) };
  return peers
    .partnerZones()
    .filter((zone) => isPartner(zone, asker))
    .map(({ name }) => `partner:${name}` as const);
}

function isTombstone(release: Release): boolean {
  const { type } = JSON.parse(new TextDecoder().decode(release.bytes)) as { type?: unknown };
  return type === 'Tombstone';
}

async function readInside(parts: ReadParts, id: string, actorId: string): Promise<ReadOutcome> {
  const { apex, store, addresses } = parts;
  const node = (await store.getObject(id)) ?? (await store.getActivity(id));
  if (!node) return readHeld(parts, id, actorId);
  const shown = isActor(node) || node.type === 'Tombstone' || colleagueMayRead(node, actorId, addresses);
  if (!shown) return absent;
  const body = await respond(apex, node);
  return body === undefined ? absent : { kind: 'inside', body, status: node.type === 'Tombstone' ? 410 : 200 };
}

/** What waits for review, or came to an end there, is there for its author alone. */
async function readHeld(parts: ReadParts, id: string, actorId: string): Promise<ReadOutcome> {
  const fate = await fateOf(parts, id, actorId);
  switch (fate?.kind) {
    case 'waits':
      return { kind: 'inside', body: JSON.stringify(fate.document), status: 200 };
    case 'ended':
      return { kind: 'inside', body: JSON.stringify(fate.document), status: 410 };
    case 'released':
      return readInside(parts, fate.activity, actorId);
    case undefined:
      return absent;
  }
}

function isActor(node: ApexNode): boolean {
  return node['publicKey'] !== undefined;
}

/** apex's own responder: compact JSON-LD without blind copies and private properties. */
async function respond(apex: Apex, target: ApexNode): Promise<string | undefined> {
  const chain = [apex.net.responders['target']] as ApexMiddleware[];
  const { answer } = await run(chain, {
    apex,
    method: 'GET',
    locals: { target, responseType: 'application/activity+json' },
  });
  return typeof answer?.body === 'string' ? answer.body : undefined;
}
