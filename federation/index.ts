import { randomUUID } from 'node:crypto';
import type { Gate, JsonObject } from '../policies/index.ts';
import { type AccountRequest, type AddOutcome, addAccount, releaseMissingProfiles } from './actors/accounts.ts';
import { createSigningKeys } from './actors/keys.ts';
import { createRemoteActors } from './actors/remote.ts';
import { createAddresses } from './addressing.ts';
import { createApex } from './apex/core.ts';
import { createDeliveryWorker, type DeliveryEvent, type DeliveryWorker } from './delivery/index.ts';
import { createFiling, type Filing } from './inbox/file.ts';
import { process } from './inbox/process.ts';
import { type Delivery, type ReceiveOutcome, receive } from './inbox/receive.ts';
import { createInboxWorker, type InboxEvent, type InboxWorker } from './inbox/worker.ts';
import { resumeHeld } from './outbox/resume.ts';
import { type OutboxParts, type Submission, type SubmitOutcome, submit } from './outbox/submit.ts';
import { createPeers, type FederationMode } from './peers.ts';
import type { Decision, Store } from './ports/index.ts';
import { RecentDigests } from './read/answer.ts';
import { createReading, type Reading } from './read/index.ts';
import { createWire, type Wire, type WireOptions } from './wire/index.ts';

export type { AccountRequest, AddOutcome } from './actors/accounts.ts';
export type { DeliveryEvent } from './delivery/index.ts';
export type { Delivery, ReceiveOutcome } from './inbox/receive.ts';
export type { InboxEvent } from './inbox/worker.ts';
export type { Notes, Submission, SubmitOutcome } from './outbox/submit.ts';
export type { FederationMode } from './peers.ts';
export type { CollectionName, Reader, Reading, ReadOutcome } from './read/index.ts';
export { type Probed, probe } from './wire/probe.ts';

export interface FederationOptions {
  readonly origin: string;
  readonly version: string;
  readonly mode: FederationMode;
  readonly allowedHosts: readonly string[];
  /** Development and tests only. */
  readonly allowPrivateAddresses: boolean;
  readonly store: Store;
  readonly gate: Gate;
  /** Seals what rests encrypted: the actors' private keys, and held drafts. */
  readonly keyrings: { readonly keys: Sealing; readonly holds: Sealing };
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly on: FederationEvents;
  readonly wire?: Partial<Pick<WireOptions, 'resolver' | 'limits'>>;
}

/** Encryption at rest; what is sealed for one purpose opens for that one only. */
export interface Sealing {
  sealSecret(plain: Uint8Array, purpose: string): Uint8Array;
  openSecret(sealed: Uint8Array, purpose: string): Uint8Array;
}

export interface FederationEvents {
  readonly decided: (decision: Decision) => void;
  readonly delivery: (event: DeliveryEvent) => void;
  readonly inbox: (event: InboxEvent) => void;
}

/** What ActivityPub means to Portico: everything that speaks it, and nothing that listens or stores. */
export interface Federation {
  readonly accounts: {
    add(request: AccountRequest): Promise<AddOutcome>;
    /** Makes the neutral actor that signs fetches, and the profiles that wait for a policy set. */
    prepare(): Promise<void>;
  };
  readonly outbox: {
    submit(submission: Submission): Promise<SubmitOutcome>;
    /** Decides again what waits for want of a policy set; returns how many came to an end. */
    resumeHeld(): Promise<number>;
  };
  readonly inbox: { receive(delivery: Delivery): Promise<ReceiveOutcome> };
  readonly read: Reading;
  readonly workers: {
    start(): void;
    /** Resolves when nothing is due, in or out. */
    drain(): Promise<void>;
    /** Finishes or hands back what is under way within `graceMs`. */
    stop(graceMs: number): Promise<void>;
  };
  close(): Promise<void>;
}

/** Name of the account whose key signs fetches, so that no fetch tells who asked. */
const instanceAccount = 'instance';

