import type { Federation } from '../../federation/index.ts';
import type { Accounts, DomainRules, Objects } from '../../federation/ports/index.ts';
import type { ClientData, Listings } from '../ports/index.ts';

export interface CollectingParts {
  readonly origin: string;
  readonly published: NonNullable<Federation['read']['published']>;
  readonly accounts: Accounts;
  readonly objects: Objects;
  readonly listings: Listings;
  readonly clientData: ClientData;
  readonly domainRules: DomainRules;
  /** How an outsider stands by the rules. */
  readonly standing: Federation['peers']['standing'];
  /** Whether answers from outside stay away until a moderator lets them show. */
  readonly moderated: boolean;
  readonly clock: () => number;
}
