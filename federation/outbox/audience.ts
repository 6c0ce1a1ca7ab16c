import type { OutsideZone } from '../../policies/index.ts';
import { type Addresses, addresseesOf, isPublicAddress, strings } from '../addressing.ts';
import type { DeliveryTarget, Node } from '../ports/index.ts';

/** Who a thing is for, sorted by zone. */
export interface Audience {
  readonly public: boolean;
  /** All colleagues. */
  readonly internal: boolean;
  /** The author's followers, inside and outside. */
  readonly followers: boolean;
  /** Actor IRIs of colleagues that are named. */
  readonly colleagues: readonly string[];
  readonly outsiders: readonly Outsider[];
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
}

/**
 * Reads `to`, `cc`, `bto`, `bcc` and `audience` (ActivityStreams §5.1). An addressee that is neither a person, the
 * author's own followers nor a zone is refused: other servers' collections can't be looked into before sending.
 */
export async function audienceOf(
  node: Node,
  author: string,
  { addresses, remoteActor }: Resolve,
): Promise<AudienceOutcome> {
  const named = addresseesOf(node);
  const colleagues: string[] = [];
  const outsiders: Outsider[] = [];
  for (const iri of named) {
    if (isPublicAddress(iri) || iri === addresses.internalZone) continue;
    if (iri === author) continue;
    if (addresses.isLocal(iri)) {
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
  const audience = {
    public: named.some(isPublicAddress),
    internal: named.includes(addresses.internalZone),
    followers: named.some((iri) => addresses.actor(addresses.followersOf(iri) ?? '') === author),
    colleagues,
    outsiders,
  };
  return { kind: 'audience', audience };
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
  return audience.followers || audience.outsiders.length > 0 ? 'addressed' : undefined;
}