export function createFederation(options: FederationOptions): Federation {
  const { store, gate, clock, keyrings } = options;
  const addresses = createAddresses(options.origin);
  const { apex, store: apexStore } = createApex({
    origin: options.origin,
    version: options.version,
    objects: store.objects,
    activities: store.activities,
    fetchNode: async (id) => {
      const fetched = await wire.fetchDocument(id, { as: addresses.actor(instanceAccount) });
      return fetched.kind === 'document' ? fetched.document : undefined;
    },
  });
  const peers = createPeers({ ...options, resolve: (iri) => apex.resolveObject(iri) });
  const wire = connect(options, addresses.actor(instanceAccount), (host) => peers.allowed(host), {
    actors: createRemoteActors({ apex, objects: store.objects, commits: store.commits }),
    keys: createSigningKeys(store.actorKeys, (sealed, keyId) => keyrings.keys.openSecret(sealed, keyId)),
  });
  const deliveryWorker = createDeliveryWorker({
    deliveries: store.deliveries,
    releases: store.releases,
    hosts: store.hosts,
    openDelivery: gate.openDelivery,
    signPost: (request) => wire.signPost(request),
    post: (release, url, headers) => wire.post(release, url, headers),
    owner: randomUUID(),
    now: clock,
    onEvent: options.on.delivery,
  });
  const filing: Filing = createFiling({
    apex,
    store: apexStore,
    addresses,
    accounts: store.accounts,
    followers: store.followers,
    answerFollow: async (follow, followed) => {
      const { id, type, actor, object } = follow;
      const accept = { type: 'Accept', object: { id, type, actor: actor[0], object: object[0] } } as JsonObject;
      await submit(outbox, { account: followed, document: accept });
    },
  });
  const openDraft = (sealed: Uint8Array, holdId: string): JsonObject =>
    JSON.parse(new TextDecoder().decode(keyrings.holds.openSecret(sealed, holdId))) as JsonObject;
  const outbox: OutboxParts = {
    apex,
    store: apexStore,
    addresses,
    gate,
    peers,
    filing,
    commits: store.commits,
    objects: store.objects,
    followers: store.followers,
    releases: store.releases,
    sealDraft: (draft, holdId) => keyrings.holds.sealSecret(new TextEncoder().encode(JSON.stringify(draft)), holdId),
    clock,
    decided: options.on.decided,
    committed: () => deliveryWorker.wake(),
  };
  const inboxWorker = createInboxWorker({
    inbound: store.inbound,
    process: (entry) =>
      process(
        {
          apex,
          store: apexStore,
          addresses,
          accounts: store.accounts,
          followers: store.followers,
          commits: store.commits,
          filing,
          clock,
        },
        entry,
      ),
    owner: randomUUID(),
    clock,
    onEvent: options.on.inbox,
  });
  const accounts = {
    apex,
    gate,
    addresses,
    accounts: store.accounts,
    objects: store.objects,
    releases: store.releases,
    commits: store.commits,
    sealKey: (pkcs8: Uint8Array, keyId: string) => keyrings.keys.sealSecret(pkcs8, keyId),
    clock,
  };
  return {
    accounts: {
      add: (request) => addAccount(accounts, request),
      async prepare() {
        await addAccount(accounts, { name: instanceAccount, kind: 'service', display: 'Portico', roles: [] });
        await releaseMissingProfiles(accounts);
      },
    },
    outbox: {
      submit: (submission) => submit(outbox, submission),
      resumeHeld: () =>
        resumeHeld({
          outbox,
          accounts: store.accounts,
          holds: store.holds,
          openDraft,
        }),
    },
    inbox: {
      receive: (delivery) =>
        receive(
          {
            addresses,
            accounts: store.accounts,
            inbound: store.inbound,
            peers,
            verify: (request) => wire.verify(request),
            clock,
            accepted: () => inboxWorker.wake(),
          },
          delivery,
        ),
    },
    read: createReading({
      apex,
      store: apexStore,
      addresses,
      gate,
      peers,
      wire,
      accounts: store.accounts,
      releases: store.releases,
      deliveries: store.deliveries,
      commits: store.commits,
      holds: store.holds,
      openDraft,
      clock,
      instanceActor: addresses.actor(instanceAccount),
      receipted: new RecentDigests(),
    }),
    workers: together(inboxWorker, deliveryWorker),
    close: () => wire.close(),
  };
}

function connect(
  options: FederationOptions,
  fetchAs: string,
  federates: (host: string) => boolean,
  parts: Pick<WireOptions, 'actors' | 'keys'>,
): Wire {
  return createWire({
    origin: options.origin,
    allowPrivateAddresses: options.allowPrivateAddresses,
    userAgent: 'Portico',
    clock: options.clock,
    fetchAs,
    federates,
    ...parts,
    ...options.wire,
  });
}

/** In before out: what comes in may answer. */
function together(inbox: InboxWorker, deliveries: DeliveryWorker): Federation['workers'] {
  return {
    start() {
      inbox.start();
      deliveries.start();
    },
    async drain() {
      await inbox.drain();
      await deliveries.drain();
    },
    async stop(graceMs) {
      await inbox.stop();
      await deliveries.stop(graceMs);
    },
  };
}
