import { randomUUID } from 'node:crypto';
import type { Federation } from '../../../federation/index.ts';
import type { DomainRules } from '../../../federation/ports/index.ts';
import { announce, type PeerAct, type PeerParts, recorded } from '../../peers/recorded.ts';
import type { ServerCommits, Subscription, SubscriptionRun, Subscriptions } from '../../ports/index.ts';
import type { ListKind } from './entry.ts';
import { parseList } from './parse.ts';
import { type Plan, planLists, type ReadList } from './plan.ts';

export interface SubscriptionAsked {
  readonly url: string;
  readonly kind: ListKind;
  readonly title: string;
  /** 0 to 255; the higher one says. */
  readonly priority: number;
  readonly dryRun: boolean;
  readonly expireDays: number;
  /** Actor IRI, or `operator`. */
  readonly by: string;
}

/** Lists of domains elsewhere that rules are made of once a day. */
export interface Subscribing {
  /** The one that counts most first. */
  list(): Promise<Subscription[]>;
  /** Takes the place of the one with the same address; read within the hour. A string says what is wrong. */
  set(asked: SubscriptionAsked): Promise<Subscription | string>;
  /** Its rules go with it. `false` where there is none. */
  remove(id: string, by: string): Promise<boolean>;
  /** Reads every list, and makes the rules that they ask for; `dryRun` only tells. */
  run(dryRun: boolean): Promise<Subscription[]>;
  /** The same where the last reading is a day ago, for a job that writes under its lease. */
  runDue(commits: ServerCommits): Promise<void>;
}

export interface SubscribingParts extends PeerParts {
  readonly origin: string;
  readonly subscriptions: Subscriptions;
  readonly domainRules: DomainRules;
  readonly fetchText: Federation['read']['text'];
  readonly settleFollows: () => Promise<void>;
}

const dayMs = 24 * 60 * 60 * 1000;
const subscriptionsMost = 50;
const rulesAtOnce = 250;
const types = ['text/csv', 'application/json', 'text/plain', 'application/csv', 'application/octet-stream'];

export function createSubscribing(parts: SubscribingParts): Subscribing {
  const { subscriptions, commits, clock } = parts;
  return {
    list: async () => (await subscriptions.all()).toSorted((a, b) => b.priority - a.priority),
    set: (asked) => set(parts, asked),
    remove: (id, by) => remove(parts, id, by),
    run: (dryRun) => run(parts, commits, dryRun),
    async runDue(fenced) {
      const all = await subscriptions.all();
      if (all.some(({ lastRun }) => lastRun === undefined || lastRun.at <= clock() - dayMs)) {
        await run(parts, fenced, false);
      }
    },
  };
}

async function set(parts: SubscribingParts, asked: SubscriptionAsked): Promise<Subscription | string> {
  const url = URL.parse(asked.url);
  if (!url || !/^https?:$/.test(url.protocol)) return `\`${asked.url}\` is no address of a list`;
  const all = await parts.subscriptions.all();
  const known = all.find((one) => one.url === asked.url);
  if (!known && all.length >= subscriptionsMost) return `there are ${subscriptionsMost} lists already: remove one`;
  const subscription: Subscription = { ...asked, id: known?.id ?? randomUUID(), at: parts.clock() };
  const change = { change: 'subscription.put', subscription } as const;
  await parts.commits.commit(recorded(actOn(subscription, change, asked.by, 'list-set'), parts.clock()));
  return subscription;
}

async function remove(parts: SubscribingParts, id: string, by: string): Promise<boolean> {
  const all = await parts.subscriptions.all();
  const gone = all.find((one) => one.id === id);
  if (!gone) return false;
  const rest = all.filter((one) => one.id !== id);
  const plan = await planFor(
    parts,
    rest.map((subscription) => ({ subscription })),
  );
  const act = actOn(gone, { change: 'subscription.remove', id }, by, 'list-removed');
  await parts.commits.commit(recorded(act, parts.clock()));
  await apply(parts, parts.commits, plan);
  // What it stood above is read anew at the next look.
  for (const { lastRun: _last, ...subscription } of rest) {
    await parts.commits.commit([{ change: 'subscription.put', subscription }]);
  }
  return true;
}

