import { usualInboundPolicy } from '../../federation/index.ts';
import type { InboundPolicies, InboundPolicy } from '../../federation/ports/index.ts';
import { type PeerParts, record } from '../peers/recorded.ts';

export type InboundPolicyAsked = Omit<InboundPolicy, 'by' | 'at'>;

/** What is asked of posts from outside, for the people who decide it. */
export interface InboundRuling {
  /** The usual one where nobody set one. */
  current(): Promise<InboundPolicy>;
  /** Takes the place of the one before, in every process at once. A string says what is wrong with it. */
  set(asked: InboundPolicyAsked, by: string): Promise<InboundPolicy | string>;
}

export function createInboundRuling(parts: PeerParts & { readonly inboundPolicies: InboundPolicies }): InboundRuling {
  return {
    current: async () => (await parts.inboundPolicies.current()) ?? usualInboundPolicy,
    async set(asked, by) {
      const empty = asked.rules.find(({ match }) => match.trim() === '');
      if (empty) return 'a rule says what it looks for: fill in `match`';
      const noLink = asked.rules.find(({ kind, match }) => kind === 'link' && !isLink(match));
      if (noLink) return `\`${noLink.match}\` is no link: give a host such as \`bad.example\`, or \`bad.example/path\``;
      const policy: InboundPolicy = { ...asked, by, at: parts.clock() };
      const change = { change: 'inboundPolicy.put', policy } as const;
      await record(parts, { change, by, subject: 'inbound-policy', outcome: 'inbound-policy-set', document: policy });
      return policy;
    },
  };
}

function isLink(match: string): boolean {
  const url = URL.parse(match.includes('://') ? match : `https://${match}`);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !/\s/.test(match);
}
