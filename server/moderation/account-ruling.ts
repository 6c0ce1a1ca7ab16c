import type { Standing } from '../../federation/index.ts';
import type { ActorRule, ActorRules } from '../../federation/ports/index.ts';
import { type PeerParts, record } from '../peers/recorded.ts';
import { type SeveringParts, settleFollows, severActors } from './severing.ts';

export interface AccountRuleAsked {
  /** Actor IRI of an outsider. */
  readonly actor: string;
  readonly suspend?: boolean;
  readonly silence?: boolean;
  readonly rejectMedia?: boolean;
  readonly reason: string;
  /** Milliseconds since the epoch; it says nothing from then on. */
  readonly expiresAt?: number;
  /** Actor IRI, or `operator`. */
  readonly by: string;
}

export type AccountRuleOutcome =
  | { readonly kind: 'set'; readonly rule: ActorRule }
  | { readonly kind: 'refused'; readonly reason: string };

/** The rules for single outsiders, for the people who make them. */
export interface AccountRuling {
  /** By actor. */
  list(): Promise<ActorRule[]>;
  of(actor: string): Promise<ActorRule | undefined>;
  /** By the rule for the actor and the one for its domain, whichever is stricter. */
  standing(actor: string): Standing;
  /** Takes the place of the rule for the same actor; suspended follows end, and can be taken up again for 30 days. */
  set(asked: AccountRuleAsked): Promise<AccountRuleOutcome>;
  /** `false` where there is none. */
  lift(actor: string, by: string): Promise<boolean>;
}

export interface AccountRulingParts extends PeerParts {
  readonly origin: string;
  readonly actorRules: ActorRules;
  readonly severing: SeveringParts;
}

export function createAccountRuling(parts: AccountRulingParts): AccountRuling {
  const { actorRules, peers } = parts;
  const of = async (actor: string): Promise<ActorRule | undefined> =>
    (await actorRules.all()).find((rule) => rule.actor === actor);
  return {
    list: () => actorRules.all(),
    of,
    standing: (actor) => peers.standing(actor),
    set: (asked) => set(parts, asked),
    async lift(actor, by) {
      const rule = await of(actor);
      if (!rule) return false;
      const change = { change: 'actorRule.remove', actor } as const;
      await record(parts, { kind: 'moderation', change, by, subject: actor, outcome: 'lifted', document: rule });
      await settleFollows(parts.severing);
      return true;
    },
  };
}

async function set(parts: AccountRulingParts, asked: AccountRuleAsked): Promise<AccountRuleOutcome> {
  const { actor, suspend = false, silence = false, rejectMedia = false, reason, by, expiresAt } = asked;
  if (!/^https?:\/\//.test(actor) || !URL.canParse(actor)) {
    return refused(`\`${actor}\` is no actor: give the address of the actor itself`);
  }
  if (new URL(actor).origin === parts.origin) {
    return refused('this rule is for outsiders: revoke the tokens of a colleague with `portico token revoke`');
  }
  if (!suspend && !silence && !rejectMedia) return refused('say what it does: suspend, silence or rejectMedia');
  const when = { at: parts.clock(), ...(expiresAt !== undefined && { expiresAt }) };
  const rule: ActorRule = { actor, suspend, silence, rejectMedia, reason, by, ...when };
  const outcome = suspend ? 'suspended' : silence ? 'silenced' : 'media-rejected';
  const change = { change: 'actorRule.put', rule } as const;
  await record(parts, { kind: 'moderation', change, by, subject: actor, outcome, document: rule });
  if (suspend) await severActors(parts.severing, [actor]);
  else await settleFollows(parts.severing);
  return { kind: 'set', rule };
}

function refused(reason: string): AccountRuleOutcome {
  return { kind: 'refused', reason };
}
