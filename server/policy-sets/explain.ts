import { randomBytes } from 'node:crypto';
import type { History, ReadExplanation, Reader, Reading } from '../../federation/index.ts';
import type { Accounts, Decision, Decisions, Holds, Objects, Review, Reviews } from '../../federation/ports/index.ts';
import { createGate, type PolicySet, type Verdict } from '../../policies/index.ts';

/** Why a post was stopped or let go, and what the set in force would say of it. Holds no word of the post. */
export interface Explanation {
  readonly post: string;
  /** What was decided on it, in order. */
  readonly decisions: readonly Pick<Decision, 'id' | 'zone' | 'decidedAt' | 'verdict'>[];
  readonly reviews: readonly Review[];
  /** Of the set in force, on what was decided then; absent where nothing of it is left, or no set is in force. */
  readonly today?: Verdict;
  readonly reader?: ReadExplanation & { readonly as: string };
}

export interface Explaining {
  /**
   * `post` is the id of an activity, of an object, or of a hold. `reader` is a user name, `anonymous`, or the host of
   * another server. Undefined where nothing was ever decided on such a post.
   */
  explain(post: string, reader?: string): Promise<Explanation | undefined>;
}

export interface ExplainParts {
  readonly origin: string;
  readonly read: Pick<Reading, 'explain'>;
  readonly history: History;
  readonly decisions: Decisions;
  readonly objects: Objects;
  readonly holds: Holds;
  readonly reviews: Reviews;
  readonly accounts: Accounts;
  readonly activities: { byActorAndObject(actorId: string, objectId: string): Promise<string[]> };
  readonly policySet: () => PolicySet | 'unconfirmed' | undefined;
}

export function createExplaining(parts: ExplainParts): Explaining {
  return {
    async explain(post, reader) {
      const found = await subjectOf(parts, post);
      if (!found) return undefined;
      const today = await todaysVerdict(parts, found.past);
      const read = reader === undefined ? undefined : await asReader(parts, post, reader);
      return {
        post,
        decisions: found.decisions.map(({ id, zone, decidedAt, verdict }) => ({ id, zone, decidedAt, verdict })),
        reviews: await parts.reviews.ofHold(holdIdOf(post)),
        ...(today && { today }),
        ...(read && { reader: read }),
      };
    },
  };
}

interface Subject {
  readonly decisions: readonly Decision[];
  /** Id that the history knows it by. */
  readonly past: string;
}

async function subjectOf(parts: ExplainParts, post: string): Promise<Subject | undefined> {
  const hold = await parts.holds.byId(holdIdOf(post));
  const held = hold && (await parts.decisions.byId(hold.decision));
  if (held) return { decisions: [held], past: post };
  for (const activity of [post, ...(await activitiesAbout(parts, post))]) {
    const decisions = await parts.decisions.ofActivity(activity);
    if (decisions.length > 0) return { decisions, past: activity };
  }
  return undefined;
}

/** What its author did with an object: made it first of all. */
async function activitiesAbout({ objects, activities }: ExplainParts, id: string): Promise<string[]> {
  const object = await objects.get(id);
  const [author] = [object?.['attributedTo']].flat();
  return typeof author === 'string' ? activities.byActorAndObject(author, id) : [];
}

async function todaysVerdict({ history, policySet }: ExplainParts, id: string): Promise<Verdict | undefined> {
  const [set, past] = [policySet(), await history.find(id)];
  if (!past || typeof set !== 'object') return undefined;
  const gate = createGate({ policySet: () => set, sealKey: randomBytes(32), clock: () => 0, newId: () => '' });
  return history.decide(gate, past);
}

async function asReader(
  { read, accounts, origin }: ExplainParts,
  post: string,
  as: string,
): Promise<Explanation['reader']> {
  const id = URL.canParse(post) ? post : `${origin}/activities/${post}`;
  const account = await accounts.byName(as.toLowerCase());
  const reader: Reader = account
    ? { kind: 'colleague', actorId: account.actorId }
    : as === 'anonymous'
      ? { kind: 'anonymous' }
      : { kind: 'server', host: as.toLowerCase() };
  return { as, ...(await read.explain(id, reader)) };
}

function holdIdOf(post: string): string {
  return post.split('/').at(-1) ?? post;
}
