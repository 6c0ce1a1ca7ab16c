import { Router } from 'express';
import type { Context } from '../context.ts';
import { createAssets } from './assets/assets.ts';
import type { Cards } from './cards.ts';
import { consoleRouter } from './console-routes.ts';
import { homeRouter } from './home-routes.ts';
import { signInRouter } from './sign-in-routes.ts';
import { tipRouter } from './tips/tip-routes.ts';

/** Pages for browsers. */
export function webRouter({ config, sessions, signIn, clientApi, store }: Context, cards: Cards): Router {
  const assets = createAssets();
  const router = Router();
  router.use(assets.router);
  router.use(signInRouter({ cards, sessions, signIn }));
  router.use(consoleRouter({ origin: config.origin, assets, sessions }));
  router.use(homeRouter({ ...clientApi, assets, sessions, accounts: store.accounts }));
  router.use(tipRouter({ ...clientApi, cards, sessions }));
  return router;
}
