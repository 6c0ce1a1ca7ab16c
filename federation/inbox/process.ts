import { addresseesOf, firstString, isPublicAddress, strings } from '../addressing.ts';
import { WriteRefused } from '../apex/store.ts';
import type { ApexNode } from '../apex/types.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import type { Peers } from '../peers.ts';
import type { ClaimedInbound, Commits } from '../ports/index.ts';
import { listReply } from '../replies.ts';
import { canonicalHost } from '../wire/origins.ts';
import { acceptActivity } from './accept.ts';
import { inOneDialect } from './dialect.ts';
import { type EffectParts, effectOf } from './effects/index.ts';
import type { Filing } from './file.ts';
import { sanitised } from './sanitise.ts';

export interface ProcessParts extends EffectParts {
  readonly commits: Commits;
  readonly peers: Peers;
  readonly filing: Filing;
  /** The server's own account, which takes what is for nobody in particular. */
  readonly instanceName: string;
}

export type ProcessOutcome = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * Carries out one accepted activity: normal form, acceptance rules, then apex's inbox pipeline for every account that it
 * concerns; all of it, and the end of the queue entry, in one transaction.
 */
export async function process(parts: ProcessParts, entry: ClaimedInbound): Promise<ProcessOutcome> {
  const document = JSON.parse(new TextDecoder().decode(entry.body)) as object;
  const principal = { kind: 'remote', actor: entry.actor, origin: new URL(entry.actor).origin } as const;
  return withUnitOfWork(parts.commits, principal, async (unit) => {
    const outcome = await carryOut(parts, entry, document);
    // Nothing of a refused activity stays, not even what was done before the rule that refused it.
    if (outcome.kind === 'refused') unit.changes.length = 0;
    unit.add({ change: 'inbound.done', id: entry.id, fence: entry.fence, at: parts.clock() });
    return outcome;
  });
}

async function carryOut(parts: ProcessParts, entry: ClaimedInbound, document: object): Promise<ProcessOutcome> {
  if (!parts.peers.opens(canonicalHost(entry.actor) ?? '', 'hear')) {
    return { kind: 'refused', reason: 'a rule for its domain drops it' };
  }
  const node = await parts.apex.fromJSONLD(document).catch(() => undefined);
  if (!node || typeof node.id !== 'string') return { kind: 'refused', reason: 'not readable as JSON-LD' };
  const accepted = acceptActivity(inOneDialect(node), entry.actor, parts.addresses);
  if (accepted.kind === 'refused') return accepted;
  const activity = await sanitised(accepted.activity);
  const known = await parts.store.getActivity(activity.id);
  if (known && firstString(known['actor']) !== entry.actor) return { kind: 'refused', reason: 'the `id` is taken' };
  const sender = await parts.store.getObject(entry.actor);
  if (!sender || sender.type === 'Tombstone') return { kind: 'refused', reason: 'the sender is not known any more' };
  const ids = [activity.id, ...strings(activity['object'])];
  if ((await parts.retractions.among(entry.actor, ids)).length > 0) return { kind: 'done' };
  try {
    const outcome = await effectOf(activity.type)(parts, activity);
    if (outcome.kind !== 'file') return outcome;
    await parts.filing.fromOutside(outcome.activity, sender, await concerned(parts, outcome.activity, entry));
    await listReply(parts.store, outcome.activity);
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof WriteRefused) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/** Accounts that the activity is for: named, whose inbox it came to, whose thing it is about, or who follow its sender. */
async function concerned(parts: ProcessParts, activity: ApexNode, entry: ClaimedInbound): Promise<string[]> {
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
