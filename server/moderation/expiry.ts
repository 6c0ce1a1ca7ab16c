import type { ActorRules, DomainRules } from '../../federation/ports/index.ts';
import { announce, type PeerAct, type PeerParts, recorded } from '../peers/recorded.ts';
import type { ServerCommits } from '../ports/index.ts';

export interface ExpiryParts extends PeerParts {
  readonly origin: string;
  readonly domainRules: DomainRules;
  readonly actorRules: ActorRules;
}

/** Takes rules away that have run out. They say nothing since then; this is for the lists that people see. */
export async function expireRules(parts: ExpiryParts, commits: ServerCommits): Promise<void> {
  const now = parts.clock();
  const isOver = ({ expiresAt }: { readonly expiresAt?: number }): boolean =>
    expiresAt !== undefined && expiresAt <= now;
  const [domains, actors] = await Promise.all([parts.domainRules.all(), parts.actorRules.all()]);
  const acts: PeerAct[] = [
    ...domains.filter(isOver).map((rule): PeerAct => {
      const change = { change: 'domain.remove', domain: rule.domain } as const;
      return { change, by: parts.origin, subject: rule.domain, outcome: 'domain-expired', document: rule };
    }),
    ...actors.filter(isOver).map((rule): PeerAct => {
      const change = { change: 'actorRule.remove', actor: rule.actor } as const;
      const by = { by: parts.origin, subject: rule.actor, outcome: 'expired' };
      return { kind: 'moderation', change, ...by, document: rule };
    }),
  ];
  if (acts.length === 0) return;
  await commits.commit(acts.flatMap((act) => recorded(act, now)));
  await announce(parts);
}
