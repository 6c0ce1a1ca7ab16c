import type { Change, Store } from '../../federation/ports/index.ts';
import type { AccountRolesChange } from './account-roles.ts';
import type { ClientData, ClientDataChange } from './client-data.ts';
import type { IncidentChange, Incidents } from './incident.ts';
import type { Installation } from './installation.ts';
import type { Ledger } from './ledger.ts';
import type { IdChange, Ids, ListingChange, Listings } from './listing.ts';
import type { MediaChange, MediaFiles } from './media.ts';
import type { ClientRecord, Clients, CodeRecord, Codes, Credentials } from './oauth.ts';
import type { SearchChange, SearchIndex } from './search.ts';
import type { SimulationChange, Simulations } from './simulation.ts';
import type { SubscriptionChange, Subscriptions } from './subscription.ts';
import type { Throttle } from './throttle.ts';
import type { TokenRecord, Tokens } from './token.ts';

/** One change of a unit of work: those of federation, and those that only the server knows. */
export type ServerChange =
  | Change
  | MediaChange
  | IdChange
  | ListingChange
  | ClientDataChange
  | SearchChange
  | SimulationChange
  | SubscriptionChange
  | IncidentChange
  | AccountRolesChange
  | { readonly change: 'token.put'; readonly token: TokenRecord }
  | { readonly change: 'client.put'; readonly client: ClientRecord }
  | { readonly change: 'code.put'; readonly code: CodeRecord }
  | { readonly change: 'credential.put'; readonly actorId: string; readonly hash: string };

/** `Commits` of federation that takes the server's changes too. */
export interface ServerCommits {
  /**
   * Makes all changes durable in one transaction, or none. Resolves after they are on disk.
   * Throws `StaleFence`, `StoreUnavailable`.
   */
  commit(changes: readonly ServerChange[]): Promise<void>;
}

/** Everything a storage adapter offers. Named whole in the composition root and the contract suite only. */
export interface ServerStore extends Store {
  readonly tokens: Tokens;
  readonly ledger: Ledger;
  readonly media: MediaFiles;
  readonly clients: Clients;
  readonly codes: Codes;
  readonly credentials: Credentials;
  readonly ids: Ids;
  readonly listings: Listings;
  readonly clientData: ClientData;
  readonly search: SearchIndex;
  readonly simulations: Simulations;
  readonly subscriptions: Subscriptions;
  readonly incidents: Incidents;
  readonly throttle: Throttle;
  readonly installation: Installation;
  readonly commits: ServerCommits;
  /**
   * Milliseconds since the epoch by the clock of the store, which all its processes share: leases run out by it, and what
   * is kept for a time is old by it. A process whose own clock was set wrong neither holds nor forgets more for that.
   * Throws `StoreUnavailable`.
   */
  readonly time: () => Promise<number>;
  /** The same at once, to within the way to the store and back: what the server's clock is where a store is shared. */
  readonly clock: () => number;
}
