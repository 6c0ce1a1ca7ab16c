import type { Account, Node } from '../../federation/ports/index.ts';
import type { AudienceName } from './audience-names.ts';
import { authorOf, irisOf, partnerZoneIn, visibilityOf } from './nodes.ts';

const asPublic = 'https://www.w3.org/ns/activitystreams#Public';

/** Who a post of anybody is for, as far as it says. */
export function audienceOf(node: Node, origin: string): AudienceName {
  const visibility = visibilityOf(node, origin);
  if (visibility !== 'private') return visibility;
  const zone = partnerZoneIn(node, origin);
  if (zone !== undefined) return `partner:${zone}`;
  return namedIn(node).some((iri) => iri.endsWith('/followers')) ? 'followers' : 'private';
}

/** How far an answer can be heard at most (DESIGN.md §1): what an outsider told their followers is answered to them alone. */
export function widestAnswer(answered: Node, { actorId }: Account, origin: string): AudienceName {
  const audience = audienceOf(answered, origin);
  if (audience === 'unlisted') return 'public';
  if (audience !== 'followers') return audience;
  if (!answered.id.startsWith(`${origin}/`)) return 'direct';
  return authorOf(answered) === actorId ? audience : 'private';
}

export interface Addressed {
  readonly to: string[];
  readonly cc: string[];
}

/** An audience as addressees, with those who are `named`. */
export function addresseesFor(
  audience: AudienceName,
  named: readonly string[],
  { actorId, origin, isLocal }: { actorId: string; origin: string; isLocal: (iri: string) => boolean },
): Addressed {
  const internal = `${origin}/zones/internal`;
  const followers = `${actorId}/followers`;
  switch (audience) {
    // Nobody at all would mean everybody here.
    case 'direct':
      return { to: named.length > 0 ? [...named] : [actorId], cc: [] };
    case 'private':
      return { to: [internal], cc: named.filter(isLocal) };
    case 'followers':
      return { to: [internal, followers], cc: [...named] };
    case 'unlisted':
      return { to: [followers], cc: [asPublic, ...named] };
    case 'public':
      return { to: [asPublic], cc: [followers, ...named] };
    default:
      return { to: [`${origin}/zones/partner/${audience.slice('partner:'.length)}`], cc: [...named] };
  }
}

function namedIn(node: Node): string[] {
  return [...irisOf(node['to']), ...irisOf(node['cc'])];
}
