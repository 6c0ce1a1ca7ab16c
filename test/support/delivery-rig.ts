import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createDeliveryWorker,
  type DeliveryEvent,
  type DeliveryWorker,
  type DeliveryWorkerOptions,
} from '../../federation/delivery/index.ts';
import type { NewDelivery, SealedRelease, Store } from '../../federation/ports/index.ts';
import { createWire, type Wire } from '../../federation/wire/index.ts';
import { createGate, type Gate, type Release } from '../../policies/index.ts';
import { openStoreUnderTest } from './portico/store-env.ts';
import { type Sink, startSink } from './sink.ts';

export const author = 'http://portico.test/users/press';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A store, a gate that lets everything out, a wire and many remote hosts: what delivery works on, all of it real. */
export interface DeliveryRig extends AsyncDisposable {
  readonly sink: Sink;
  readonly store: Store;
  readonly gate: Gate;
  readonly wire: Wire;
  /** What the workers reported, in order. */
  readonly events: readonly DeliveryEvent[];
  /** Milliseconds since the epoch; stands still until it is set. */
  readonly clock: { now: number };
  worker(overrides?: Partial<DeliveryWorkerOptions<Release>>): DeliveryWorker;
  /** A note that the gate has released. */
  seal(text?: string): SealedRelease;
  /** The same, in the store. */
  release(text?: string): Promise<SealedRelease>;
  /** Puts deliveries of a release into the store, each changed by `tamper` after it was sealed. */
  enqueue(
    sealed: SealedRelease,
    inboxes: readonly string[],
    tamper?: (delivery: NewDelivery) => NewDelivery,
  ): Promise<void>;
  /** Resolves when `holds` does, which is asked after each event. */
  until(holds: (events: readonly DeliveryEvent[]) => boolean): Promise<void>;
}

export async function startDeliveryRig(options: { readonly requestDeadline?: number } = {}): Promise<DeliveryRig> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portico-delivery-'));
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const store = await openStoreUnderTest(folder, () => clock.now);
  const sink = await startSink();
  const gate = openGate(clock);
  const wire = openWire(clock, options.requestDeadline ?? 10_000);
  const events: DeliveryEvent[] = [];
  const waiting = new Set<() => void>();
  const workers: DeliveryWorker[] = [];
  return {
    sink,
    store,
    gate,
    wire,
    events,
    clock,
    worker(overrides) {
      const worker = createDeliveryWorker<Release>({
        owner: randomUUID(),
        deliveries: store.deliveries,
        releases: store.releases,
        hosts: store.hosts,
        openDelivery: gate.openDelivery,
        signPost: (request) => wire.signPost(request),
        post: (release, url, headers) => wire.post(release, url, headers),
        postMs: 10_000,
        now: () => clock.now,
        random: () => 0.5,
        onEvent: (event) => {
          events.push(event);
          for (const check of waiting) check();
        },
        ...overrides,
      });
      workers.push(worker);
      return worker;
    },
    seal: (text) => sealNote(gate, clock, text),
    async release(text) {
      const sealed = sealNote(gate, clock, text);
      await store.commits.commit([{ change: 'release.put', release: sealed }]);
      return sealed;
    },
    async enqueue(sealed, inboxes, tamper = (delivery) => delivery) {
      const deliveries = inboxes.map((inbox) => tamper(deliveryOf(gate, sealed, inbox)));
      await store.commits.commit([{ change: 'deliveries.add', deliveries, at: clock.now }]);
    },
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds(events)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.stop(0)));
      await wire.close();
      await sink.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One delivery as the outbox makes it. */
export function deliveryOf(gate: Gate, sealed: SealedRelease, inbox: string): NewDelivery {
  return {
    releaseId: sealed.id,
    subject: sealed.subject,
    inbox,
    host: new URL(inbox).host,
    signer: author,
    seal: gate.sealDelivery(sealed, inbox, author),
  };
}

function sealNote(
  gate: Gate,
  clock: { readonly now: number },
  content = 'the tide gauge is in the water',
): SealedRelease {
  const id = `http://portico.test/objects/${randomUUID()}`;
  const outcome = gate.decide({
    document: { '@context': 'https://www.w3.org/ns/activitystreams', id, type: 'Note', attributedTo: author, content },
    subject: id,
    crossing: { zone: 'public', actor: author, roles: [], activity: 'Create', domains: [], at: clock.now },
  });
  if (outcome.kind !== 'released') throw new Error(`the gate stopped the note: ${outcome.cause}`);
  return gate.seal(outcome.release);
}

function openGate(clock: { readonly now: number }): Gate {
  return createGate({
    policySet: () => ({
      version: 'lets-everything-out',
      evaluate: () => ({ outcome: 'allow', reasons: [], setVersion: 'lets-everything-out' }),
    }),
    sealKey: randomBytes(32),
    clock: () => clock.now,
    newId: randomUUID,
  });
}

function openWire(clock: { readonly now: number }, requestDeadline: number): Wire {
  return createWire({
    origin: 'http://portico.test',
    allowPrivateAddresses: true,
    userAgent: 'Portico',
    clock: () => clock.now,
    actors: { get: async () => undefined, put: async () => true },
    keys: { keyOf: async (actor) => ({ keyId: `${actor}#main-key`, privateKey }) },
    resolver: async () => ['127.0.0.1'],
    limits: { requestDeadline },
  });
}
