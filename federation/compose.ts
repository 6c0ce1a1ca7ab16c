import { setTimeout as after } from 'node:timers/promises';
import type { JsonObject } from '../policies/index.ts';
import { type AccountsParts, addAccount, releaseMissingProfiles } from './actors/accounts.ts';
import { createSigningKeys } from './actors/keys.ts';
import { createRemoteActors } from './actors/remote.ts';
import { rotateKey } from './actors/rotate.ts';
import { type Addresses, createAddresses } from './addressing.ts';
import { createApex } from './apex/core.ts';
import { withUnitOfWork } from './apex/unit-of-work.ts';
import { createBackfilling } from './backfill/index.ts';
import type { StillAllowed } from './delivery/collaborators.ts';
import { createDeliveryWorker, type DeliveryWorker } from './delivery/index.ts';
import { usualSizes } from './fan-out/sizes.ts';
import { createFanOutWorker } from './fan-out/worker.ts';
import type { Federation, FederationOptions } from './federation.ts';
import { createSynchronize } from './followers/announce.ts';
import { createFollowerSynchronisation } from './followers/synchronise.ts';
import { passOn } from './groups.ts';
import { answerFollow } from './inbox/answer-follow.ts';
import type { EffectParts } from './inbox/effects/index.ts';
import { createFiling, type Filing } from './inbox/file.ts';
import { letIn, type ProcessParts, process } from './inbox/process.ts';
import { receive } from './inbox/receive.ts';
import { createInboxWorker } from './inbox/worker.ts';
import { noMedia } from './media/none.ts';
import { anonymousReport } from './outbox/anonymous-report.ts';
import { askToQuote } from './outbox/ask-to-quote.ts';
import { createHeldSubmissions } from './outbox/held.ts';
import { createHistory } from './outbox/history.ts';
import { createLateStops } from './outbox/late-stops.ts';
import { letOutApproved } from './outbox/let-out-approved.ts';
import { createPollNews } from './outbox/poll-news.ts';
import { preview } from './outbox/preview.ts';
import { resumeHeld } from './outbox/resume.ts';
import { createDrafts } from './outbox/sealed-drafts.ts';
import { serve } from './outbox/serve.ts';
import { type OutboxParts, submit } from './outbox/submit.ts';
import { PeerBook } from './peer-book.ts';
import { createPeers, type Peers } from './peers.ts';
import type { Account, Leases } from './ports/index.ts';
import { Bell } from './processes/bell.ts';
import { RollCall } from './processes/roll-call.ts';
import { withLease } from './processes/with-lease.ts';
import { together } from './processes/workforce.ts';
import { RecentDigests } from './read/answer.ts';
import { createReading } from './read/index.ts';
import { createRecalling } from './recall/index.ts';
import { takePostBack } from './recall/post.ts';
import { createRecheck } from './recall/still-allowed.ts';
import { createWire, type Wire, type WireOptions } from './wire/index.ts';

/** Name of the account whose key signs fetches, so that no fetch tells who asked. */
const instanceAccount = 'instance';

/** Builds federation over a store, a gate and keys, in the order of dependence. */
export function createFederation(options: FederationOptions): Federation {
  const shared = createShared(options);
  const { owner } = options;
  const stillAllowed = createRecheck({ ...shared, origin: shared.addresses.origin });
  const deliveryWorker = createDeliveries(options, shared.wire, stillAllowed);
  const fanOutWorker = createFanOutWorker({
    ...shared,
    owner,
    onCut: () => bell.ring('fan-outs'),
    onQueued: () => bell.ring('deliveries'),
    onEvent: options.on.fanOut,
  });
  const { sealSecret: sealKey } = options.keyrings.keys;
  const drafts = createDrafts(options);
  const filing: Filing = createFiling({
    ...shared,
    answerFollow: (follow, followed) => answerFollow({ ...shared, say }, follow, followed),
  });
  const say = (account: Account, document: JsonObject) => submit(outbox, { account, document });
  const outbox: OutboxParts = {
    ...shared,
    filing,
    sealDraft: drafts.seal,
    async followUp(activity, account) {
      await askToQuote({ ...shared, say }, activity, account);
      await passOn({ ...shared, say }, activity);
    },
    decided: options.on.decided,
    committed() {
      bell.ring('deliveries');
      bell.ring('fan-outs');
    },
  };
  const instanceActor = shared.addresses.actor(instanceAccount);
  const lateStops = createLateStops(options.on.stoppedLate);
  const processing: ProcessParts = {
    ...{ ...shared, ...actingFor(shared), say, filing, instanceName: instanceAccount },
    inboundPolicy: () => shared.book.inboundPolicy,
    voted: (questionId) => pollNews.voted(questionId),
    fetchDocument: (url) => shared.wire.fetchDocument(url, { as: instanceActor }),
    letOutApproved: (account, activity) => letOutApproved({ ...shared, ...outbox, lateStops }, account, activity),
    stoppedLate: lateStops.add,
    takeBack: (post) => takePostBack(shared, post),
  };
  const pollNews = createPollNews({ ...shared, decided: outbox.decided, committed: outbox.committed });
  const inboxWorker = createInboxWorker({
    inbound: shared.inbound,
    process: (entry) => process(processing, entry),
    owner,
    clock: options.clock,
    onEvent(event) {
      // What came in may have been answered, in the commit that this event follows.
      if (event.kind === 'processed') {
        bell.ring('deliveries');
        pollNews.tell();
        lateStops.tell();
      }
      options.on.inbox(event);
    },
  });
  const bell: Bell = new Bell(shared.signals, {
    deliveries: () => deliveryWorker.wake(),
    hosts: () => deliveryWorker.forgetHosts(),
    'fan-outs': () => fanOutWorker.wake(),
    inbound: () => inboxWorker.wake(),
  });
  const rollCall = new RollCall(shared.owners, owner, () => {
    for (const worker of [inboxWorker, fanOutWorker, deliveryWorker]) worker.wake();
  });
  const synchronisation = createFollowerSynchronisation({ ...shared, say, instanceActor });
  const backfill = createBackfilling({ ...shared, owner, instanceActor });
  const reading = {
    ...shared,
    openDraft: drafts.open,
    handleDomain: options.handleDomain ?? new URL(options.origin).host,
    instanceActor,
    receipted: new RecentDigests(),
  };
  const receiving = {
    ...shared,
    inboxes: new Set<string>(),
    verify: shared.wire.verify,
    proofs: shared.wire.proofs,
    synchronise: synchronisation.hear,
    accepted: () => bell.ring('inbound'),
  };
  const held = createHeldSubmissions({ ...shared, outbox, openDraft: drafts.open });
  return {
    accounts: {
      ...createAccounts({ ...shared, owner, sealKey }),
      rotateKey: (account) =>
        rotateKey({ ...shared, sealKey, submit: (submission) => submit(outbox, submission) }, account),
    },
    outbox: {
      submit: async (submission) => submit(outbox, await anonymousReport(shared, submission, instanceAccount)),
      preview: (submission) => preview(outbox, submission),
      held,
      history: createHistory({ ...outbox, ...shared, held, origin: shared.addresses.origin }),
      async resumeHeld() {
        const outcome = await withLease({ ...shared, owner }, 'resume-held', ({ commits }) =>
          resumeHeld({ ...shared, outbox: { ...outbox, commits }, openDraft: drafts.open }),
        );
        return outcome.kind === 'done' ? outcome.value : 0;
      },
    },
    peers: {
      open: () => shared.book.open(),
      refresh: () => shared.book.refresh(),
      standing: shared.peers.standing,
      refuses: shared.peers.refuses,
    },
    recalls: createRecalling({ ...shared, committed: outbox.committed }),
    inbox: {
      receive: (delivery) => receive(receiving, delivery),
      async letIn(held) {
        const outcome = await letIn(processing, held);
        bell.ring('deliveries');
        lateStops.tell();
        return outcome;
      },
    },
    read: createReading(reading),
    backfill: { look: backfill.look },
    workers: together({
      inboxWorker,
      pollNews,
      synchronisation,
      backfill,
      fanOutWorker,
      deliveryWorker,
      bell,
      rollCall,
    }),
    async close() {
      await Promise.all([pollNews.stop(), synchronisation.stop(), backfill.stop()]);
      await shared.book.close();
      await bell.close();
      await shared.wire.close();
    },
  };
}

