import { randomUUID } from 'node:crypto';
import { type Courier, createCourier, createFederation, createPusher, withLease } from '../federation/index.ts';
import { createGate, type PolicyFiles } from '../policies/index.ts';
import { readStep, signStep } from './auth/jwt.ts';
import { createBearerTokens } from './auth/tokens.ts';
import { vapidKeys } from './auth/vapid.ts';
import type { Config } from './config/config.ts';
import { createKeyring } from './config/keyring.ts';
import type { Secrets } from './config/secrets.ts';
import type { Context, Overrides } from './context-shape.ts';
import { createOperating } from './deliveries/operating.ts';
import { createIncidentDesk } from './incidents/incidents.ts';
import { incidentJob } from './incidents/job.ts';
import { openWatch } from './incidents/watch.ts';
import { announcementsJob } from './jobs/announcements.ts';
import { createJobs } from './jobs/jobs.ts';
import { journalJob } from './jobs/journal.ts';
import { mediaJob } from './jobs/media.ts';
import { domainListsJob, moderationJob } from './jobs/moderation.ts';
import { pushJob } from './jobs/push.ts';
import { retentionJob } from './jobs/retention.ts';
import { scheduledJob } from './jobs/scheduled.ts';
import { openLedger } from './ledger/open.ts';
import { createOutsideAnchors } from './ledger/outside.ts';
import { createClientApi } from './mastodon/client-api.ts';
import { withProjection } from './mastodon/projection/index.ts';
import { createSnowflakes } from './mastodon/snowflakes.ts';
import { policyAccount } from './mastodon/tips/bot.ts';
import { alertOfIncident } from './mastodon/tips/incident-alert.ts';
import { tellOfLateStop } from './mastodon/tips/late-stop.ts';
import { tellOfReview } from './mastodon/tips/review-news.ts';
import { openMedia } from './media/open.ts';
import { openRemoteMedia } from './media/remote/open.ts';
import { createAddressRuling } from './moderation/address-ruling.ts';
import { createModeration } from './moderation/index.ts';
import { createClientRuling } from './oauth/client-rules.ts';
import { createOverview } from './overview/overview.ts';
import { createAnnouncing } from './pages/announcing.ts';
import { pageFeedJob } from './pages/page-feed.ts';
import { readTheme } from './pages/theme.ts';
import { createDomainRuling } from './peers/domain-ruling.ts';
import { createZoning } from './peers/zoning.ts';
import { createRoleChanging } from './people/role-changing.ts';
import { readPolicyFolder } from './policy-folder/load.ts';
import { createActivations } from './policy-sets/activations.ts';
import { buildSet } from './policy-sets/checking.ts';
import { createDrafting } from './policy-sets/drafting.ts';
import { createExplaining } from './policy-sets/explain.ts';
import { createPolicySetInForce, type LoadOutcome } from './policy-sets/in-force.ts';
import { checkOffThread } from './policy-sets/off-thread.ts';
import { createSetSigner } from './policy-sets/signature.ts';
import { createSimulating } from './policy-sets/simulation.ts';
import { createPolicyVersions } from './policy-sets/versions.ts';
import { createRecallings, recallJob } from './recall/recalling.ts';
import { reviewJob } from './review/expiry.ts';
import type { ReviewNews } from './review/news.ts';
import { createReviewing } from './review/reviewing.ts';
import { createPasswordSignIn } from './sign-in/sign-in.ts';
import { openStore } from './storage/open.ts';
import { createEvents } from './telemetry/events.ts';
import { createLogger } from './telemetry/logger.ts';
import { version } from './version.ts';
import { createSessions } from './web/session/sessions.ts';

export type { Context, Overrides } from './context-shape.ts';

