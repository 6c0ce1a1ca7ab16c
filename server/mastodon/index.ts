import { type Request, type Response, Router } from 'express';
import type { Context } from '../context.ts';
import { sendJson } from '../http/respond-client.ts';
import type { Route } from './door.ts';
import { type Endpoint, otherEndpoints } from './endpoints.ts';
import { mountRoutes } from './mount.ts';
import { openApiOf } from './openapi.ts';
import { accountRoutes } from './routes/accounts.ts';
import { adminAccountRoutes } from './routes/admin/accounts.ts';
import { adminAddressRoutes } from './routes/admin/addresses.ts';
import { adminDomainRoutes } from './routes/admin/domains.ts';
import { adminFigureRoutes } from './routes/admin/figures.ts';
import { adminReportRoutes } from './routes/admin/reports.ts';
import { adminTrendRoutes } from './routes/admin/trends.ts';
import { announcementRoutes } from './routes/announcements.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { domainBlockRoutes } from './routes/domain-blocks.ts';
import { filterPartRoutes } from './routes/filter-parts.ts';
import { filterRoutes } from './routes/filters.ts';
import { followRequestRoutes } from './routes/follow-requests.ts';
import { groupedNotificationRoutes } from './routes/grouped-notifications.ts';
import { instanceRouter } from './routes/instance.ts';
import { listRoutes } from './routes/lists.ts';
import { mediaRoutes } from './routes/media.ts';
import { notificationPolicyRoutes } from './routes/notification-policy.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { olderFilterRoutes } from './routes/older-filters.ts';
import { peopleRoutes } from './routes/people.ts';
import { pollRoutes } from './routes/polls.ts';
import { profileRoutes } from './routes/profile.ts';
import { pushRoutes } from './routes/push.ts';
import { quoteRoutes } from './routes/quotes.ts';
import { relationshipRoutes } from './routes/relationships.ts';
import { reportRoutes } from './routes/reports.ts';
import { scheduledRoutes } from './routes/scheduled.ts';
import { searchRoutes } from './routes/search.ts';
import { settingRoutes } from './routes/settings.ts';
import { statusActRoutes } from './routes/status-acts.ts';
import { statusRoutes } from './routes/statuses.ts';
import { tagRoutes } from './routes/tags.ts';
import { timelineRoutes } from './routes/timelines.ts';
import { trendRoutes } from './routes/trends.ts';
import { sseRouter } from './streaming/sse.ts';

/** Every route that somebody who is signed in can use. */
const mastodonRoutes: readonly Route[] = [
  ...peopleRoutes,
  ...profileRoutes,
  ...accountRoutes,
  ...relationshipRoutes,
  ...statusRoutes,
  ...statusActRoutes,
  ...quoteRoutes,
  ...timelineRoutes,
  ...notificationPolicyRoutes,
  ...groupedNotificationRoutes,
  ...notificationRoutes,
  ...listRoutes,
  ...filterPartRoutes,
  ...filterRoutes,
  ...olderFilterRoutes,
  ...conversationRoutes,
  ...domainBlockRoutes,
  ...followRequestRoutes,
  ...reportRoutes,
  ...scheduledRoutes,
  ...settingRoutes,
  ...announcementRoutes,
  ...searchRoutes,
  ...tagRoutes,
  ...trendRoutes,
  ...mediaRoutes,
  ...adminAccountRoutes,
  ...adminReportRoutes,
  ...adminDomainRoutes,
  ...adminAddressRoutes,
  ...adminTrendRoutes,
  ...adminFigureRoutes,
  ...pollRoutes,
  ...pushRoutes,
];

/** Everything that clients can ask for. */
export const clientEndpoints: readonly Endpoint[] = [...mastodonRoutes, ...otherEndpoints];

/** The Mastodon client API: the door that unmodified clients come by. */
export function mastodonRouter({ clientApi: { parts, streams } }: Context): Router {
  const router = Router();
  router.use(instanceRouter(parts.origin, parts.media.limits, parts.pusher?.publicKey));
  router.use(sseRouter(parts, streams));
  const document = openApiOf(clientEndpoints, parts.origin);
  router.get('/api/v1/openapi.json', (_request: Request, response: Response) => sendJson(response, document));
  router.use(mountRoutes(mastodonRoutes, parts));
  return router;
}