/** What the server does for an account while it carries out what an outsider did. */
function actingFor(shared: ReturnType<typeof createShared>): Pick<EffectParts, 'as' | 'serve'> {
  return {
    as: ({ actorId }, work) => withUnitOfWork(shared.commits, { kind: 'local', actor: actorId }, work),
    serve: (account, object, zones) => serve(shared, account, object, zones),
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
  const book = new PeerBook({ ...ports, clock });
  const peers = createPeers({
    ...options,
    ruleFor: (host) => book.ruleFor(host),
    actorRuleFor: (actor) => book.actorRuleFor(actor),
    partnerZones: () => book.zones,
    resolve: (iri) => core.apex.resolveObject(iri),
  });
  const wire = connect(options, addresses, peers, {
    actors: createRemoteActors({ apex: core.apex, objects: ports.objects, commits: ports.commits }),
    keys: createSigningKeys(ports.actorKeys, options.keyrings.keys.openSecret),
  });
  const { check: _check, close: _close, ...stores } = ports;
  const sizes = options.sizes ?? usualSizes;
  return { ...stores, ...core, addresses, gate, clock, peers, book, wire, library: options.media ?? noMedia, sizes };
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
    integrityProofs: options.integrityProofs ?? false,
    federates: (host, way) =>
      way === 'hear' ? peers.opens(host, 'hear') || peers.opens(host, 'answer') : peers.opens(host, way),
    ...parts,
    ...options.wire,
  });
}

function createDeliveries(
  { store, gate, clock, on, owner }: FederationOptions,
  wire: Wire,
  stillAllowed: StillAllowed,
): DeliveryWorker {
  return createDeliveryWorker({
    stillAllowed,
    synchronize: createSynchronize(store),
    deliveries: store.deliveries,
    releases: store.releases,
    hosts: store.hosts,
    openDelivery: gate.openDelivery,
    signPost: wire.signPost,
    post: wire.post,
    postMs: wire.postMs,
    owner,
    now: clock,
    // Short, so that what a killed process had taken goes out soon where nobody can tell that it is gone.
    leaseMs: 40_000,
    onEvent: on.delivery,
  });
}

/** A process that ends in the middle keeps others waiting no longer than this. */
const preparingMs = 5_000;

function createAccounts(
  parts: AccountsParts & { leases: Leases; owner: string },
): Omit<Federation['accounts'], 'rotateKey'> {
  return {
    add: (request) => addAccount(parts, request),
    // Under a lease: of two processes that make the same actor at once, one would keep the key and the other the profile.
    async prepare() {
      const prepareAs = async (held: AccountsParts): Promise<void> => {
        await addAccount(held, { name: instanceAccount, kind: 'service', display: 'Portico', roles: [] });
        await releaseMissingProfiles(held);
      };
      const lease = { ...parts, leaseMs: preparingMs };
      const prepare = () => withLease(lease, 'prepare-accounts', ({ commits }) => prepareAs({ ...parts, commits }));
      while ((await prepare()).kind !== 'done') await after(100);
    },
  };
}
