import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deliveryOf, sealFanOut } from '../../federation/fan-out/seal.ts';
import { createFanOutWorker } from '../../federation/fan-out/worker.ts';
import type { DeliveryTarget, SealedRelease } from '../../federation/ports/index.ts';
import { createGate, type Gate } from '../../policies/index.ts';
import type { ServerStore } from '../../server/ports/index.ts';
import { openSqliteStore } from '../../server/storage/sqlite/index.ts';
import { everybody } from '../support/everybody.ts';
import { followedBy } from './followed-by.ts';
import type { Contest, Measure } from './measure.ts';

const followers = 100_000;
/** Who is followed. */
export const press = 'https://a.example/users/press';
const mebibyte = 2 ** 20;
/** Ranges from one look at the memory to the next: each look collects garbage first. */
const rangesPerLook = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What one fan-out took. */
interface Taken {
  readonly perSecond: number;
  /** Most that JavaScript held at a look, over what it held before, in MiB; garbage does not count. */
  readonly mebibytes: number;
}

export const fanOutEnqueueMeasures: readonly Measure[] = [
  {
    name: 'fanout/enqueue-100k',
    title: 'deliveries to 100,000 inboxes queued range by range, against all of them in one transaction',
    goal: 'issue 3',
    bar: 0.5,
    unit: 'deliveries/s',
    prepare: (progress) => rangesAgainstWhole(progress, { look: false, rateOf: ({ perSecond }) => perSecond }),
  },
  {
    name: 'fanout/memory-100k',
    title: 'what that holds in memory at most, against the same: how many times less',
    goal: 'issue 3',
    bar: 3,
    unit: '1/MiB',
    prepare: (progress) => rangesAgainstWhole(progress, { look: true, rateOf: ({ mebibytes }) => 1 / mebibytes }),
  },
];

interface Measured {
  /** Is the memory looked at? That takes time. */
  readonly look: boolean;
  readonly rateOf: (taken: Taken) => number;
}

async function rangesAgainstWhole(progress: (what: string) => void, { look, rateOf }: Measured): Promise<Contest> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-fan-out-'));
  const store = await openSqliteStore({ file: join(folder, 'portico.sqlite'), durability: 'normal' });
  const gate = openGate();
  progress('100,000 followers');
  for (let first = 0; first < followers; first += 5_000) {
    const inboxes = Array.from(
      { length: 5_000 },
      (_, n) => `https://h${(first + n) % 997}.example/users/${first + n}/inbox`,
    );
    await store.commits.commit(followedBy(press, inboxes));
  }
  return {
    product: async () => rateOf(await taken(inRanges, { store, gate, look })),
    baseline: async () => rateOf(await taken(atOnce, { store, gate, look })),
    async [Symbol.asyncDispose]() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Setting {
  readonly store: ServerStore;
  readonly gate: Gate;
}

type FanOutWay = (setting: Setting, release: SealedRelease, sample: () => void) => Promise<void>;

async function taken(way: FanOutWay, { store, gate, look }: Setting & { look: boolean }): Promise<Taken> {
  const release = released(gate);
  await store.commits.commit([{ change: 'release.put', release }]);
  const before = look ? held() : 0;
  let most = 0;
  const began = performance.now();
  await way({ store, gate }, release, () => {
    if (look) most = Math.max(most, held() - before);
  });
  const seconds = (performance.now() - began) / 1_000;
  const { waiting } = await store.deliveries.stats();
  if (waiting !== followers) throw new Error(`${waiting} of ${followers} deliveries were queued`);
  await store.commits.commit([{ change: 'release.withdraw', subject: release.subject }]);
  return { perSecond: followers / seconds, mebibytes: Math.max(1, most) };
}

/** Queues the release for everyone who follows, range by range; calls `sample` after every so many. */
export async function inRanges({ store, gate }: Setting, release: SealedRelease, sample: () => void): Promise<void> {
  let ranges = 0;
  const source = { kind: 'followers', collection: `${press}/followers` } as const;
  const { id, subject } = release;
  const fanOut = sealFanOut(gate, release, { id: randomUUID(), releaseId: id, subject, source, signer: press });
  await store.commits.commit([{ change: 'fanOut.add', fanOut, at: Date.now() }]);
  const worker = createFanOutWorker({
    ...store,
    gate,
    peers: everybody,
    clock: Date.now,
    owner: randomUUID(),
    onCut: () => undefined,
    onQueued() {
      ranges += 1;
      if (ranges % rangesPerLook === 0) sample();
    },
    onEvent(event) {
      throw new Error(`the worker met a fault: ${event.kind}`);
    },
  });
  await worker.drain();
}

async function atOnce({ store, gate }: Setting, release: SealedRelease, sample: () => void): Promise<void> {
  const targets: DeliveryTarget[] = [];
  for (let after: string | undefined; ; after = targets.at(-1)?.inbox) {
    const page = await store.followers.targets(`${press}/followers`, after, 1_000);
    targets.push(...page);
    if (page.length < 1_000) break;
  }
  const about = { subject: release.subject, signer: press };
  const deliveries = targets.map((target) => deliveryOf(gate, release, about, target));
  sample();
  await store.commits.commit([{ change: 'deliveries.add', deliveries, at: Date.now() }]);
}

/** MiB that JavaScript holds; garbage does not count. */
export function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / mebibyte;
}

/** The gate lets everything out: what it decides is not what is measured here. */
export function openGate(): Gate {
  const verdict = { outcome: 'allow', reasons: [], setVersion: 'lets-everything-out' } as const;
  return createGate({
    policySet: () => ({ version: 'lets-everything-out', evaluate: () => verdict }),
    sealKey: randomBytes(32),
    clock: Date.now,
    newId: randomUUID,
  });
}

export function released(gate: Gate): SealedRelease {
  const id = `https://a.example/objects/${randomUUID()}`;
  const outcome = gate.decide({
    document: { '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'Note', content: 'good morning' },
    subject: id,
    crossing: { zone: 'public', actor: press, roles: [], activity: 'Create', domains: [], at: Date.now() },
  });
  if (outcome.kind !== 'released') throw new Error('the gate stopped the note');
  return gate.seal(outcome.release);
}