async function run(parts: SubscribingParts, commits: ServerCommits, dryRun: boolean): Promise<Subscription[]> {
  const read = await Promise.all((await parts.subscriptions.all()).map((one) => readList(parts, one)));
  // Of a list that is only tried, what it made before stays, and what it would do is told beside those that count.
  const counting = read.map((list) => (list.subscription.dryRun ? { subscription: list.subscription } : list));
  const [plan, tried] = [await planFor(parts, counting), await planFor(parts, read)];
  if (!dryRun) await apply(parts, commits, plan);
  const done = read.map((list): Subscription => {
    const counts = dryRun || list.subscription.dryRun ? tried : plan;
    return { ...list.subscription, lastRun: runOf(list, counts, dryRun, parts.clock()) };
  });
  if (!dryRun) {
    await commits.commit(done.map((subscription) => ({ change: 'subscription.put', subscription }) as const));
  }
  return done;
}

interface Read extends ReadList {
  readonly reason?: string;
  readonly unreadable: number;
}

async function readList({ fetchText }: SubscribingParts, subscription: Subscription): Promise<Read> {
  const text = await fetchText(subscription.url, types);
  if (text === undefined) return { subscription, unreadable: 0, reason: 'the list could not be fetched' };
  const list = parseList(text, subscription.kind);
  if (typeof list === 'string') return { subscription, unreadable: 0, reason: list };
  // An empty answer is a fault more often than a change of mind, and would let everybody in.
  if (list.entries.length === 0) return { subscription, unreadable: 0, reason: 'the list names no domain' };
  return { subscription, entries: list.entries, unreadable: list.skipped.length };
}

async function planFor({ domainRules, origin, clock }: SubscribingParts, lists: readonly ReadList[]): Promise<Plan> {
  return planLists(await domainRules.all(), lists, new URL(origin).hostname, clock());
}

async function apply(parts: SubscribingParts, commits: ServerCommits, plan: Plan): Promise<void> {
  const { added, changed, renewed, removed } = plan;
  const acts = [...added, ...changed].map((rule): PeerAct => {
    return actOn(rule, { change: 'domain.put', rule }, parts.origin, 'domain-set');
  });
  acts.push(
    ...removed.map(
      (rule): PeerAct => actOn(rule, { change: 'domain.remove', domain: rule.domain }, parts.origin, 'domain-removed'),
    ),
  );
  for (let start = 0; start < acts.length; start += rulesAtOnce) {
    await commits.commit(acts.slice(start, start + rulesAtOnce).flatMap((act) => recorded(act, parts.clock())));
  }
  if (renewed.length > 0) await commits.commit(renewed.map((rule) => ({ change: 'domain.put', rule }) as const));
  if (acts.length === 0) return;
  await announce(parts);
  await parts.settleFollows();
}

function actOn(
  document: { readonly url: string } | { readonly domain: string },
  change: PeerAct['change'],
  by: string,
  outcome: string,
): PeerAct {
  return { change, by, subject: 'url' in document ? document.url : document.domain, outcome, document };
}

function runOf({ subscription, reason, unreadable }: Read, plan: Plan, dryRun: boolean, at: number): SubscriptionRun {
  const of = (rules: readonly { readonly subscription?: string }[]): number =>
    rules.filter((rule) => rule.subscription === subscription.id).length;
  const counts = {
    ...{ added: of(plan.added), changed: of(plan.changed), removed: of(plan.removed) },
    skipped: (plan.skipped.get(subscription.id)?.length ?? 0) + unreadable,
  };
  if (reason !== undefined) return { kind: 'failed', at, ...counts, reason };
  return { kind: dryRun || subscription.dryRun ? 'tried' : 'applied', at, ...counts };
}
