import type { PartnerZone, PartnerZones } from '../../federation/ports/index.ts';
import { hostNamed } from './hosts.ts';
import { type PeerParts, record } from './recorded.ts';

export interface PartnerZoneAsked {
  readonly name: string;
  readonly domains: readonly string[];
  /** Actor IRIs. */
  readonly guests: readonly string[];
  /** Actor IRI, or `operator`. */
  readonly by: string;
}

export type ZoneOutcome =
  | { readonly kind: 'set'; readonly zone: PartnerZone }
  | { readonly kind: 'refused'; readonly reason: string };

/** Partner zones, for the people who make them. */
export interface Zoning {
  /** By name. */
  list(): Promise<PartnerZone[]>;
  /** Takes the place of the zone of the same name. */
  set(asked: PartnerZoneAsked): Promise<ZoneOutcome>;
  /** What went into it is served to nobody from then on. `false` where there is none. */
  remove(name: string, by: string): Promise<boolean>;
}

export interface ZoningParts extends PeerParts {
  readonly partnerZones: PartnerZones;
}

const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/;

export function createZoning(parts: ZoningParts): Zoning {
  const { partnerZones } = parts;
  return {
    list: () => partnerZones.all(),
    set: (asked) => set(parts, asked),
    async remove(name, by) {
      const zone = (await partnerZones.all()).find((one) => one.name === name);
      if (!zone) return false;
      const change = { change: 'partnerZone.remove', name } as const;
      await record(parts, { change, by, subject: `partner:${name}`, outcome: 'zone-removed', document: zone });
      return true;
    },
  };
}

async function set(parts: ZoningParts, { name, domains, guests, by }: PartnerZoneAsked): Promise<ZoneOutcome> {
  if (!namePattern.test(name)) {
    return refused(`\`${name}\` can't be a zone: use up to 30 letters, digits and dashes`);
  }
  const hosts = domains.map((domain) => hostNamed(domain) ?? '');
  const wrong = hosts.indexOf('');
  if (wrong !== -1) return refused(`\`${domains[wrong]}\` is no name of a server`);
  const stranger = guests.find((guest) => !/^https?:\/\//.test(guest) || !URL.canParse(guest));
  if (stranger !== undefined) return refused(`\`${stranger}\` is no actor: give the address of the actor itself`);
  const zone: PartnerZone = { name, domains: [...new Set(hosts)], guests: [...new Set(guests)], by, at: parts.clock() };
  const change = { change: 'partnerZone.put', zone } as const;
  await record(parts, { change, by, subject: `partner:${name}`, outcome: 'zone-set', document: zone });
  return { kind: 'set', zone };
}

function refused(reason: string): ZoneOutcome {
  return { kind: 'refused', reason };
}