/** Builds everything in the order of dependence; nothing listens or works until it is started. */
export async function createContext(config: Config, secrets: Secrets, overrides: Overrides = {}): Promise<Context> {
  const theme = await readTheme(config.theme, config.origin);
  if (theme.kind === 'invalid') throw new Error(theme.reason);
  const events = createEvents(overrides.logger ?? createLogger(config.logLevel));
  const opened = overrides.store ?? (await openStore(config, secrets, overrides.clock));
  // The store's, so that all processes of a server go by one: what has run out has run out for each of them.
  const clock = overrides.clock ?? opened.clock;
  const store = withProjection(opened, config.origin, clock);
  const sets = {
    policySets: store.policySets,
    accounts: store.accounts,
    commits: store.commits,
    signer: createSetSigner(secrets.policies),
    check: (files: PolicyFiles) => checkOffThread(files, secrets.hashes),
    clock,
    newId: randomUUID,
  };
  const policySet = createPolicySetInForce({
    ...sets,
    signals: store.signals,
    readFolder: () => readPolicyFolder(config.policyFolder),
    build: (files) => buildSet(files, secrets.hashes),
    monotonic: () => performance.now(),
    changed: () => decideHeld(),
  });
  const versions = createPolicyVersions(sets);
  const switched = async (): Promise<void> => {
    await store.signals.raise('policy-set').catch(() => undefined);
    await policySet.look();
  };
  const activations = createActivations({ ...sets, versions, switched });
  const usualGate = createGate({ policySet: policySet.current, sealKey: secrets.seal, clock, newId: randomUUID });
  const gate = overrides.gate?.(usualGate) ?? usualGate;
  const owner = randomUUID();
  const { media, bytes } = openMedia({ config, secrets, store, clock, events, newlyRead: () => resumeHeld() });
  const federation = createFederation({
    media,
    origin: config.origin,
    handleDomain: config.handleDomain,
    version,
    owner,
    mode: config.federation,
    allowedHosts: config.allowedHosts,
    allowPrivateAddresses: config.allowPrivateAddresses,
    integrityProofs: config.integrityProofs,
    store,
    gate,
    keyrings: { keys: createKeyring(secrets.keys), holds: createKeyring(secrets.holds) },
    clock,
    on: {
      ...events,
      stoppedLate: (stop) =>
        void tellOfLateStop(clientApi.parts, stop).catch((error: unknown) => events.jobFailed('late-stop', error)),
    },
    ...(overrides.sizes && { sizes: overrides.sizes }),
  });
  // Nothing passes before the rules for others are known.
  await federation.peers.open();
  const moderation = createModeration({ origin: config.origin, store, federation, clock });
  const review = {
    ...store,
    origin: config.origin,
    held: federation.outbox.held,
    policySet: policySet.current,
    clock,
    newId: randomUUID,
    tell: (news: ReviewNews) =>
      tellOfReview(clientApi.parts, news).catch((error: unknown) => events.jobFailed('review-news', error)),
  };
  const resumeHeld = async (): Promise<void> => {
    if (policySet.version() !== undefined) await federation.outbox.resumeHeld();
  };
  const recall = {
    ...store,
    owner,
    recalls: federation.recalls,
    latestActivation: () => store.recalls.latestActivation(),
    policySet,
    versions,
    build: (files: PolicyFiles) => buildSet(files, secrets.hashes),
    origin: config.origin,
    clock,
    newId: randomUUID,
  };
  const announcing = createAnnouncing({ ...store, submit: federation.outbox.submit, origin: config.origin });
  const jobs = createJobs({ ...store, owner, failed: events.jobFailed }, [
    retentionJob(store),
    journalJob(store.time),
    scheduledJob(() => clientApi.parts),
    announcementsJob(() => clientApi.parts.announcements),
    pushJob(() => clientApi.parts),
    mediaJob({ files: store.media, bytes, library: media, resumeHeld, time: store.time }),
    reviewJob(review),
    recallJob(recall),
    incidentJob({
      origin: config.origin,
      clock,
      watch: openWatch(store, config.origin),
      async tell(incident) {
        events.incidentOpened(incident);
        await alertOfIncident(clientApi.parts, incident).catch((error: unknown) =>
          events.jobFailed('incidents', error),
        );
      },
    }),
    moderationJob(moderation, store.time),
    domainListsJob(moderation),
    pageFeedJob({ sources: theme.theme.pages, fetchText: federation.read.text, announcing, clock }),
  ]);
  const tokens = createBearerTokens({
    origin: config.origin,
    key: secrets.tokens,
    tokens: store.tokens,
    commits: store.commits,
    clock,
  });
  const remoteMedia = openRemoteMedia(config, secrets, federation, clock);
  const pusher = config.push ? createPusher({ ...config, keys: vapidKeys(secrets.push), clock }) : undefined;
  const { settleFollows } = moderation;
  const addresses = createAddressRuling({ ...config, ...store, clock, newId: createSnowflakes(clock).next });
  const domains = createDomainRuling({ ...store, peers: federation.peers, settleFollows, clock });
  const clientApi = createClientApi({
    origin: config.origin,
    store,
    federation,
    media,
    remoteMedia,
    tokens,
    clock,
    reviewing: createReviewing(review),
    drafts: createKeyring(secrets.holds),
    pusher,
    moderation,
    domains,
    addresses,
  });
  const signing = { origin: config.origin, key: secrets.tokens, clock };
  const signIn = createPasswordSignIn({ ...store, key: secrets.throttle });
  const anchoring = {
    origin: config.origin,
    instanceActor: `${config.origin}/users/instance`,
    gate,
    commits: store.commits,
    courier: courierFor(config, secrets),
  };
  const ledger = openLedger({
    ledger: store.ledger,
    origin: config.origin,
    seed: secrets.ledger,
    anchor: config.ledgerAnchor,
    outside: createOutsideAnchors(anchoring, config.checkpoints),
    clock,
  });
  const decideHeld = async (): Promise<void> => {
    await federation.accounts.prepare();
    await federation.accounts.add({ name: policyAccount, kind: 'service', display: 'Policy', roles: [] });
    await resumeHeld();
  };
  const reloadPolicies = async (): Promise<LoadOutcome> => {
    const outcome = await policySet.load();
    await decideHeld();
    return outcome;
  };
  return {
    config,
    events,
    store,
    gate,
    policySet,
    policies: { versions, activations },
    reviewing: createReviewing(review),
    recalling: createRecallings(recall),
    domains,
    addresses,
    zones: createZoning({ ...store, peers: federation.peers, clock }),
    moderation,
    incidents: createIncidentDesk({ ...store, origin: config.origin, clock }),
    roles: createRoleChanging({ ...store, origin: config.origin, clock }),
    operating: createOperating({ ...store, clock }),
    explaining: createExplaining({ ...review, read: federation.read, history: federation.outbox.history }),
    drafting: createDrafting({
      origin: config.origin,
      versions,
      check: sets.check,
      build: (files) => buildSet(files, secrets.hashes),
      read: media.read,
      clock,
    }),
    overview: createOverview({ ...store, clock }),
    simulating: createSimulating({
      ...store,
      history: federation.outbox.history,
      build: (files) => buildSet(files, secrets.hashes),
      clock,
      newId: randomUUID,
    }),
    federation,
    media,
    remoteMedia,
    theme: theme.theme,
    announcing,
    jobs,
    alone: (name, work) => withLease({ ...store, owner }, name, work),
    tokens,
    clientApi,
    signIn,
    sessions: createSessions({ ...signing, tokens, accounts: store.accounts }),
    clientRuling: createClientRuling({ ...store, origin: config.origin, clock }),
    steps: {
      sign: (subject) => signStep(signing, 'oauth/authorize', subject, stepSeconds),
      read: (step) => readStep(signing, 'oauth/authorize', step),
    },
    clock,
    ledger,
    reloadPolicies,
    async [Symbol.asyncDispose]() {
      await clientApi[Symbol.asyncDispose]();
      await pusher?.close();
      await media[Symbol.asyncDispose]();
      await policySet[Symbol.asyncDispose]();
      await federation.close();
      await store.close();
    },
  };
}

function courierFor({ checkpoints: { mail } }: Config, { mail: login }: Secrets): Courier {
  return createCourier(mail ? { relay: { ...mail.relay, ...(login && { login }) } } : {});
}

/** How long somebody may think about an app that asks. */
const stepSeconds = 600;
