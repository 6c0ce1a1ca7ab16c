import type { FanOutSizes, Federation } from '../federation/index.ts';
import type { Gate } from '../policies/index.ts';
import type { BearerTokens } from './auth/tokens.ts';
import type { Config } from './config/config.ts';
import type { Operating } from './deliveries/operating.ts';
import type { IncidentDesk } from './incidents/incidents.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Publishing } from './ledger/publish.ts';
import type { ClientApi } from './mastodon/client-api.ts';
import type { Media } from './media/index.ts';
import type { RemoteMedia } from './media/remote/index.ts';
import type { AddressRuling } from './moderation/address-ruling.ts';
import type { Moderation } from './moderation/index.ts';
import type { ClientRuling } from './oauth/client-rules.ts';
import type { Overview } from './overview/overview.ts';
import type { Announcing } from './pages/announcing.ts';
import type { Theme } from './pages/theme.ts';
import type { DomainRuling } from './peers/domain-ruling.ts';
import type { Zoning } from './peers/zoning.ts';
import type { RoleChanging } from './people/role-changing.ts';
import type { Activations } from './policy-sets/activations.ts';
import type { Drafting } from './policy-sets/drafting.ts';
import type { Explaining } from './policy-sets/explain.ts';
import type { LoadOutcome, PolicySetInForce } from './policy-sets/in-force.ts';
import type { Simulating } from './policy-sets/simulation.ts';
import type { PolicyVersions } from './policy-sets/versions.ts';
import type { ServerStore } from './ports/index.ts';
import type { Recalling } from './recall/recalling.ts';
import type { Reviewing } from './review/reviewing.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { Events } from './telemetry/events.ts';
import type { Logger } from './telemetry/logger.ts';
import type { Sessions } from './web/session/sessions.ts';

/** The built world. Whoever has it has everything; parts are handed on one by one. */
export interface Context extends AsyncDisposable {
  readonly config: Config;
  readonly events: Events;
  readonly store: ServerStore;
  readonly gate: Gate;
  readonly policySet: PolicySetInForce;
  /** Versions of the policy set, and the switch between them. */
  readonly policies: { readonly versions: PolicyVersions; readonly activations: Activations };
  readonly reviewing: Reviewing;
  readonly recalling: Recalling;
  readonly domains: DomainRuling;
  readonly addresses: AddressRuling;
  readonly zones: Zoning;
  readonly moderation: Moderation;
  readonly incidents: IncidentDesk;
  readonly roles: RoleChanging;
  readonly operating: Operating;
  readonly simulating: Simulating;
  readonly explaining: Explaining;
  readonly drafting: Drafting;
  readonly overview: () => Promise<Overview>;
  readonly federation: Federation;
  readonly media: Media;
  readonly remoteMedia: RemoteMedia;
  /** How the organisation shows itself on public pages. */
  readonly theme: Theme;
  readonly announcing: Announcing;
  /** What one process at a time does for the whole store; for processes that work. */
  readonly jobs: Jobs;
  /** Does work as the only process on the store, under the lease of that name; nothing where another one is at it. */
  readonly alone: (name: string, work: () => Promise<void>) => Promise<unknown>;
  readonly tokens: BearerTokens;
  readonly clientApi: ClientApi;
  readonly ledger: Publishing;
  readonly signIn: SignIn;
  /** Of people with a browser. */
  readonly sessions: Sessions;
  /** Which apps people may use. */
  readonly clientRuling: ClientRuling;
  /** Steps of signing in, signed for ten minutes. */
  readonly steps: { sign(subject: string): string; read(step: string): string | undefined };
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Reads the policy folder again, and decides what was held for want of a set. */
  readonly reloadPolicies: () => Promise<LoadOutcome>;
}

/** Parts that a test or a benchmark puts in the place of the usual ones. */
export interface Overrides {
  readonly clock?: () => number;
  readonly store?: ServerStore;
  readonly logger?: Logger;
  readonly gate?: (usual: Gate) => Gate;
  /** From how many followers on a post is fanned out, and in which ranges. */
  readonly sizes?: FanOutSizes;
}
