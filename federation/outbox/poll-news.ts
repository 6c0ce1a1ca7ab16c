import { randomUUID } from 'node:crypto';
import { firstString } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import { withUnitOfWork } from '../apex/unit-of-work.ts';
import type { Accounts, Commits } from '../ports/index.ts';
import { ExpiringMap } from '../wire/expiring-map.ts';
import { audienceOf, crossingZone } from './audience.ts';
import { cross } from './cross.ts';
import { type Publishing, publish } from './publish.ts';

export interface PollNewsParts extends Publishing {
  readonly store: ApexStore;
  readonly accounts: Accounts;
  readonly commits: Commits;
  /** Called after a commit that may have queued deliveries. */
  readonly committed: () => void;
}

/** Tells of new counts of our polls whoever got them. */
export interface PollNews {
  /** Somebody outside voted. Call it where the vote is counted; told is what holds at the next `tell`. */
  voted(questionId: string): void;
  /** Sends what is due; call it after the commit of votes. */
  tell(): void;
  /** Resolves when nothing is under way. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Counts of one poll are told once in this time, in milliseconds; whoever asks for it has them at any time. */
const restMs = 3 * 60_000;
/** Polls that wait to be told of; of further ones nobody is told before their next vote. */
const waitingMost = 1_000;

export function createPollNews(parts: PollNewsParts): PollNews {
  const waiting = new Set<string>();
  const told = new ExpiringMap<true>(waitingMost * 10, parts.clock);
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function work(): Promise<void> {
    for (const id of [...waiting]) {
      if (stopped || told.get(id)) continue;
      waiting.delete(id);
      told.set(id, true, restMs);
      // What fails is told with the next vote.
      await tellOf(parts, id).catch(() => undefined);
    }
    running = undefined;
    if (waiting.size > 0 && !stopped) timer ??= setTimeout(later, restMs).unref();
  }
  function later(): void {
    timer = undefined;
    running ??= Promise.resolve().then(work);
  }
  return {
    voted(questionId) {
      if (waiting.size < waitingMost) waiting.add(questionId);
    },
    tell() {
      if (waiting.size > 0 && !stopped) running ??= Promise.resolve().then(work);
    },
    async drain() {
      while (running !== undefined) await running;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** An `Update` that changes nothing but counts: it is no edit, so the poll keeps the time of its last one. */
async function tellOf(parts: PollNewsParts, id: string): Promise<void> {
  const { apex, store, accounts, addresses, peers, gate, library, clock } = parts;
  const question = await store.getObject(id);
  const author = question && (await accounts.byActor(firstString(question['attributedTo']) ?? ''));
  if (!question || !author || question.type !== 'Question') return;
  const partnerZone = (name: string) => peers.partnerZones().find((zone) => zone.name === name);
  const found = await audienceOf(question, author.actorId, { addresses, remoteActor: peers.actor, partnerZone });
  const zone = found.kind === 'audience' ? crossingZone(found.audience) : undefined;
  if (found.kind === 'invalid' || zone === undefined) return;
  const { audience } = found;
  const activity = await apex.buildActivity('Update', author.actorId, question['to'], {
    object: [question],
    ...(question['cc'] !== undefined && { cc: question['cc'] }),
  });
  const more = audience.public || audience.followers;
  const domains = more ? [] : [...new Set(audience.outsiders.map(({ host }) => host))];
  await withUnitOfWork(parts.commits, { kind: 'local', actor: author.actorId }, async (unit) => {
    const request = { account: author, activity, object: question, zone, domains, at: clock() };
    const { verdict, crossing, ...crossed } = await cross({ apex, gate, library, origin: addresses.origin }, request);
    const { actor, roles } = crossing;
    const said = { activity: activity.id, activityType: activity.type, decidedAt: clock() };
    const decision = { id: randomUUID(), actor, zone, roles, domains, verdict, ...said };
    unit.add({ change: 'decision.add', decision });
    parts.decided(decision);
    if (crossed.kind === 'stopped') return;
    const { sealed, files } = crossed;
    await publish(parts, { account: author, activity, object: question, audience, sealed, files, zone }, unit);
  });
  parts.committed();
}
