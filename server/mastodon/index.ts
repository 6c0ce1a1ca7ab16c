import { Router } from 'express';
import type { Account } from '../../federation/ports/index.ts';
import type { Context } from '../context.ts';
import type { Route } from './door.ts';
import { createIdBook } from './id-book.ts';
import { mountRoutes } from './mount.ts';
import { preferencesOf } from './preferences.ts';
import { createPresenter } from './present.ts';
import { accountRoutes } from './routes/accounts.ts';
import { filterRoutes } from './routes/filters.ts';
import { instanceRouter } from './routes/instance.ts';
import { listRoutes } from './routes/lists.ts';
import { mediaRoutes } from './routes/media.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { relationshipRoutes } from './routes/relationships.ts';
import { searchRoutes } from './routes/search.ts';
import { settingRoutes } from './routes/settings.ts';
import { statusActRoutes } from './routes/status-acts.ts';
import { statusRoutes } from './routes/statuses.ts';
import { timelineRoutes } from './routes/timelines.ts';
import { createShadowReader } from './shadows.ts';
import { createSnowflakes } from './snowflakes.ts';
import { createPolicyBot } from './tips/bot.ts';
import { languageFor } from './tips/catalogue.ts';

/** Every route that somebody who is signed in can use. */
const mastodonRoutes: readonly Route[] = [
  ...accountRoutes,
  ...relationshipRoutes,
  ...statusRoutes,
  ...statusActRoutes,
  ...timelineRoutes,
  ...notificationRoutes,
  ...listRoutes,
  ...filterRoutes,
  ...settingRoutes,
  ...searchRoutes,
  ...mediaRoutes,
];

/** The Mastodon client API: the door that unmodified clients come by. */
export function mastodonRouter({ config, store, federation, media, tokens, clock }: Context): Router {
  const { origin } = config;
  const snowflakes = createSnowflakes(clock);
  const ids = createIdBook({ ids: store.ids, commits: store.commits, snowflakes });
  const languageOf = async (account: Account) => languageFor((await preferencesOf(store.clientData, account)).language);
  const shadows = createShadowReader(origin, federation, languageOf);
  const present = createPresenter({ origin, store, federation, media, ids, shadows, languageOf });
  const bot = createPolicyBot(origin, federation, store.accounts);
  const parts = { origin, store, federation, tokens, media, ids, snowflakes, present, languageOf, bot, clock };
  const router = Router();
  router.use(instanceRouter(origin, media.limits));
  router.use(mountRoutes(mastodonRoutes, parts));
  return router;
}
