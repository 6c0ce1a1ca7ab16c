import { Router } from 'express';
import type { Context } from '../context.ts';
import { createAssets } from '../web/assets/assets.ts';
import { createCollecting } from './collect.ts';
import type { PagesDoor } from './door.ts';
import { embedRouter } from './embed-routes.ts';
import { interactRouter } from './interact-routes.ts';
import { machineRouter } from './machine-routes.ts';
import { negotiatedRouter } from './negotiated-routes.ts';
import { pageRouter } from './page-routes.ts';

export interface Pages {
  /** Goes before whatever answers with documents. */
  readonly negotiated: Router;
  readonly router: Router;
}

/** What anybody may see with a browser, a feed reader or a search engine. */
export function createPages({ config, federation, store, theme, clock }: Context): Pages {
  const { origin } = config;
  const { published } = federation.read;
  const moderated = theme.conversation === 'moderated';
  const collecting =
    published &&
    createCollecting({ ...store, origin, published, moderated, standing: federation.peers.standing, clock });
  const assets = createAssets({ public: 'public/index.css', thread: 'thread/main.ts' }, '/assets/public');
  const plainHttp = config.allowPrivateAddresses;
  const door: PagesDoor = { origin, theme, federation, collecting, assets, plainHttp, clock };
  const router = Router();
  router.use(assets.router);
  router.use(machineRouter(door));
  router.use(embedRouter(door));
  router.use(interactRouter(door));
  router.use(pageRouter(door));
  return { negotiated: negotiatedRouter(origin, collecting), router };
}
