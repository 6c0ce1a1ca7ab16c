import { type Addresses, firstString } from '../addressing.ts';
import { run } from '../apex/run.ts';
import type { ApexStore } from '../apex/store.ts';
import { thingFor } from '../apex/things.ts';
import type { Apex, ApexMiddleware, ApexNode } from '../apex/types.ts';
import { unitOfWork } from '../apex/unit-of-work.ts';
import type { Audience } from '../outbox/audience.ts';
import type { Account, Accounts, Followers } from '../ports/index.ts';

export interface FilingParts {
  readonly apex: Apex;
  readonly store: ApexStore;
  readonly addresses: Addresses;
  readonly accounts: Accounts;
  readonly followers: Followers;
  /** Answers a Follow in the name of the account that it asks. */
  readonly answerFollow: (follow: ApexNode, followed: Account) => Promise<void>;
}

/** Puts activities into local inboxes, with their side effects, in the running unit of work. */
export interface Filing {
  /** In process, without HTTP or signature: nothing leaves. */
  fromColleague(activity: ApexNode, author: Account, audience: Audience): Promise<void>;
  /** A verified and accepted activity of an outsider, for the accounts of these names. */
  fromOutside(activity: ApexNode, sender: ApexNode, names: readonly string[]): Promise<void>;
}

export function createFiling(parts: FilingParts): Filing {
  return {
    async fromColleague(activity, author, audience) {
      const sender = await parts.store.getObject(author.actorId);
      if (!sender || activity.type === 'Block') return;
      const named = audience.colleagues.flatMap((iri) => parts.addresses.actorName(iri) ?? []);
      for (const name of named) await file(parts, activity, sender, name);
      if (audience.internal || audience.followers || audience.public)
        await forFollowers(parts, activity, author, new Set(named));
    },
    async fromOutside(activity, sender, names) {
      for (const name of names) await file(parts, activity, sender, name);
    },
  };
}

/** A follower's inbox gains the activity; side effects belong to those whom it concerns, who are named. */
async function forFollowers(
  parts: FilingParts,
  activity: ApexNode,
  author: Account,
  done: ReadonlySet<string>,
): Promise<void> {
  const { addresses } = parts;
  for (const follower of await parts.followers.under(addresses.followers(author.name), addresses.origin)) {
    const name = addresses.actorName(follower);
    if (name === undefined || done.has(name)) continue;
    unitOfWork()?.add({ change: 'member.add', collection: `${follower}/inbox`, activity: activity.id });
  }
}

/** apex's inbox pipeline for one recipient, without its network edge (apex.md §4.2). */
async function file(parts: FilingParts, activity: ApexNode, sender: ApexNode, name: string): Promise<void> {
  const { apex } = parts;
  const { validators, activity: net } = apex.net;
  const chain = [
    validators['targetActorWithMeta'],
    validators['actor'],
    findObject(parts),
    validators['inboxActivity'],
    net['save'],
    net['inboxSideEffects'],
  ] as ApexMiddleware[];
  const result = await run(chain, {
    apex,
    method: 'POST',
    params: { actor: name },
    body: unfiled(activity),
    locals: { sender },
  });
  for (const task of result.locals.postWork) await task({ locals: { apex: result.locals } } as never);
  if (activity.type !== 'Follow' || !result.locals.activity) return;
  const followed = await parts.accounts.byName(name);
  if (followed) await parts.answerFollow(result.body as ApexNode, followed);
}

/** A copy that is in no collection yet: apex files an activity that it knows into the first one that it names. */
function unfiled(activity: ApexNode): ApexNode {
  const { _meta: _filed, ...copy } = structuredClone(activity);
  return copy as ApexNode;
}

/**
 * Stands in for apex's `activityObject`: a Follow must ask this very recipient, an answer is matched by what it answers
 * when its id is unknown here (interop.md 4), and what is liked or boosted may be an object.
 */
function findObject(parts: FilingParts): ApexMiddleware {
  return (request, response, next) => {
    const activity = request.body as ApexNode;
    const recipient = response.locals.apex.target;
    // Of a sender whom the recipient blocks, nothing is looked up or kept.
    if (!recipient || !response.locals.apex.actor) return next();
    objectFor(parts, activity, recipient).then((object) => {
      response.locals.apex.object = object;
      // An activity that needs its object and has none concerns nobody here.
      if (object === undefined && needsObject.has(activity.type.toLowerCase())) delete response.locals.apex.actor;
      next();
    }, next);
  };
}

const needsObject = new Set([
  'follow',
  'accept',
  'reject',
  'like',
  'announce',
  'delete',
  'update',
  'create',
  'add',
  'remove',
]);

async function objectFor(
  { apex, store }: FilingParts,
  activity: ApexNode,
  recipient: ApexNode,
): Promise<ApexNode | undefined> {
  const [object] = Array.isArray(activity['object']) ? activity['object'] : [];
  const id = firstString([object]);
  if (id === undefined) return undefined;
  switch (activity.type.toLowerCase()) {
    case 'follow':
      return id === recipient.id ? store.getObject(id) : undefined;
    case 'create':
      return typeof object === 'object' ? apex.resolveObject(object, true) : store.getObject(id);
    case 'update':
      return typeof object === 'object' ? object : undefined;
    case 'delete':
      return store.getObject(id);
    case 'undo':
      return (
        (await store.getActivity(id, true)) ?? (id === recipient.id ? followBy(store, recipient, activity) : undefined)
      );
    case 'accept':
    case 'reject':
      return askedOf(activity, (await store.getActivity(id, true)) ?? (await followOf(store, recipient, activity)));
    default:
      return thingFor(apex, store, id);
  }
}

/** Only whoever was asked can answer: apex checks it for Accept, and not for Reject. */
function askedOf(answer: ApexNode, question: ApexNode | undefined): ApexNode | undefined {
  const asked = question?.type === 'Follow' ? firstString(question['object']) : firstString(answer['actor']);
  return asked === firstString(answer['actor']) ? question : undefined;
}

/** The Follow that an answer answers, found by whom it asked; whom one follows, one may have liked or flagged before. */
function followOf(store: ApexStore, recipient: ApexNode, answer: ApexNode): Promise<ApexNode | undefined> {
  const asked = firstString(answer['actor']) ?? '';
  return store.findActivityByCollectionAndObjectId(`${recipient.id}/outbox`, asked, true, 'Follow');
}

/** The Follow that an Undo takes back, found by who followed whom: it names whoever was followed. */
function followBy(store: ApexStore, recipient: ApexNode, undo: ApexNode): Promise<ApexNode | undefined> {
  return store.findActivityByCollectionAndActorId(`${recipient.id}/followers`, firstString(undo['actor']) ?? '', true);
}
