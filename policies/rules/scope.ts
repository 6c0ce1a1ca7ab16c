import type { Crossing } from '../model/zone.ts';
import type { ScopeDocument } from './document.ts';

/** Whether a policy looks at a crossing into this zone at all, exceptions aside. */
export function coversZone(scope: ScopeDocument | undefined, zone: Crossing['zone']): boolean {
  const to = scope?.to ?? ['external'];
  return to.includes('external') || to.includes(zone);
}

/**
 * Whether a policy steps back from a crossing: the speaker has an excepted role, or outsiders are named and every
 * one of their hosts is excepted. One host outside the list and the policy applies to all.
 */
export function excepts(scope: ScopeDocument | undefined, crossing: Crossing): boolean {
  const { roles = [], domains = [] } = scope?.except ?? {};
  if (crossing.roles.some((role) => roles.includes(role))) return true;
  return (
    crossing.zone !== 'public' &&
    crossing.domains.length > 0 &&
    crossing.domains.every((domain) => domains.includes(domain))
  );
}
