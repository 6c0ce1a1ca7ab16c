import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import type { InboundPolicy, Signalled } from '../../ports/index.ts';
import type { EffectParts } from '../effects/index.ts';
import { factsOf, type PostFacts, textIn } from './facts.ts';
import { rulesMet } from './matching.ts';
import { type Acquaintance, isNew, signalsOf, usualInboundPolicy } from './spam-score.ts';

export type Judgement =
  | { readonly kind: 'pass' }
  /** Waits for a moderator. */
  | { readonly kind: 'hold'; readonly score: number; readonly signals: readonly Signalled[] }
  | { readonly kind: 'refuse'; readonly reason: string };

export interface JudgingParts extends Pick<EffectParts, 'activities' | 'followers' | 'addresses' | 'clock'> {
  /** Undefined where nobody set one. */
  readonly inboundPolicy: () => InboundPolicy | undefined;
}

/** What makes a post wait by itself, whatever its score. */
const limitPoints = 100;
const pass: Judgement = { kind: 'pass' };

/**
 * Whether a post from outside is let in (docs/moderation.md). Rules and the limit of mentions hold for everybody; the
 * limits for new accounts and the spam score for those alone whom nobody here follows.
 */
export async function judge(parts: JudgingParts, activity: ApexNode, sender: ApexNode): Promise<Judgement> {
  const [post] = Array.isArray(activity['object']) ? (activity['object'] as ApexNode[]) : [];
  if (!isPost(activity, post, sender)) return pass;
  const policy = parts.inboundPolicy() ?? usualInboundPolicy;
  const facts = factsOf(post, sender);
  const met = await rulesMet(policy.rules, { text: () => textIn(post, sender), links: facts.links });
  if (met.some(({ action }) => action === 'reject')) return { kind: 'refuse', reason: 'a rule for what comes in' };
  const limits: Signalled[] = met.flatMap(({ action, kind }) =>
    action === 'hold' ? [{ signal: `${kind}-rule`, points: limitPoints }] : [],
  );
  if (policy.mentionsMost > 0 && facts.mentions.length > policy.mentionsMost) {
    limits.push({ signal: 'mentions-most', points: limitPoints });
  }
  const scored = met.flatMap(({ action, kind, points = 0 }) =>
    action === 'score' ? [{ signal: `${kind}-rule`, points }] : [],
  );
  const followed = await parts.followers.localFollowersOf(sender.id, parts.addresses.origin);
  if (followed.length > 0) return outcome(policy, limits, scored);
  const acquaintance = await acquaintanceOf(parts, post, facts, sender);
  limits.push(...newAccountLimits(policy, facts, acquaintance));
  return outcome(policy, limits, [...scored, ...signalsOf(facts, acquaintance, policy)]);
}

function outcome({ holdAt }: InboundPolicy, limits: readonly Signalled[], scored: readonly Signalled[]): Judgement {
  const signals = [...limits, ...scored];
  const sum = (some: readonly Signalled[]): number => some.reduce((total, { points }) => total + points, 0);
  if (limits.length === 0 && (holdAt === 0 || sum(scored) < holdAt)) return pass;
  return { kind: 'hold', score: sum(signals), signals };
}

function newAccountLimits(policy: InboundPolicy, facts: PostFacts, acquaintance: Acquaintance): Signalled[] {
  if (!isNew(facts, acquaintance, policy)) return [];
  const { mentionsMost, linksMost } = policy.newAccount;
  return [
    ...(facts.mentions.length > mentionsMost ? [{ signal: 'new-account-mentions', points: limitPoints }] : []),
    ...(facts.linkCount > linksMost ? [{ signal: 'new-account-links', points: limitPoints }] : []),
  ];
}

async function acquaintanceOf(
  { activities, addresses, clock }: JudgingParts,
  post: ApexNode,
  { mentions }: PostFacts,
  sender: ApexNode,
): Promise<Acquaintance> {
  const answered = firstString(post['inReplyTo']);
  return {
    heardBefore: (await activities.byActor(sender.id, 1)).length > 0,
    answersHere: answered !== undefined && addresses.isLocal(answered),
    namesHere: mentions.some(addresses.isLocal),
    now: clock(),
  };
}

/** What is made or edited and is not the sender itself. */
function isPost(activity: ApexNode, post: ApexNode | undefined, sender: ApexNode): post is ApexNode {
  if (activity.type !== 'Create' && activity.type !== 'Update') return false;
  return typeof post === 'object' && post.id !== sender.id;
}
