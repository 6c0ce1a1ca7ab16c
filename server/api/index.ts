import type { Router } from 'express';
import type { Context } from '../context.ts';
import { version } from '../version.ts';
import { auditRoutes } from './audit-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { clientRoutes } from './client-routes.ts';
import { communityRoutes } from './community-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { domainListRoutes } from './domain-list-routes.ts';
import { draftingRoutes } from './drafting-routes.ts';
import { explainRoutes } from './explain-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import { incidentRoutes } from './incident-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { moderationRoutes } from './moderation-routes.ts';
import { overviewRoutes } from './overview-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { peerRoutes } from './peer-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { policyDataRoutes } from './policy-data-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import { recallRoutes } from './recall-routes.ts';
import { reportRoutes } from './report-routes.ts';
import type { Route } from './route.ts';
import { apiRouter } from './router.ts';
import { simulationRoutes } from './simulation-routes.ts';

/** Every route of Portico's own API. */
export function apiRoutes({
  ledger,
  policies,
  reviewing,
  recalling,
  domains,
  zones,
  moderation,
  operating,
  incidents,
  roles,
  simulating,
  explaining,
  drafting,
  overview,
  announcing,
  clientApi,
  clientRuling,
  policySet,
  tokens,
  store,
  clock,
}: Context): Route[] {
  return [
    ...policyRoutes({ ...policies, drafting, policySet: policySet.current }),
    ...draftingRoutes(drafting),
    ...policyDataRoutes(policies),
    ...overviewRoutes(overview),
    ...peopleRoutes({ accounts: store.accounts, tokens, roles }),
    ...holdRoutes(reviewing),
    ...recallRoutes(recalling),
    ...peerRoutes({ domains, zones }),
    ...reportRoutes(moderation.reports),
    ...moderationRoutes(moderation),
    ...domainListRoutes(moderation),
    ...incidentRoutes(incidents),
    ...deliveryRoutes(operating),
    ...clientRoutes(clientRuling),
    ...communityRoutes({ ...clientApi.parts, parts: clientApi.parts }),
    ...pageRoutes({ ...store, announcing, clock }),
    ...explainRoutes(explaining),
    ...simulationRoutes({ ...policies, simulating }),
    ...checkRoutes({ parts: clientApi.parts, policySet: policySet.current, clock }),
    ...auditRoutes({ ledger: store.ledger, commits: store.commits, clock }),
    ...ledgerRoutes({ ...ledger, ledger: store.ledger, releases: store.releases }),
  ];
}

/** Portico's own API (`/api/portico/v1`). */
export function porticoApi(context: Context): Router {
  const { config, tokens, store, sessions } = context;
  return apiRouter({ origin: config.origin, version, tokens, accounts: store.accounts, sessions }, apiRoutes(context));
}
