import { firstString } from './addressing.ts';
import type { DomainRule, Node, PartnerZone } from './ports/index.ts';

/** `closed`: nobody outside; `allowlist`: the servers that are named; `open`: everyone. */
export type FederationMode = 'closed' | 'allowlist' | 'open';

/** What passes between two servers: we send, they send, we fetch, they fetch. */
export type Way = 'send' | 'hear' | 'fetch' | 'answer';

/** The servers that this one may speak with, and the actors there. */
export interface Peers {
  readonly mode: FederationMode;
  /** Whether anything is sent to this `host`, canonical and with its port. */
  allowed(host: string): boolean;
  /** The same of any of the four ways. */
  opens(host: string, way: Way): boolean;
  /** The partner zones, by name. */
  partnerZones(): readonly PartnerZone[];
  /** The actor behind a remote IRI: from the store, else from its server; undefined where there is none or it may not be asked. */
  actor(iri: string): Promise<Node | undefined>;
}

const closes: Readonly<Record<Way, (rule: DomainRule) => boolean>> = {
  send: ({ dropOutgoing }) => dropOutgoing,
  hear: ({ dropIncoming }) => dropIncoming,
  fetch: ({ refuseOurFetches }) => refuseOurFetches,
  answer: ({ refuseTheirFetches }) => refuseTheirFetches,
};

export function createPeers(options: {
  readonly mode: FederationMode;
  readonly allowedHosts: readonly string[];
  /** The rule that holds for a host, if there is one. */
  readonly ruleFor: (host: string) => DomainRule | undefined;
  readonly partnerZones: () => readonly PartnerZone[];
  readonly resolve: (iri: string) => Promise<Node | undefined>;
}): Peers {
  const { mode, ruleFor } = options;
  const listed = new Set(options.allowedHosts.map((host) => host.toLowerCase()));
  const known = (host: string): boolean => {
    if (mode !== 'allowlist') return mode === 'open';
    return listed.has(host.toLowerCase()) || ruleFor(host.toLowerCase())?.allowed === true;
  };
  const opens = (host: string, way: Way): boolean => {
    const rule = ruleFor(host.toLowerCase());
    return known(host) && !(rule && closes[way](rule));
  };
  return {
    mode,
    allowed: (host) => opens(host, 'send'),
    opens,
    partnerZones: options.partnerZones,
    actor: async (iri) => {
      if (!URL.canParse(iri) || !known(new URL(iri).host)) return undefined;
      const node = await options.resolve(iri).catch(() => undefined);
      return node && firstString(node['inbox']) !== undefined ? node : undefined;
    },
  };
}
