import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealFanOut } from '../../federation/fan-out/seal.ts';
import { createGate, type Gate } from '../../policies/index.ts';
import { openAt } from '../contract/open-at.ts';
import type { FollowingSize } from './followers-by-formula.ts';

export interface ScaleOptions extends FollowingSize {
  readonly workers: number;
  /** Address of an empty database of a MongoDB server; an embedded store of its own where it is left out. */
  readonly mongodb?: string;
}

export interface WorkerShare {
  readonly ranges: number;
  readonly deliveries: number;
  /** What JavaScript holds, in MiB: before the first range, and at most after any. */
  readonly heapBefore: number;
  readonly heapPeak: number;
  /** All that the process ever had in memory, in MiB: code, SQLite's page cache and mapped pages included. */
  readonly residentPeak: number;
}

export interface ScaleReport {
  readonly followers: number;
  readonly hosts: number;
  /** Distinct inboxes. */
  readonly targets: number;
  readonly queued: number;
  readonly seconds: number;
  readonly shares: readonly WorkerShare[];
}

/** What a worker process is told. */
export interface WorkerTask {
  /** Address of the store. */
  readonly place: string;
  /** Base64. */
  readonly sealKey: string;
  readonly size: FollowingSize;
}

const press = 'https://social.example/users/press';
export const collection = `${press}/followers`;

/**
 * Fans one post out to many followers with several worker processes on one store. Real: the processes, the store,
 * the leases, the cutting into ranges, the seals of the gate, and a row for each delivery. Simulated: who follows (an
 * account's follower index is answered by a formula, so its size and its reading cost nothing here), and nothing is sent.
 */
export async function fanOutAtScale({ workers, mongodb, ...size }: ScaleOptions): Promise<ScaleReport> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-scale-'));
  const place = mongodb ?? `sqlite:${join(folder, 'portico.sqlite')}`;
  const sealKey = randomBytes(32);
  await addPost(place, sealKey);
  const task: WorkerTask = { place, sealKey: sealKey.toString('base64'), size };
  const children = Array.from({ length: workers }, () => fork(join(import.meta.dirname, 'fanout-worker-main.ts')));
  await Promise.all(children.map(nextMessage));
  const began = performance.now();
  const shares = await Promise.all(
    children.map((child) => {
      child.send(task);
      return nextMessage(child) as Promise<WorkerShare>;
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const store = await openAt(place);
  const { waiting } = await store.deliveries.stats();
  await store.close();
  await rm(folder, { recursive: true, force: true });
  const { followers, hosts, withoutSharedInbox } = size;
  return {
    followers,
    hosts,
    targets: hosts - withoutSharedInbox.hosts + withoutSharedInbox.followers,
    queued: waiting,
    seconds,
    shares,
  };
}

/** The gate of these workers lets everything out: what it decides is not what is looked at here. */
export function openGate(sealKey: Uint8Array): Gate {
  const verdict = { outcome: 'allow', reasons: [], setVersion: 'lets-everything-out' } as const;
  return createGate({
    policySet: () => ({ version: 'lets-everything-out', evaluate: () => verdict }),
    sealKey,
    clock: Date.now,
    newId: randomUUID,
  });
}

async function addPost(place: string, sealKey: Uint8Array): Promise<void> {
  const gate = openGate(sealKey);
  const id = 'https://social.example/objects/1';
  const outcome = gate.decide({
    document: {
      '@context': 'https://www.w3.org/ns/activitystreams',
      ...{ id, type: 'Note', attributedTo: press, content: 'the tide gauge is in the water' },
    },
    subject: id,
    crossing: { zone: 'public', actor: press, roles: [], activity: 'Create', domains: [], at: Date.now() },
  });
  if (outcome.kind !== 'released') throw new Error('the gate stopped the post');
  const release = gate.seal(outcome.release);
  const source = { kind: 'followers', collection } as const;
  const fanOut = sealFanOut(gate, release, {
    id: randomUUID(),
    releaseId: release.id,
    subject: id,
    source,
    signer: press,
  });
  const store = await openAt(place);
  await store.commits.commit([
    { change: 'release.put', release },
    { change: 'fanOut.add', fanOut, at: Date.now() },
  ]);
  await store.close();
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker ended with code ${code}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return message;
}
