import express, { type Express } from 'express';
import helmet from 'helmet';
import { porticoApi } from './api/index.ts';
import type { Context } from './context.ts';
import { blockedAddresses } from './http/blocked-addresses.ts';
import { corsRouter } from './http/cors.ts';
import { discoveryRouter } from './http/discovery.ts';
import { errorHandler } from './http/error-handler.ts';
import { healthRouter } from './http/health.ts';
import { inboxRouter } from './http/inbox.ts';
import { mediaRouter } from './http/media.ts';
import { outboxRouter } from './http/outbox.ts';
import { proxyRouter } from './http/proxy.ts';
import { createRateLimit } from './http/rate-limit.ts';
import { readsRouter } from './http/reads.ts';
import { sendAbsent, sendLater } from './http/respond.ts';
import { uploadRouter } from './http/upload.ts';
import { mastodonRouter } from './mastodon/index.ts';
import { activityStreamsRouter } from './mastodon/streaming/activities.ts';
import { tipsFor } from './mastodon/tips/other-doors.ts';
import { oauthRouter } from './oauth/index.ts';
import { createPages } from './pages/index.ts';
import { createCards } from './web/cards.ts';
import { webRouter } from './web/index.ts';
import { sessionBearer } from './web/session/session-bearer.ts';

/** The Express app over a context; it does not listen. */
export function createApp(context: Context): Express {
  const { config, federation, media, tokens, store, events } = context;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.set('trust proxy', config.trustedProxies);
  // Before everything else: a delivery is judged by its raw bytes, and every microsecond counts there.
  app.use(inboxRouter(federation));
  app.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } } }));
  app.use(healthRouter(() => isReady(context)));
  app.use(blockedAddresses(context.addresses));
  app.use(corsRouter());
  app.use(sessionBearer(context.sessions));
  app.use(discoveryRouter(federation));
  const speaking = { tokens, accounts: store.accounts, rateLimit: createRateLimit(context.clock) };
  app.use(outboxRouter({ origin: config.origin, federation, ...speaking, ...tipsFor(context.clientApi.parts) }));
  app.use(uploadRouter({ origin: config.origin, media, ...speaking }));
  app.use(proxyRouter({ federation, ...speaking }));
  app.use(activityStreamsRouter(context.clientApi));
  app.use(mediaRouter({ federation, tokens, media, remoteMedia: context.remoteMedia }));
  const pages = createPages(context);
  app.use(pages.negotiated);
  app.use(readsRouter({ origin: config.origin, federation, tokens }));
  const cards = createCards();
  app.use(cards.router);
  app.use(oauthRouter(context, cards));
  app.use(porticoApi(context));
  app.use(mastodonRouter(context));
  app.use(webRouter(context, cards));
  app.use(pages.router);
  app.use((_request, response) => sendAbsent(response));
  app.use(errorHandler(events.requestFailed));
  return app;
}

/** What a process without readers answers: whether it lives, and whether it can work. */
export function createHealthApp(context: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(healthRouter(() => isReady(context)));
  app.use((_request, response) => sendAbsent(response));
  app.use(errorHandler(context.events.requestFailed));
  return app;
}

/** What is answered before there is a store: the process lives, and everything else is for later. */
export function createWaitingApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(healthRouter(async () => false));
  app.use((_request, response) => sendLater(response));
  return app;
}

async function isReady({ store }: Context): Promise<boolean> {
  return store.check().then(
    () => true,
    () => false,
  );
}
