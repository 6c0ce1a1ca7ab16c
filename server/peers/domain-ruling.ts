import type { DomainRule, DomainRules } from '../../federation/ports/index.ts';
import { hostNamed } from './hosts.ts';
import { type PeerParts, record } from './recorded.ts';

/** What a rule can say: each is off where it is not named. */
export const domainSwitches = [
  'allowed',
  'dropIncoming',
  'dropOutgoing',
  'refuseTheirFetches',
  'refuseOurFetches',
] as const;
export type DomainSwitch = (typeof domainSwitches)[number];

export interface DomainRuleAsked {
  readonly domain: string;
  readonly on: readonly DomainSwitch[];
  readonly reason: string;
  /** Actor IRI, or `operator`. */
  readonly by: string;
}

/** The rules for other servers, for the people who make them. */
export interface DomainRuling {
  /** By domain. */
  list(): Promise<DomainRule[]>;
  /** Takes the place of the rule for the same domain. Undefined where the name is none. */
  set(asked: DomainRuleAsked): Promise<DomainRule | undefined>;
  /** `false` where there is none. */
  remove(domain: string, by: string): Promise<boolean>;
}

export interface DomainRulingParts extends PeerParts {
  readonly domainRules: DomainRules;
}

export function createDomainRuling(parts: DomainRulingParts): DomainRuling {
  const { domainRules, clock } = parts;
  return {
    list: () => domainRules.all(),
    async set({ domain: given, on, reason, by }) {
      const domain = hostNamed(given);
      if (domain === undefined) return undefined;
      const rule: DomainRule = {
        domain,
        allowed: on.includes('allowed'),
        dropIncoming: on.includes('dropIncoming'),
        dropOutgoing: on.includes('dropOutgoing'),
        refuseTheirFetches: on.includes('refuseTheirFetches'),
        refuseOurFetches: on.includes('refuseOurFetches'),
        reason,
        by,
        at: clock(),
      };
      const change = { change: 'domain.put', rule } as const;
      await record(parts, { change, by, subject: domain, outcome: 'domain-set', document: rule });
      return rule;
    },
    async remove(given, by) {
      const domain = hostNamed(given);
      const rule = (await domainRules.all()).find((one) => one.domain === domain);
      if (!rule) return false;
      const change = { change: 'domain.remove', domain: rule.domain } as const;
      await record(parts, { change, by, subject: rule.domain, outcome: 'domain-removed', document: rule });
      return true;
    },
  };
}
