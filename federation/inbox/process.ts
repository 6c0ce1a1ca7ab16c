import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { addresseesOf, firstString, isPublicAddress, strings } from '../addressing.ts';
import { WriteRefused } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import { unitOfWork, withUnitOfWork } from '../apex/unit-of-work.ts';
import { listInConversation } from '../conversation.ts';
import { passOn } from '../groups.ts';
import type { Peers } from '../peers.ts';
import type { Change, ClaimedInbound, Commits, InboundActivity, InboundHold } from '../ports/index.ts';
import { listReply } from '../replies.ts';
import { acceptActivity } from './accept.ts';
import { inOneDialect } from './dialect.ts';
import { type EffectParts, effectOf } from './effects/index.ts';
import type { Filing } from './file.ts';
import { type JudgingParts, judge } from './judging/judge.ts';
import { refusedByRule, withoutRefusedMedia } from './peer-rules.ts';
import { sanitised } from './sanitise.ts';

export interface ProcessParts extends EffectParts, Pick<JudgingParts, 'inboundPolicy'> {
  readonly commits: Commits;
  readonly peers: Peers;
  readonly filing: Filing;
  /** The server's own account, which takes what is for nobody in particular. */
  readonly instanceName: string;
}

export type ProcessOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Waits for a moderator. */
  | { readonly kind: 'held'; readonly signals: readonly string[] };

const largeBytes = 16_384;

/** What is worked off: straight from the queue, or let in by a moderator. */
type Arrived = Pick<InboundActivity, 'actor' | 'activity' | 'recipient' | 'body'>;

/**
 * Carries out one accepted activity: normal form, acceptance rules, then apex's inbox pipeline for every account that it
 * concerns; all of it, and the end of the queue entry, in one transaction.
 */
export async function process(parts: ProcessParts, entry: ClaimedInbound): Promise<ProcessOutcome> {
  const end: Change = { change: 'inbound.done', id: entry.id, fence: entry.fence, at: parts.clock() };
  return carriedOut(parts, entry, { end, judged: false });
}

/** Carries out what waited for a moderator; throws `StaleFence` where it does not wait any more. */
export async function letIn(parts: ProcessParts, held: InboundHold): Promise<ProcessOutcome> {
  return carriedOut(parts, held, { end: { change: 'inboundHold.remove', id: held.id }, judged: true });
}

async function carriedOut(
  parts: ProcessParts,
  entry: Arrived,
  { end, judged }: { readonly end: Change; readonly judged: boolean },
): Promise<ProcessOutcome> {
  const document = JSON.parse(new TextDecoder().decode(entry.body)) as object;
  const principal = { kind: 'remote', actor: entry.actor, origin: new URL(entry.actor).origin } as const;
  return withUnitOfWork(parts.commits, principal, async (unit) => {
    const outcome = await carryOut(parts, entry, document, judged);
    // Nothing of a refused activity stays, not even what was done before the rule that refused it.
    if (outcome.kind === 'refused') unit.changes.length = 0;
    unit.add(end);
    return outcome;
  });
}

