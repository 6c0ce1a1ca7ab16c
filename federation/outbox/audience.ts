import type { OutsideZone } from '../../policies/index.ts';
import { type Addresses, addresseesOf, isPublicAddress, strings } from '../addressing.ts';
import type { DeliveryTarget, Node, PartnerZone } from '../ports/index.ts';

/** Who a thing is for, sorted by zone. */
export interface Audience {
  readonly public: boolean;
  /** All colleagues. */
  readonly internal: boolean;
  /** The author's followers, inside and outside. */
  readonly followers: boolean;
  /** Actor IRIs of colleagues that are named. */
  readonly colleagues: readonly string[];
  /** Outsiders that are named, and the guests of partner zones that are. */
  readonly outsiders: readonly Outsider[];
  /** Names of the partner zones. */
  readonly partners: readonly string[];
}

export interface Outsider extends DeliveryTarget {
  readonly actor: string;
}

export type AudienceOutcome =
  | { readonly kind: 'audience'; readonly audience: Audience }
  | { readonly kind: 'invalid'; readonly reason: string };

interface Resolve {
  readonly addresses: Addresses;
  /** The actor node behind a remote IRI, from the store or its server. */
  readonly remoteActor: (iri: string) => Promise<Node | undefined>;
  readonly partnerZone: (name: string) => PartnerZone | undefined;
}

/**
 * Reads `to`, `cc`, `bto`, `bcc` and `audience` (ActivityStreams §5.1). An addressee that is neither a person, the
 * author's own followers nor a zone is refused: other servers' collections can't be looked into before sending.
 */
export async function audienceOf(
  node: Node,
  author: string,
  { addresses, remoteActor, partnerZone }: Resolve,
): Promise<AudienceOutcome> {
  const named = addresseesOf(node);
  const colleagues: string[] = [];
  const outsiders: Outsider[] = [];
  const partners: PartnerZone[] = [];
  for (const iri of named) {
    if (isPublicAddress(iri) || iri === addresses.internalZone) continue;
    if (iri === author) continue;
    if (addresses.isLocal(iri)) {
      const zone = partnerZone(addresses.partnerZoneName(iri) ?? '');
      if (zone) {
        partners.push(zone);
        continue;
      }
      const ownFollowers = addresses.followersOf(iri);
      if (ownFollowers !== undefined && addresses.actor(ownFollowers) === author) continue;
      if (addresses.actorName(iri) === undefined) return invalid(iri);
      colleagues.push(iri);
      continue;
    }
    const outsider = outsiderFrom(await remoteActor(iri));
    if (!outsider) return invalid(iri);
    outsiders.push(outsider);
  }
  const wrong = mixed(partners, outsiders, named);
  if (wrong !== undefined) return { kind: 'invalid', reason: wrong };
  for (const guest of new Set(partners.flatMap(({ guests }) => guests))) {
    const outsider = outsiders.some(({ actor }) => actor === guest)
      ? undefined
      : outsiderFrom(await remoteActor(guest));
    if (outsider) outsiders.push(outsider);
  }
  const audience = {
    public: named.some(isPublicAddress),
    internal: named.includes(addresses.internalZone),
    followers: named.some((iri) => addresses.actor(addresses.followersOf(iri) ?? '') === author),
    colleagues,
    outsiders,
    partners: partners.map(({ name }) => name),
  };
  return { kind: 'audience', audience };
}

/** Short of everyone, a thing is for one partner zone or for others: whoever gets it must know who else does. */
function mixed(
  partners: readonly PartnerZone[],
  outsiders: readonly Outsider[],
  named: readonly string[],
): string | undefined {
  if (partners.length === 0 || named.some(isPublicAddress)) return undefined;
  const [zone] = partners;
  const stranger = outsiders.find(({ actor, host }) => !zone || !isPartner(zone, { host, actorId: actor }));
  const followed = named.some((iri) => iri.endsWith('/followers'));
  if (partners.length === 1 && !stranger && !followed) return undefined;
  return 'a partner zone is addressed alone, with its own guests, or together with everyone: send one post for each';
}

/** Whether an actor, or a whole server, is in a partner zone. */
export function isPartner(
  { domains, guests }: PartnerZone,
  { host, actorId }: { readonly host: string; readonly actorId?: string },
): boolean {
  return domains.includes(host) || (actorId !== undefined && guests.includes(actorId));
}

function invalid(iri: string): AudienceOutcome {
  return {
    kind: 'invalid',
    reason: `\`${iri}\` can't be addressed: name people, your own followers, a zone of this server, or ActivityStreams Public`,
  };
}

/** Where an outside actor takes deliveries: its shared inbox where it has one. */
export function outsiderFrom(actor: Node | undefined): Outsider | undefined {
  if (!actor) return undefined;
  const [endpoints] = Array.isArray(actor['endpoints']) ? actor['endpoints'] : [];
  const inbox = strings(endpoints?.sharedInbox)[0] ?? strings(actor['inbox'])[0];
  if (inbox === undefined || !URL.canParse(inbox)) return undefined;
  return { actor: actor.id, inbox, host: new URL(inbox).host };
}

/** The widest zone that the audience crosses into; undefined while it stays inside. */
export function crossingZone(audience: Audience): OutsideZone | undefined {
  if (audience.public) return 'public';
  const [partner] = audience.partners;
  if (partner !== undefined) return `partner:${partner}`;
  return audience.followers || audience.outsiders.length > 0 ? 'addressed' : undefined;
}
