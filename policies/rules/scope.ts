import type { Crossing } from '../model/zone.ts';
import type { ScopeDocument, SelectionDocument } from './document.ts';
import { compileHours, momentOf } from './time.ts';

/** Whether a policy looks at a crossing into this zone at all. */
export function coversZone(scope: ScopeDocument | undefined, zone: Crossing['zone']): boolean {
  const to = scope?.to ?? ['external'];
  return to.includes('external') || to.includes(zone);
}

/** Whether a policy whose scope is this looks at a crossing; what the scope says has been checked. */
export function compileScope(scope: ScopeDocument = {}): (crossing: Crossing) => boolean {
  const { except, hours } = scope;
  const from = momentOf(scope.from) ?? Number.NEGATIVE_INFINITY;
  const until = momentOf(scope.until) ?? Number.POSITIVE_INFINITY;
  const inHours = hours === undefined ? () => true : compileHours(hours);
  return (crossing) =>
    coversZone(scope, crossing.zone) &&
    crossing.at >= from &&
    crossing.at < until &&
    inHours(crossing.at) &&
    selects(scope, crossing) &&
    (except === undefined || !excepts(except, crossing));
}

/** One host in scope that may hear it is enough; who is not named may be anybody. */
function selects({ actors, roles, activities, domains }: SelectionDocument, crossing: Crossing): boolean {
  return (
    (actors === undefined || isAmong(actors, crossing)) &&
    (roles === undefined || crossing.roles.some((role) => roles.includes(role))) &&
    (activities === undefined || activities.includes(crossing.activity)) &&
    (domains === undefined || crossing.domains.length === 0 || crossing.domains.some((host) => domains.includes(host)))
  );
}

/** Any one of the lists is enough to be excepted. */
function excepts(
  { actors = [], roles = [], activities = [], domains = [] }: SelectionDocument,
  crossing: Crossing,
): boolean {
  return (
    isAmong(actors, crossing) ||
    crossing.roles.some((role) => roles.includes(role)) ||
    activities.includes(crossing.activity) ||
    staysWithin(domains, crossing)
  );
}

/** Actors are given by their IRI or, since only local ones speak, by the name that ends it. */
export function isAmong(actors: readonly string[], { actor }: Crossing): boolean {
  return actors.includes(actor) || actors.includes(actor.slice(actor.lastIndexOf('/') + 1));
}

/** Whether outsiders are named and nobody outside these hosts hears it. */
export function staysWithin(domains: readonly string[], crossing: Crossing): boolean {
  return (
    crossing.zone !== 'public' &&
    crossing.domains.length > 0 &&
    crossing.domains.every((domain) => domains.includes(domain))
  );
}
