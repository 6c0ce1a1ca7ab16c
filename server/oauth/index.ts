import { Router } from 'express';
import type { Context } from '../context.ts';
import type { Cards } from '../web/cards.ts';
import { authorizeRouter } from './authorize-routes.ts';
import { createClientBook } from './client-book.ts';
import { issueCode } from './exchange.ts';
import { tokenInventoryRouter } from './inventory-routes.ts';
import { metadataRouter } from './metadata.ts';
import { tokenRouter } from './token-routes.ts';

/** OAuth 2.0 for the Mastodon API and for ActivityPub clients alike. */
export function oauthRouter(context: Context, cards: Cards): Router {
  const { config, store, federation, tokens, clock, signIn, steps, clientApi, clientRuling: ruling } = context;
  const { origin } = config;
  const { codes, commits, accounts } = store;
  const clients = createClientBook({ ...store, read: federation.read, clock });
  const vapidKey = clientApi.parts.pusher?.publicKey ?? '';
  const parts = { origin, clients, codes, commits, accounts, tokens, clock, vapidKey, ruling };
  const router = Router();
  router.use(metadataRouter(origin));
  router.use(
    authorizeRouter({
      clients,
      accounts,
      signIn,
      cards,
      ruling,
      steps,
      issueCode: (request, actorId) => issueCode(parts, request, actorId),
    }),
  );
  router.use(tokenRouter(parts));
  router.use(tokenInventoryRouter(parts));
  return router;
}
