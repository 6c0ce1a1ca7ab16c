import type { AudienceName } from '../api/entities.ts';
import { self } from '../api/self.ts';
import { say, sayCount, sayList } from './say.ts';

/** Servers of a zone that are named; more are counted. */
const namedMost = 3;

/** Who sees a post, in a word or two. */
export function audienceTitle(audience: AudienceName): string {
  const zone = partnerOf(audience);
  return zone === undefined ? say(`zone-${audience as Plain}`) : say('zone-partner', { name: zone });
}

/** Who sees a post, in a sentence. */
export function audienceHint(audience: AudienceName): string {
  const name = partnerOf(audience);
  if (name === undefined) return say(`zone-${audience as Plain}-hint`);
  const zone = self.zones.find((one) => one.name === name);
  const who = zone ? membersOf(zone) : [];
  return who.length === 0 ? say('zone-partner-nobody') : say('zone-partner-hint', { who: sayList(who) });
}

/** The name of the partner zone. */
export function partnerOf(audience: AudienceName): string | undefined {
  return audience.startsWith('partner:') ? audience.slice('partner:'.length) : undefined;
}

function membersOf({ domains, guests }: (typeof self.zones)[number]): string[] {
  const more = domains.length - namedMost;
  return [
    ...domains.slice(0, namedMost).map((host) => say('zone-partner-host', { host })),
    ...(more > 0 ? [sayCount('zone-partner-servers', more)] : []),
    ...(guests > 0 ? [sayCount('zone-partner-guests', guests)] : []),
  ];
}

type Plain = Exclude<AudienceName, `partner:${string}`>;
