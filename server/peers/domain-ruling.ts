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
  'suspend',
  'silence',
  'rejectMedia',
  'rejectReports',
] as const;
export type DomainSwitch = (typeof domainSwitches)[number];

export interface DomainRuleAsked {
  readonly domain: string;
  readonly on: readonly DomainSwitch[];
  readonly reason: string;
  /** What whoever shares the list may be told. */
  readonly publicComment?: string;
  readonly obfuscate?: boolean;
  /** Milliseconds since the epoch; it says nothing from then on. */
  readonly expiresAt?: number;
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
  /** Ends and takes up again follows, as the rules have it. */
  readonly settleFollows: () => Promise<void>;
}

export function createDomainRuling(parts: DomainRulingParts): DomainRuling {
  const { domainRules, clock } = parts;
  return {
    list: () => domainRules.all(),
    async set({ domain: given, ...asked }) {
      const domain = hostNamed(given);
      if (domain === undefined) return undefined;
      const rule = ruleOf({ ...asked, domain }, clock());
      const change = { change: 'domain.put', rule } as const;
      await record(parts, { change, by: rule.by, subject: domain, outcome: 'domain-set', document: rule });
      await parts.settleFollows();
      return rule;
    },
    async remove(given, by) {
      const domain = hostNamed(given);
      const rule = (await domainRules.all()).find((one) => one.domain === domain);
      if (!rule) return false;
      const change = { change: 'domain.remove', domain: rule.domain } as const;
      await record(parts, { change, by, subject: rule.domain, outcome: 'domain-removed', document: rule });
      await parts.settleFollows();
      return true;
    },
  };
}

/** The rule that is asked for; `domain` is a name as rules have it. */
export function ruleOf({ on, ...asked }: DomainRuleAsked, at: number): DomainRule {
  const { domain, reason, by, publicComment, obfuscate, expiresAt } = asked;
  const stricter = ['suspend', 'silence', 'rejectMedia', 'rejectReports'] as const;
  return {
    domain,
    allowed: on.includes('allowed'),
    dropIncoming: on.includes('dropIncoming'),
    dropOutgoing: on.includes('dropOutgoing'),
    refuseTheirFetches: on.includes('refuseTheirFetches'),
    refuseOurFetches: on.includes('refuseOurFetches'),
    ...Object.fromEntries(stricter.filter((name) => on.includes(name)).map((name) => [name, true])),
    reason,
    by,
    at,
    ...(publicComment !== undefined && publicComment !== '' && { publicComment }),
    ...(obfuscate === true && { obfuscate }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
