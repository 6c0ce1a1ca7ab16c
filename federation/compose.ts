import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../policies/index.ts';
import { type AccountsParts, addAccount, releaseMissingProfiles } from './actors/accounts.ts';
import { createSigningKeys } from './actors/keys.ts';
import { createRemoteActors } from './actors/remote.ts';
import { type Addresses, createAddresses } from './addressing.ts';
import { createApex } from './apex/core.ts';
import { createDeliveryWorker, type DeliveryWorker } from './delivery/index.ts';
import type { Federation, FederationOptions } from './federation.ts';
import { createFiling, type Filing } from './inbox/file.ts';
import { process } from './inbox/process.ts';
import { receive } from './inbox/receive.ts';
import { createInboxWorker, type InboxWorker } from './inbox/worker.ts';
import { resumeHeld } from './outbox/resume.ts';
import { type OutboxParts, submit } from './outbox/submit.ts';
import { createPeers, type Peers } from './peers.ts';
import { RecentDigests } from './read/answer.ts';
import { createReading } from './read/index.ts';
import { createWire, type Wire, type WireOptions } from './wire/index.ts';

/** Name of the account whose key signs fetches, so that no fetch tells who asked. */
const instanceAccount = 'instance';

/** Builds federation over a store, a gate and keys, in the order of dependence. */
export function createFederation(options: FederationOptions): Federation {
  const shared = createShared(options);
  const deliveryWorker = createDeliveries(options, shared.wire);
  const drafts = createDrafts(options);
  const filing: Filing = createFiling({
    ...shared,
    answerFollow: async (follow, followed) => {
      const { id, type, actor, object } = follow;
      const accept = { type: 'Accept', object: { id, type, actor: actor[0], object: object[0] } } as JsonObject;
      await submit(outbox, { account: followed, document: accept });
    },
  });
  const outbox: OutboxParts = {
    ...shared,
    filing,
    sealDraft: drafts.seal,
    decided: options.on.decided,
    committed: () => deliveryWorker.wake(),
  };
  const inboxWorker = createInboxWorker({
    inbound: shared.inbound,
    process: (entry) => process({ ...shared, filing, instanceName: instanceAccount }, entry),
    owner: randomUUID(),
    clock: options.clock,
    onEvent(event) {
      // What came in may have been answered, in the commit that this event follows.
      if (event.kind === 'processed') deliveryWorker.wake();
      options.on.inbox(event);
    },
  });
  const reading = {
    ...shared,
    openDraft: drafts.open,
    instanceActor: shared.addresses.actor(instanceAccount),
    receipted: new RecentDigests(),
  };
  const receiving = {
    ...shared,
    inboxes: new Set<string>(),
    verify: shared.wire.verify,
    accepted: () => inboxWorker.wake(),
  };
  return {
    accounts: createAccounts({ ...shared, sealKey: options.keyrings.keys.sealSecret }),
    outbox: {
      submit: (submission) => submit(outbox, submission),
      resumeHeld: () => resumeHeld({ ...shared, outbox, openDraft: drafts.open }),
    },
    inbox: { receive: (delivery) => receive(receiving, delivery) },
    read: createReading(reading),
    workers: together(inboxWorker, deliveryWorker),
    close: () => shared.wire.close(),
  };
}

/** Apex, wire and peers, which know of each other: what apex fetches goes by the wire, whose actors rest as apex nodes. */
function createShared(options: FederationOptions) {
  const { store: ports, gate, clock } = options;
  const addresses = createAddresses(options.origin);
  const core = createApex({
    ...options,
    objects: ports.objects,
    activities: ports.activities,
    fetchNode: async (id) => {
      const fetched = await wire.fetchDocument(id, { as: addresses.actor(instanceAccount) });
      return fetched.kind === 'document' ? fetched.document : undefined;
    },
  });
  const peers = createPeers({ ...options, resolve: (iri) => core.apex.resolveObject(iri) });
  const wire = connect(options, addresses, peers, {
    actors: createRemoteActors({ apex: core.apex, objects: ports.objects, commits: ports.commits }),
    keys: createSigningKeys(ports.actorKeys, options.keyrings.keys.openSecret),
  });
  const { check: _check, close: _close, ...stores } = ports;
  return { ...stores, ...core, addresses, gate, clock, peers, wire };
}

function connect(
  options: FederationOptions,
  addresses: Addresses,
  peers: Peers,
  parts: Pick<WireOptions, 'actors' | 'keys'>,
): Wire {
  return createWire({
    origin: options.origin,
    allowPrivateAddresses: options.allowPrivateAddresses,
    userAgent: 'Portico',
    clock: options.clock,
    fetchAs: addresses.actor(instanceAccount),
    federates: peers.allowed,
    ...parts,
    ...options.wire,
  });
}

function createDeliveries({ store, gate, clock, on }: FederationOptions, wire: Wire): DeliveryWorker {
  return createDeliveryWorker({
    deliveries: store.deliveries,
    releases: store.releases,
    hosts: store.hosts,
    openDelivery: gate.openDelivery,
    signPost: wire.signPost,
    post: wire.post,
    owner: randomUUID(),
    now: clock,
    // Short, so that what a killed process had taken goes out soon after the next start.
    leaseMs: 30_000,
    onEvent: on.delivery,
  });
}

/** Held drafts as bytes that only this server reads. */
function createDrafts({ keyrings: { holds } }: FederationOptions) {
  return {
    seal: (draft: JsonObject, holdId: string) =>
      holds.sealSecret(new TextEncoder().encode(JSON.stringify(draft)), holdId),
    open: (sealed: Uint8Array, holdId: string) =>
      JSON.parse(new TextDecoder().decode(holds.openSecret(sealed, holdId))) as JsonObject,
  };
}

function createAccounts(parts: AccountsParts): Federation['accounts'] {
  return {
    add: (request) => addAccount(parts, request),
    async prepare() {
      await addAccount(parts, { name: instanceAccount, kind: 'service', display: 'Portico', roles: [] });
      await releaseMissingProfiles(parts);
    },
  };
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
