import { accountsContract } from './accounts.contract.ts';
import { commitsContract } from './commits.contract.ts';
import { deliveriesContract } from './deliveries.contract.ts';
import { deliveryViewContract } from './delivery-view.contract.ts';
import { durabilityContract } from './durability.contract.ts';
import { fanOutsContract, recipientsContract } from './fan-outs.contract.ts';
import { followersContract } from './followers.contract.ts';
import { hostsContract } from './hosts.contract.ts';
import { inboundContract } from './inbound.contract.ts';
import { incidentsContract } from './incidents.contract.ts';
import { reportsContract, retractionsContract } from './interop.contract.ts';
import type { Kills } from './kill-campaign.ts';
import { leasesContract, ownersContract } from './leases.contract.ts';
import { ledgerContract } from './ledger.contract.ts';
import { listingsContract } from './listings.contract.ts';
import { mediaContract } from './media.contract.ts';
import { moderationContract } from './moderation.contract.ts';
import { activitiesContract, objectsContract } from './nodes.contract.ts';
import { oauthContract } from './oauth.contract.ts';
import type { OpenStore } from './open-store.ts';
import { pagingContract } from './paging.contract.ts';
import { domainRulesContract, partnerZonesContract } from './peers.contract.ts';
import { policySetsContract, reviewsContract } from './policy-sets.contract.ts';
import { recallsContract } from './recalls.contract.ts';
import { decisionsContract, holdsContract, releasesContract } from './releases.contract.ts';
import { searchContract } from './search.contract.ts';
import { signalsContract } from './signals.contract.ts';
import { simulationsContract } from './simulations.contract.ts';
import { throttleContract } from './throttle.contract.ts';

/**
 * What every storage adapter keeps. An adapter's test file makes an empty place for each test, hands out `open`, and names
 * the place for other processes, which are killed.
 */
export function storeContract(open: OpenStore, place: () => string, kills: Kills = { cycles: 20 }): void {
  accountsContract(open);
  objectsContract(open);
  activitiesContract(open);
  pagingContract(open);
  followersContract(open);
  releasesContract(open);
  decisionsContract(open);
  holdsContract(open);
  mediaContract(open);
  policySetsContract(open);
  reviewsContract(open);
  simulationsContract(open);
  recallsContract(open);
  retractionsContract(open);
  reportsContract(open);
  domainRulesContract(open);
  partnerZonesContract(open);
  moderationContract(open);
  incidentsContract(open);
  deliveriesContract(open);
  deliveryViewContract(open);
  hostsContract(open);
  inboundContract(open);
  fanOutsContract(open);
  recipientsContract(open);
  leasesContract(open);
  ownersContract(open);
  signalsContract(open);
  ledgerContract(open);
  oauthContract(open);
  throttleContract(open);
  listingsContract(open);
  searchContract(open);
  commitsContract(open);
  durabilityContract(place, kills);
}
