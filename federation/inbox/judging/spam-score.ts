import type { InboundPolicy, Signalled } from '../../ports/index.ts';
import type { PostFacts } from './facts.ts';

/** What the inbound policy is where nobody set one. */
export const usualInboundPolicy: InboundPolicy = {
  rules: [],
  mentionsMost: 30,
  newAccount: { days: 7, mentionsMost: 5, linksMost: 5 },
  holdAt: 60,
  by: 'operator',
  at: 0,
};

/** How much each signal counts (docs/moderation.md). The sum is the spam score. */
export const signalPoints = {
  /** Its sender is younger than the policy's days, by its own word. */
  'new-account': 15,
  /** Nothing of its sender came here before. */
  'first-contact': 15,
  /** It names people here, and answers nothing of theirs. */
  'uninvited-mention': 15,
  /** Its sender shows neither a picture nor a word about itself. */
  'bare-profile': 10,
  /** It names more than three accounts. */
  'many-mentions': 25,
  /** It has more than two links. */
  'many-links': 20,
} as const;

const mentionsFew = 3;
const linksFew = 2;
const dayMs = 24 * 60 * 60 * 1000;

/** What the post alone does not tell. */
export interface Acquaintance {
  /** Something of its sender came before. */
  readonly heardBefore: boolean;
  /** It answers a post of this server. */
  readonly answersHere: boolean;
  /** It names somebody here. */
  readonly namesHere: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The signals that a post of somebody gives whom nobody here follows. */
export function signalsOf(
  facts: PostFacts,
  { heardBefore, answersHere, namesHere, now }: Acquaintance,
  policy: InboundPolicy,
): Signalled[] {
  const given: Readonly<Record<keyof typeof signalPoints, boolean>> = {
    'new-account': facts.since !== undefined && isYoung(facts.since, now, policy),
    'first-contact': !heardBefore,
    'uninvited-mention': namesHere && !answersHere,
    'bare-profile': facts.bareProfile,
    'many-mentions': facts.mentions.length > mentionsFew,
    'many-links': facts.linkCount > linksFew,
  };
  return Object.entries(signalPoints).flatMap(([signal, points]) =>
    given[signal as keyof typeof signalPoints] ? [{ signal, points }] : [],
  );
}

/** Whether the limits for new accounts hold: for those that are young, and for those that do not say and never wrote. */
export function isNew({ since }: PostFacts, { heardBefore, now }: Acquaintance, policy: InboundPolicy): boolean {
  if (policy.newAccount.days === 0) return false;
  return since === undefined ? !heardBefore : isYoung(since, now, policy);
}

function isYoung(since: number, now: number, { newAccount }: InboundPolicy): boolean {
  return since > now - newAccount.days * dayMs;
}