async function carryOut(
  parts: ProcessParts,
  entry: Arrived,
  document: object,
  judged: boolean,
): Promise<ProcessOutcome> {
  const node = await parts.apex.fromJSONLD(document).catch(() => undefined);
  if (!node || typeof node.id !== 'string') return { kind: 'refused', reason: 'not readable as JSON-LD' };
  await breath(entry);
  const accepted = acceptActivity(inOneDialect(node), entry.actor, parts.addresses);
  if (accepted.kind === 'refused') return accepted;
  const activity = withoutRefusedMedia(parts.peers, await sanitised(accepted.activity));
  await breath(entry);
  const rule = await refusedByRule(parts, activity, entry.actor);
  if (rule !== undefined) return { kind: 'refused', reason: rule };
  const known = await parts.store.getActivity(activity.id);
  if (known && firstString(known['actor']) !== entry.actor) return { kind: 'refused', reason: 'the `id` is taken' };
  const sender = await parts.store.getObject(entry.actor);
  if (!sender || sender.type === 'Tombstone') return { kind: 'refused', reason: 'the sender is not known any more' };
  const ids = [activity.id, ...strings(activity['object'])];
  if ((await parts.retractions.among(entry.actor, ids)).length > 0) return { kind: 'done' };
  const judgement = judged ? undefined : await judge(parts, activity, sender);
  if (judgement?.kind === 'refuse') return { kind: 'refused', reason: judgement.reason };
  if (judgement?.kind === 'hold') return hold(parts, entry, activity, judgement);
  try {
    const outcome = await effectOf(activity.type)(parts, activity);
    if (outcome.kind !== 'file') return outcome;
    await parts.filing.fromOutside(outcome.activity, sender, await concerned(parts, outcome.activity, entry));
    await listReply(parts.store, outcome.activity);
    await passOn(parts, outcome.activity);
    await listInConversation(parts.store, outcome.activity, parts.addresses.origin);
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof WriteRefused) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/** Reading a large document and cleaning its texts take a while each: requests have their turn in between. */
async function breath({ body }: Arrived): Promise<void> {
  if (body.byteLength > largeBytes) await nextTurn();
}

function hold(
  { clock }: ProcessParts,
  { actor, activity: id, recipient, body }: Arrived,
  { type }: ApexNode,
  { score, signals }: Pick<InboundHold, 'score' | 'signals'>,
): ProcessOutcome {
  const held: InboundHold = {
    ...{ id: randomUUID(), actor, activity: id, type, body, score, signals, heldAt: clock() },
    ...(recipient !== undefined && { recipient }),
  };
  unitOfWork()?.add({ change: 'inboundHold.put', hold: held });
  return { kind: 'held', signals: signals.map(({ signal }) => signal) };
}

/** Accounts that the activity is for: named, whose inbox it came to, whose thing it is about, or who follow its sender. */
async function concerned(parts: ProcessParts, activity: ApexNode, entry: Arrived): Promise<string[]> {
  const { addresses } = parts;
  const named = addresseesOf(activity).concat(await ownersOf(parts, activity));
  const names = new Set(named.flatMap((iri) => addresses.actorName(iri) ?? []));
  if (entry.recipient !== undefined) names.add(entry.recipient);
  const toMany = addresseesOf(activity).some((iri) => isPublicAddress(iri) || !addresses.isLocal(iri));
  if (toMany) {
    for (const follower of await parts.followers.localFollowersOf(entry.actor, addresses.origin)) {
      const name = addresses.actorName(follower);
      if (name !== undefined) names.add(name);
    }
  }
  const accounts = await Promise.all([...names].map((name) => parts.accounts.byName(name)));
  const found = accounts.flatMap((account) => account?.name ?? []);
  return found.length > 0 || !(await changesWhatIsKept(parts, activity)) ? found : [parts.instanceName];
}

/** What is kept here is changed and taken back though that concerns nobody any more. */
async function changesWhatIsKept({ store }: ProcessParts, { type, object }: ApexNode): Promise<boolean> {
  const id = firstString(object);
  if (id === undefined) return false;
  if (type === 'Undo') return (await store.getActivity(id)) !== undefined;
  return (type === 'Update' || type === 'Delete') && (await store.getObject(id)) !== undefined;
}

/** Local owners of what the activity points at or answers, who are not always addressed. */
async function ownersOf({ store, addresses }: ProcessParts, activity: ApexNode): Promise<string[]> {
  const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
  const undone = activity.type === 'Undo' ? await store.getActivity(firstString([object]) ?? '') : undefined;
  const pointed = [object, object?.inReplyTo, undone?.['object']].map((value) => firstString([value].flat()));
  const ids = pointed.filter((id) => id !== undefined);
  const owners = await Promise.all(
    ids.filter(addresses.isLocal).map(async (id) => {
      const thing = (await store.getObject(id)) ?? (await store.getActivity(id));
      if (!thing) return [];
      return [thing.id, ...strings(thing['attributedTo']), ...strings(thing['actor'])];
    }),
  );
  return owners.flat();
}
