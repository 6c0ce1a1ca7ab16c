import { type Node, StaleFence } from '../../../federation/ports/index.ts';
import type { ServerChange } from '../../ports/index.ts';
import type { MastodonParts } from '../door.ts';
import { authorOf, firstText, itemsOf, memberOf, numberIn, textIn } from '../nodes.ts';
import { type Posted, post } from '../posting.ts';
import type { SignedIn } from '../signed-in.ts';

/** A poll as one viewer sees it. */
export interface PollView {
  readonly multiple: boolean;
  readonly options: readonly { readonly title: string; readonly votes: number }[];
  readonly endsAt?: number;
  /** Numbers of the viewer's own choices. */
  readonly own: readonly number[];
}

type PollParts = Pick<MastodonParts, 'store' | 'origin'>;

/** The choices of a Question, in their order. */
function choicesOf(node: Node): { readonly multiple: boolean; readonly choices: readonly unknown[] } {
  const multiple = itemsOf(node['anyOf']).length > 0;
  return { multiple, choices: itemsOf(multiple ? node['anyOf'] : node['oneOf']) };
}

const place = (question: string, index: number): string => `votes:${question}:${index}`;

/** The polls among some nodes, by their IRI. Colleagues' votes are counted here, outsiders' in the Question itself. */
export async function pollsOf(
  { store: { listings }, origin }: PollParts,
  nodes: readonly Node[],
  { actorId }: Pick<SignedIn, 'actorId'>,
): Promise<ReadonlyMap<string, PollView>> {
  const questions = nodes.filter(({ type }) => type === 'Question');
  if (questions.length === 0) return new Map();
  const places = questions.flatMap((node) => choicesOf(node).choices.map((_choice, index) => place(node.id, index)));
  const [counts, held] = await Promise.all([
    listings.counts(places),
    listings.holding(places.map((listing) => ({ listing, item: actorId }))),
  ]);
  const chosen = new Set(held.map(({ listing }) => listing));
  return new Map(
    questions.map((node) => {
      const { multiple, choices } = choicesOf(node);
      const ours = node.id.startsWith(`${origin}/`);
      const options = choices.map((choice, index) => {
        const [replies] = itemsOf(memberOf(choice, 'replies'));
        const inside = ours ? (counts.get(place(node.id, index)) ?? 0) : 0;
        return { title: textIn(choice, 'name') ?? '', votes: (numberIn(replies, 'totalItems') ?? 0) + inside };
      });
      const end = Date.parse(firstText(node['closed']) ?? firstText(node['endTime']) ?? '');
      const own = choices.flatMap((_choice, index) => (chosen.has(place(node.id, index)) ? [index] : []));
      return [node.id, { multiple, options, own, ...(Number.isFinite(end) && { endsAt: end }) }];
    }),
  );
}

export type VoteOutcome =
  | { readonly kind: 'counted' }
  | { readonly kind: 'invalid'; readonly reason: string }
  | Extract<Posted, { kind: 'refused' }>;

/** Longer than anybody looks at a poll. */
const rememberedMs = 10 * 365 * 24 * 60 * 60 * 1000;

/** Votes once. On a poll of another server, that server is told each choice through the gate. */
export async function vote(
  parts: MastodonParts,
  account: SignedIn,
  node: Node,
  asked: readonly number[],
): Promise<VoteOutcome> {
  const { store, origin, clock, snowflakes } = parts;
  const { actorId } = account;
  const view = (await pollsOf(parts, [node], account)).get(node.id);
  const picked = [...new Set(asked)];
  if (!view || picked.length === 0 || picked.some((index) => view.options[index] === undefined)) {
    return invalid('The chosen vote option does not exist');
  }
  if (view.endsAt !== undefined && view.endsAt <= clock()) return invalid('The poll has already ended');
  if (!view.multiple && picked.length > 1) return invalid('The chosen vote option does not exist');
  if (authorOf(node) === actorId) return invalid('You can not vote in your own polls');
  const key = `vote ${node.id}`;
  const claim: ServerChange = {
    change: 'submission.key',
    actor: actorId,
    key,
    result: node.id,
    expiresAt: clock() + rememberedMs,
  };
  const votes = picked.map((index): ServerChange => {
    return { change: 'listing.add', listing: place(node.id, index), item: actorId, position: snowflakes.next() };
  });
  try {
    await store.commits.commit([claim, ...votes]);
  } catch (error) {
    if (error instanceof StaleFence) return invalid('You have already voted on this poll');
    throw error;
  }
  if (node.id.startsWith(`${origin}/`)) return { kind: 'counted' };
  for (const index of picked) {
    const posted = await post(parts, account, ballot(node, view.options[index]?.title ?? ''));
    if (posted.kind === 'refused') return posted;
  }
  return { kind: 'counted' };
}

/** A vote as servers exchange it: a note with a name and no content, for the author alone. */
function ballot(node: Node, name: string) {
  return { type: 'Note', name, inReplyTo: node.id, to: [authorOf(node) ?? ''] };
}

function invalid(reason: string): VoteOutcome {
  return { kind: 'invalid', reason };
}
