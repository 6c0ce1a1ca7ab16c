import { firstString } from './addressing.ts';
import type { ActorRule, DomainRule, Node, PartnerZone } from './ports/index.ts';
import { canonicalHost } from './wire/origins.ts';

/** `closed`: nobody outside; `allowlist`: the servers that are named; `open`: everyone. */
export type FederationMode = 'closed' | 'allowlist' | 'open';

/** What passes between two servers: we send, they send, we fetch, they fetch. */
export type Way = 'send' | 'hear' | 'fetch' | 'answer';

/** How an outsider stands with this server, by the rules for the actor and for its domain. */
export type Standing = 'suspended' | 'silenced' | 'ordinary';

/** What may be left out of what somebody sends. */
export type Refusable = 'media' | 'reports';

/** The servers that this one may speak with, and the actors there. */
export interface Peers {
  readonly mode: FederationMode;
  /** Whether anything is sent to this `host`, canonical and with its port. */
  allowed(host: string): boolean;
  /** The same of any of the four ways. */
  opens(host: string, way: Way): boolean;
  /** The same of the server of this actor; no way is open to one that is suspended. */
  opensFor(actor: string, way: Way): boolean;
  /** By the IRI of an actor or of anything on its server. */
  standing(iri: string): Standing;
  refuses(actor: string, what: Refusable): boolean;
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

export interface PeersOptions {
  readonly mode: FederationMode;
  readonly allowedHosts: readonly string[];
  /** The rule that holds for a host, if there is one. */
  readonly ruleFor: (host: string) => DomainRule | undefined;
  /** The rule for an actor, if there is one. */
  readonly actorRuleFor: (actor: string) => ActorRule | undefined;
  readonly partnerZones: () => readonly PartnerZone[];
  readonly resolve: (iri: string) => Promise<Node | undefined>;
}

export function createPeers(options: PeersOptions): Peers {
  const { mode, ruleFor } = options;
  const listed = new Set(options.allowedHosts.map((host) => host.toLowerCase()));
  const known = (host: string): boolean => {
    if (mode !== 'allowlist') return mode === 'open';
    return listed.has(host.toLowerCase()) || ruleFor(host.toLowerCase())?.allowed === true;
  };
  const opens = (host: string, way: Way): boolean => {
    const rule = ruleFor(host.toLowerCase());
    return known(host) && !(rule && (rule.suspend === true || closes[way](rule)));
  };
  const standings = createStandings(options);
  return {
    mode,
    allowed: (host) => opens(host, 'send'),
    opens,
    opensFor: (actor, way) => opens(hostOf(actor), way) && standings.standing(actor) !== 'suspended',
    ...standings,
    partnerZones: options.partnerZones,
    actor: async (iri) => {
      if (!URL.canParse(iri) || !known(hostOf(iri)) || standings.standing(iri) === 'suspended') return undefined;
      const node = await options.resolve(iri).catch(() => undefined);
      return node && firstString(node['inbox']) !== undefined ? node : undefined;
    },
  };
}

/** Of the rules for an actor and for its domain, the stricter one says. */
function createStandings({
  ruleFor,
  actorRuleFor,
}: Pick<PeersOptions, 'ruleFor' | 'actorRuleFor'>): Pick<Peers, 'standing' | 'refuses'> {
  return {
    standing(iri) {
      const rules = [actorRuleFor(iri), ruleFor(hostOf(iri))];
      if (rules.some((rule) => rule?.suspend === true)) return 'suspended';
      return rules.some((rule) => rule?.silence === true) ? 'silenced' : 'ordinary';
    },
    refuses(actor, what) {
      const rule = ruleFor(hostOf(actor));
      if (what === 'reports') return rule?.rejectReports === true;
      return rule?.rejectMedia === true || actorRuleFor(actor)?.rejectMedia === true;
    },
  };
}

/** With its port where that is not the usual one; empty for what is no IRI. */
function hostOf(iri: string): string {
  return canonicalHost(iri) ?? '';
}
